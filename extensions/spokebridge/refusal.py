"""From an error answer to the error that says it well. Error bodies: 9Spokes facts 3.1; Productiv documents none (facts
2.5).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from spokebridge.errors import ApiError, Forbidden, error_class
from spokebridge.plain import is_list, is_object
from spokebridge.redaction import Secret
from spokebridge.retry import parse_retry_after
from spokebridge.wire import OperationFacts, RawResponse

_TEXT_KEYS = ("message", "error_description", "error", "detail", "title", "Message", "reason")
_ID_HEADERS = ("x-correlation-id", "x-request-id", "x-amzn-requestid", "request-id")
_LONGEST = 300


def refusal(
    operation: OperationFacts, response: RawResponse, attempts: int, *, hidden: Secret, in_doubt: bool
) -> ApiError:
    """The ApiError for an answer that is not a success. `hidden` is masked where the server echoes it."""
    body = _object(response.content)
    message = _message(body)
    message = describe(response) if message is None else hidden.masked_in(message)
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


def correlation_id(body: Any, headers: Mapping[str, str], hidden: Secret) -> str | None:
    """The id under which the vendor finds this call: from the body (9Spokes), else from a usual header."""
    found = body.get("correlationId") if is_object(body) else getattr(body, "correlation_id", None)
    given = [found if isinstance(found, str) else "", *(headers.get(name, "") for name in _ID_HEADERS)]
    return next((hidden.masked_in(_short(text)) for text in given if text.strip()), None)


def says_error(content: bytes) -> bool:
    """Whether a body says that the request failed, whatever the status of the answer (9Spokes facts 3.1)."""
    return _object(content).get("status") == "err"


def _object(content: bytes) -> dict[str, Any]:
    try:
        body = msgspec.json.decode(content)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return {}
    return body if is_object(body) else {}


def _message(body: Mapping[str, Any]) -> str | None:
    for key in _TEXT_KEYS:
        text = body.get(key)
        if is_object(text):
            text = text.get("message")
        if isinstance(text, str) and text.strip():
            return _short(text)
    errors = body.get("errors")
    if is_list(errors) and errors:
        return _short(str(errors[0]))
    return None


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
    try:
        msgspec.json.decode(content)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return False
    return True


def _short(text: str) -> str:
    """On one line, without control characters, not endless."""
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
