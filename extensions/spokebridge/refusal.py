"""From an error answer to the error that says it well. Error bodies: 9Spokes facts 3.1; Productiv documents none (facts
2.5).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

import msgspec

from spokebridge.errors import ApiError, Forbidden, SchemaDrift, error_class
from spokebridge.plain import is_list, is_object
from spokebridge.redaction import Secret, masked
from spokebridge.retry import parse_retry_after
from spokebridge.wire import Answer, RawResponse, asked

if TYPE_CHECKING:
    from spokebridge.described import OperationFacts

_TEXT_KEYS = ("message", "error_description", "error", "detail", "details", "title", "Message", "reason", "errors")
_ID_HEADERS = ("x-correlation-id", "x-request-id", "x-amzn-requestid", "apigw-requestid", "request-id", "cf-ray")
_NO_SUCCESS = ("err", "error")
_LONGEST = 300


def refusal(
    operation: OperationFacts, response: RawResponse, attempts: int, *, hidden: Sequence[Secret], in_doubt: bool
) -> ApiError:
    """The ApiError for an answer that is not a success. `hidden` is masked where the server echoes it."""
    body = parsed(response.content)
    message = message_of(body, hidden) or masked(describe(response), hidden)
    kind = error_class(response.status_code)
    if kind is Forbidden and operation.scopes:
        message = f"{message} (this operation needs the scope {' '.join(operation.scopes)})"
    error = kind(
        operation=operation.id,
        method=operation.method,
        route=operation.path,
        status_code=response.status_code,
        message=message,
        correlation_id=correlation_id(body, response.headers, hidden),
        attempts=attempts,
        retry_after=parse_retry_after(response.headers.get("retry-after")),
    )
    error.in_doubt = error.in_doubt or in_doubt
    return error


def unreadable(
    operation: OperationFacts, response: RawResponse, reason: str, attempts: int, *, hidden: Sequence[Secret]
) -> SchemaDrift:
    """The SchemaDrift for an answer that cannot be given as what it should be."""
    return SchemaDrift(
        f"{asked(operation)}: HTTP {response.status_code}, {masked(reason, hidden)}",
        operation=operation.id,
        correlation_id=correlation_id(parsed(response.content), response.headers, hidden),
        attempts=attempts,
    )


def lacking(answer: Answer[Any], what: str) -> SchemaDrift:
    """The SchemaDrift for an answer that was read but holds nothing to give."""
    return SchemaDrift(
        f"{answer.asked}: HTTP {answer.status_code}, the answer holds no {what}",
        operation=answer.operation,
        correlation_id=answer.correlation_id,
        attempts=answer.attempts,
    )


def correlation_id(body: Any, headers: Mapping[str, str], hidden: Sequence[Secret]) -> str | None:
    """The id under which the vendor finds this call: from the body (9Spokes), else from a usual header."""
    found = body.get("correlationId") if is_object(body) else getattr(body, "correlation_id", None)
    number = isinstance(found, int) and not isinstance(found, bool)
    given = [found if isinstance(found, str) else str(found) if number else ""]
    given += [headers.get(name, "") for name in _ID_HEADERS]
    return next((_short(masked(text, hidden)) for text in given if text.strip()), None)


def says_error(status: object) -> bool:
    """Whether the `status` of a body says that the request failed, whatever the HTTP status (9Spokes facts 3.1)."""
    return isinstance(status, str) and status.lower() in _NO_SUCCESS


def parsed(content: bytes) -> Any:
    """The JSON of a body as plain values, however careless its text is; None for a body that is none."""
    with suppress(ValueError, RecursionError):
        return msgspec.json.decode(content)
    with suppress(ValueError, RecursionError):  # half a character is no reason to say nothing
        return json.loads(content.decode("utf-8", "replace"), parse_constant=_refuse)
    return None


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def message_of(body: Any, hidden: Sequence[Secret], depth: int = 4) -> str | None:
    """The text for humans in an error body, as deep as that."""
    if isinstance(body, str):
        return _short(masked(body, hidden)) or None
    parts: list[Any] = []
    if depth and is_list(body):
        parts = body
    elif depth and is_object(body):
        parts = [body.get(key) for key in _TEXT_KEYS]
    return next((text for part in parts if (text := message_of(part, hidden, depth - 1))), None)


def describe(response: RawResponse) -> str:
    """A body that says nothing, in words that quote none of it."""
    start = response.content.lstrip()[:1]
    if not start:
        return "with an empty body"
    kind = _short(response.headers.get("content-type", "").split(";")[0]) or "no content type"
    if start == b"<":
        kind = "an HTML or XML page"
    what = "that holds no message" if is_json(response.content) else "that is not JSON"
    return f"with a body {what} ({kind}, {len(response.content)} bytes)"


def is_json(content: bytes) -> bool:
    """Whether a body is JSON of any kind."""
    return parsed(content) is not None or content.strip() == b"null"


def _short(text: str) -> str:
    """On one line, without control characters, not endless."""
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
