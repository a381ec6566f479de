"""What a call raises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class DecodeError(ValueError):
    """The body is not JSON, or (in strict mode) not what the description says."""


class ApiError(Exception):
    """The server answered with a status that the description does not list as a success.

    `status_code` is a plain integer: any number a server sends is accepted. `content` is the body as received,
    `headers` has its names in lower case.
    """

    def __init__(self, operation: str, status_code: int, headers: Mapping[str, str], content: bytes) -> None:
        super().__init__(f"{operation}: HTTP {status_code} ({len(content)} bytes)")
        self.operation = operation
        self.status_code = status_code
        self.headers = dict(headers)
        self.content = content

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.operation, self.status_code, self.headers, self.content)
