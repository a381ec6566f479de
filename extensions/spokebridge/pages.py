"""Pages and positions of a list, without I/O."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Generic, TypeVar

import msgspec

from spokebridge.errors import ConfigurationError

T = TypeVar("T")

_VERSION = 2


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One answer of a list: its items, the server's count of all matches when it gives one, the body as received; the
    id under which the vendor finds the call, and how many attempts it took.
    """

    items: Sequence[T]
    total: int | None
    raw: bytes = field(repr=False)
    correlation_id: str | None = None
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a list: the page that begins at `cursor`, and how many of its items were already given out.

    `cursor` is an offset (offset paging) or the server's cursor; None is the beginning of a cursor list.
    """

    cursor: str | None
    given: int = 0

    def token(self, operation: str, of: str = "") -> str:
        """As text that another process can go on from. `of` tells lists of one operation apart; see `fingerprint`."""
        body = json.dumps([_VERSION, operation, of, self.cursor, self.given], separators=(",", ":"))
        return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")

    @classmethod
    def from_token(cls, token: str, operation: str, of: str = "") -> Position:
        """Raises ConfigurationError for a token that was damaged or made for another list."""
        try:
            body: Any = json.loads(base64.b64decode(token + "=" * (-len(token) % 4), altchars="-_", validate=True))
            version, made_for, made_of, cursor, given = body
        except (ValueError, TypeError, RecursionError):
            raise ConfigurationError("resume is not a resume_token of a pager; pass one unchanged, or None") from None
        whole = isinstance(given, int) and not isinstance(given, bool) and given >= 0
        if version != _VERSION or not whole or not isinstance(cursor, str | None):
            raise ConfigurationError("resume was made by another version of spokebridge; begin the list anew")
        if made_for != operation:
            raise ConfigurationError(
                f"resume was made for {made_for!r}, this list is {operation}; pass the token of this list"
            )
        if made_of != of:
            raise ConfigurationError(
                f"resume was made for {operation} with other ids, filter or order; pass the token of this list"
            )
        return cls(cursor, given)


class Sketches:
    """Which pages came before, told by their number of items, their first and their last one: looking at every item
    would take longer than decoding them.
    """

    def __init__(self) -> None:
        self._seen: set[bytes] = set()

    def has(self, items: Sequence[object]) -> bool:
        """Whether a page like this one came before. An empty one is like no other."""
        return bool(items) and sketch(items) in self._seen

    def add(self, items: Sequence[object]) -> None:
        """A page was given out."""
        self._seen.add(sketch(items))


def sketch(items: Sequence[object]) -> bytes:
    """What pages of other items do not share."""
    ends = [] if not items else [items[0], items[-1]]
    try:
        content = msgspec.json.encode(ends, enc_hook=repr)
    except (ValueError, TypeError, msgspec.MsgspecError):  # text that is no text, as servers sometimes send it
        content = repr(ends).encode()
    return blake2b(b"%d:" % len(items) + content, digest_size=16).digest()


def fingerprint(*parts: object) -> str:
    """A short name for what a list was asked with: a resume token fits a list of the same fingerprint only."""
    return blake2b(repr(parts).encode(), digest_size=8).hexdigest()
