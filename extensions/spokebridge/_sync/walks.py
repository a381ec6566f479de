# Derived from extensions/spokebridge/_async/walks.py by `python -m codegen build`; edit that file instead.
"""The ways a list goes on from page to page (Productiv facts 2.4, 9Spokes facts 4.5)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Generic, Protocol, TypeAlias, TypeVar

from spokebridge.concurrency import threads
from spokebridge.errors import ConfigurationError, PaginationStalled
from spokebridge.pages import Page

T = TypeVar("T")

EMPTY_PAGES = 3


@dataclass(frozen=True, slots=True)
class Leg(Generic[T]):
    """One page on the way: the cursor it was read with, and the cursor of what follows."""

    cursor: str | None
    page: Page[T]
    next: str | None


class Walk(Protocol[T]):
    """Pages in order, from a cursor on."""

    @property
    def first(self) -> str | None:
        """The cursor of the beginning."""
        ...

    def legs(self, cursor: str | None) -> Iterator[Leg[T]]:
        """The pages from this cursor to the end."""
        ...


ReadOffset: TypeAlias = Callable[[int, int], Page[T]]


class OffsetWalk(Generic[T]):
    """Pages by offset. Each begins where the one before it really ended, so a server that gives less than asked loses nothing.

    The end is an empty page, or the total when the server gives one. With `concurrency` above 1 the pages that should come
    next are asked for ahead; a guess that turns out wrong is thrown away.
    """

    first = "0"

    def __init__(self, read: ReadOffset[T], *, operation: str, page_size: int, concurrency: int) -> None:
        if page_size < 1 or concurrency < 1:
            raise ConfigurationError(f"page_size is {page_size} and concurrency {concurrency}; both must be 1 or more")
        self._read = read
        self._operation = operation
        self._page_size = page_size
        self._concurrency = concurrency

    def legs(self, cursor: str | None) -> Iterator[Leg[T]]:
        """The pages from this offset to the end. Raises PaginationStalled when an end that was announced is never reached."""
        start = _offset(cursor)
        step = self._page_size
        empty = 0
        with threads.Workers(self._concurrency) as workers:
            ahead: deque[tuple[int, threads.Job[Page[T]]]] = deque()
            while True:
                while len(ahead) < self._concurrency:
                    at = ahead[-1][0] + step if ahead else start
                    ahead.append((at, workers.start(self._read, at, self._page_size)))
                page = ahead.popleft()[1].result()
                count = len(page.items)
                if count == 0:
                    if not page.total or page.total <= start:
                        return
                    empty += 1
                    if empty == EMPTY_PAGES:
                        raise PaginationStalled(
                            f"{self._operation}: the server counts {page.total} records but gives none from offset {start} on"
                        )
                    ahead.clear()
                    continue
                empty = 0
                yield Leg(str(start), page, str(start + count))
                start += count
                if page.total and start >= page.total:
                    return
                if ahead and ahead[0][0] != start:
                    ahead.clear()
                    step = count


def _offset(cursor: str | None) -> int:
    if cursor is None or not cursor.isdigit():
        raise ConfigurationError("resume is not a resume_token of this list; pass one unchanged, or None")
    return int(cursor)


@dataclass(frozen=True, slots=True)
class CursorPage(Generic[T]):
    """A page and the server's cursor for the next one; None at the end."""

    page: Page[T]
    next: str | None


ReadCursor: TypeAlias = Callable[[str | None], CursorPage[T]]


class CursorWalk(Generic[T]):
    """Pages by the server's cursor. An empty page with a cursor goes on; a cursor that comes again without new items does not."""

    first = None

    def __init__(self, read: ReadCursor[T], *, operation: str) -> None:
        self._read = read
        self._operation = operation

    def legs(self, cursor: str | None) -> Iterator[Leg[T]]:
        """The pages from this cursor to the end. Raises PaginationStalled when the server goes in a circle."""
        met: dict[str | None, bytes] = {}
        while True:
            found = self._read(cursor)
            content = blake2b(repr(found.page.items).encode(), digest_size=16).digest()
            if met.get(cursor) == content:
                raise PaginationStalled(
                    f"{self._operation}: a cursor came again with the same items; the list cannot be read to its end"
                )
            met[cursor] = content
            yield Leg(cursor, found.page, found.next)
            if found.next is None:
                return
            cursor = found.next
