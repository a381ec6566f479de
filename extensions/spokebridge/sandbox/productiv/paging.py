"""Cursors of the lists (Productiv facts 2.4): what is in one is nobody's business but the sandbox's."""

import base64
from collections.abc import Sequence
from typing import TypeVar

from ..web.messages import Call, Refusal

T = TypeVar("T")


def page_of(call: Call, items: Sequence[T], *, parameter: str, size: int) -> tuple[list[T], str | None]:
    """The page that the cursor in a query parameter asks for, and the cursor of the next one, if there is one."""
    start = _offset(call, parameter)
    end = start + size
    return list(items[start:end]), _token(call.operation, end) if end < len(items) else None


def _token(operation: str, offset: int) -> str:
    return base64.urlsafe_b64encode(f"{operation} {offset}".encode()).decode()


def _offset(call: Call, parameter: str) -> int:
    """400 for a cursor that is not one of this operation; the real answer is unknown."""
    token = call.parameter(parameter)
    if token is None:
        return 0
    try:
        operation, number = base64.urlsafe_b64decode(token).decode().split(" ")
        if operation == call.operation and number.isdecimal():
            return int(number)
    except ValueError:
        pass
    text = f"{parameter} is not a cursor of this list; pass the one of the page before"
    raise Refusal(400, text, code="invalid_parameter", extra={"field": parameter})
