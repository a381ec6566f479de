"""Pages and positions of a list, without I/O."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from spokebridge.errors import ConfigurationError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One answer of a list: its items, the server's count of all matches when it gives one, the body as received."""

    items: Sequence[T]
    total: int | None
    raw: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a list: the page that begins at `cursor`, and how many of its items were already given out.

    `cursor` is an offset (offset paging) or the server's cursor; None is the beginning of a cursor list.
    """

    cursor: str | None
    given: int = 0

    def token(self, operation: str) -> str:
        """As text that another process can go on from."""
        body = json.dumps([1, operation, self.cursor, self.given], separators=(",", ":"))
        return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")

    @classmethod
    def from_token(cls, token: str, operation: str) -> Position:
        """Raises ConfigurationError for a token that was damaged or made for another list."""
        try:
            body: Any = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
            version, made_for, cursor, given = body
        except (ValueError, TypeError, binascii.Error):
            raise ConfigurationError("resume is not a resume_token of a pager; pass one unchanged, or None") from None
        if version != 1 or not isinstance(given, int) or given < 0 or not isinstance(cursor, str | None):
            raise ConfigurationError("resume was made by another version of spokebridge; begin the list anew")
        if made_for != operation:
            raise ConfigurationError(f"resume was made for {made_for}, this list is {operation}; pass the token of this list")
        return cls(cursor, given)
