"""What a handler gets (`Call`), what it gives back (`Reply`), and how it says no (`Refusal`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from . import codec

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


class Refusal(Exception):
    """An answer other than success. `extra` are further members of the error body."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        code: str = "",
        extra: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code
        self.extra = dict(extra or {})
        self.headers = dict(headers or {})


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer ready to be sent."""

    body: bytes
    status: int = 200
    media_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    def response(self) -> Response:
        """As Starlette wants it."""
        return Response(self.body, self.status, headers=self.headers, media_type=self.media_type)


@dataclass(frozen=True, slots=True)
class Call:
    """A request whose body has arrived. `query` keeps order and repetition."""

    operation: str
    scopes: tuple[str, ...]
    path: Mapping[str, str]
    query: tuple[tuple[str, str], ...]
    headers: Headers
    body: bytes

    @classmethod
    async def of(cls, request: Request, operation: str, scopes: tuple[str, ...]) -> "Call":
        """Waits for the body."""
        query = parse_qsl(request.url.query, keep_blank_values=True)
        return cls(operation, scopes, request.path_params, tuple(query), request.headers, await request.body())

    def parameter(self, name: str) -> str | None:
        """The last value of a query parameter."""
        return dict(self.query).get(name)

    def flag(self, name: str) -> bool:
        """A boolean query parameter; absent is false."""
        text = (self.parameter(name) or "false").lower()
        if text not in ("true", "false"):
            raise Refusal(400, f"query parameter {name} must be true or false", code="invalid_parameter")
        return text == "true"

    def json(self) -> Any:
        """The body as JSON of any kind; 400 when it is not."""
        try:
            return codec.decode(self.body)
        except ValueError as problem:
            raise Refusal(400, f"the body is not JSON: {problem}", code="invalid_json") from None

    def json_object(self) -> codec.JsonObject:
        """The body as a JSON object; 400 when it is not."""
        body = self.json()
        if not codec.is_object(body):
            raise Refusal(400, "the body must be a JSON object", code="invalid_body")
        return body

    def form(self) -> dict[str, str]:
        """The fields of a form body; any other content type is refused."""
        content_type = self.headers.get("content-type", "").split(";")[0].strip().lower()
        if content_type != FORM:
            raise Refusal(400, f"the body must be {FORM}", code="invalid_request")
        try:
            return dict(parse_qsl(self.body.decode(), keep_blank_values=True))
        except UnicodeDecodeError:
            raise Refusal(400, "the form is not UTF-8", code="invalid_request") from None
