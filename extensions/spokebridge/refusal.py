"""From an error answer to the error that says it well. Error bodies: 9Spokes facts 3.1; Productiv documents none (facts 2.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from spokebridge.errors import ApiError, Forbidden, error_class
from spokebridge.plain import is_list, is_object
from spokebridge.retry import parse_retry_after
from spokebridge.wire import OperationFacts, RawResponse

_TEXT_KEYS = ("message", "error_description", "error", "detail", "title", "Message", "reason")
_ID_HEADERS = ("x-correlation-id", "x-request-id", "x-amzn-requestid", "request-id")
_LONGEST = 300


def refusal(operation: OperationFacts, response: RawResponse, attempts: int) -> ApiError:
    """The ApiError for an answer that is not a success."""
    body = _object(response.content)
    message = _message(body) or _describe(response)
    kind = error_class(response.status_code)
    if kind is Forbidden and operation.scopes:
        message = f"{message} (this operation needs the scope {' '.join(operation.scopes)})"
    return kind(
        operation=operation.id,
        method=operation.method,
        route=operation.path,
        status_code=response.status_code,
        message=message,
        correlation_id=correlation_id(body, response.headers),
        attempts=attempts,
        retry_after=parse_retry_after(response.headers.get("retry-after")),
    )


def correlation_id(body: Any, headers: Mapping[str, str]) -> str | None:
    """The id under which the vendor finds this call: from the body (9Spokes), else from a usual header."""
    found = body.get("correlationId") if is_object(body) else getattr(body, "correlation_id", None)
    if isinstance(found, str) and found:
        return found
    return next((headers[name] for name in _ID_HEADERS if headers.get(name)), None)


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


def _describe(response: RawResponse) -> str:
    if not response.content.strip():
        return "with an empty body"
    kind = response.headers.get("content-type", "").split(";")[0].strip() or "no content type"
    if response.content.lstrip()[:1] in b"<":
        kind = "an HTML or XML page"
    return f"with a body that holds no error message ({kind}, {len(response.content)} bytes)"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
