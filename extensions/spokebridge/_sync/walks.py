# Derived from extensions/spokebridge/_async/walks.py by `python -m codegen build`; edit that file instead.
"""The ways a list goes on from page to page (Productiv facts 2.4, 9Spokes facts 4.5)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from spokebridge.concurrency import threads
from spokebridge.errors import ConfigurationError, PaginationStalled
from spokebridge.pages import Page, Sketches, sketch

T = TypeVar("T")

IDLE_PAGES = 3
EMPTY_PAGES = 1000  # in a row, each with a cursor: a filter may skip much, but not for ever


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

    def legs(self, cursor: str | None) -> Generator[Leg[T], None]:
        """The pages from this cursor to the end."""
        ...


ReadOffset: TypeAlias = Callable[[int, int], Page[T]]


class OffsetWalk(Generic[T]):
    """Pages by offset. Each begins where the one before it really ended, so a server that gives less than asked loses
    nothing.

    The end is an empty page, or the total when the server gives one and the last page was not full: a total that only
    counts the page is not taken for the end. With `concurrency` above 1 the pages that should come next are asked for
    ahead; a guess that turns out wrong is thrown away.

    An empty page before the announced end, and a page that repeats the one before it, are asked for again; when that
    does not help, the list cannot be read to its end. A page that looks like any other one before it is asked for once
    more too, and then believed: records need not differ.
    """

    first = "0"

    def __init__(self, read: ReadOffset[T], *, operation: str, asked: str, page_size: int, concurrency: int) -> None:
        if page_size < 1 or concurrency < 1:
            raise ConfigurationError(f"page_size is {page_size} and concurrency {concurrency}; both must be 1 or more")
        self._read = read
        self._operation = operation
        self._asked = asked
        self._page_size = page_size
        self._concurrency = concurrency

    def legs(self, cursor: str | None) -> Generator[Leg[T], None]:
        """The pages from this offset to the end. Raises PaginationStalled when an end that was announced is never
        reached.
        """
        start = _offset(cursor)
        before: Sequence[T] = ()
        given = Sketches()
        idle = 0
        with threads.Workers(self._concurrency) as workers:
            ahead = _Ahead(self._read, workers, self._page_size)
            while True:
                page = ahead.page(start)
                count = len(page.items)
                if count == 0 and not (page.total and page.total > start):
                    return
                stuck = count == 0 or self._repeats(before, page)
                if stuck or (idle == 0 and given.has(page.items)):
                    idle += 1
                    if stuck and idle >= IDLE_PAGES:
                        what = (
                            f"counts {page.total} records but gives none" if count == 0 else "repeats the page before"
                        )
                        what = f"the server {what} from offset {start} on"
                        raise _stalled(what, page, operation=self._operation, asked=self._asked)
                    ahead.drop()
                    continue
                idle, before = 0, page.items
                given.add(page.items)
                yield Leg(str(start), page, str(start + count))
                start += count
                if page.total == start and count < self._page_size:
                    return
                ahead.learn(start, count, page.total)

    def _repeats(self, before: Sequence[T], page: Page[T]) -> bool:
        """Whether a page is the one before it again, rather than more of the same: a hundred equal wages follow a
        hundred.
        """
        if page.items != before:
            return False
        varied = any(item != page.items[0] for item in page.items)
        return varied or (not page.total and len(page.items) < self._page_size)


class _Ahead(Generic[T]):
    """Pages asked for before they are needed, on the guess that each holds as many records as the one before."""

    def __init__(self, read: ReadOffset[T], workers: threads.Workers, page_size: int) -> None:
        self._read = read
        self._workers = workers
        self._page_size = page_size
        self._step = page_size
        self._end: int | None = None
        self._jobs: deque[tuple[int, threads.Job[Page[T]]]] = deque()

    def page(self, start: int) -> Page[T]:
        """The page at this offset, with the next ones under way."""
        if self._workers.size == 1:  # nobody to look ahead
            return self._read(start, self._page_size)
        at = self._jobs[-1][0] + self._step if self._jobs else start
        while len(self._jobs) < self._workers.size and (at == start or self._end is None or at < self._end):
            before = self._jobs[-1][1] if self._jobs else None  # the first one is wanted first
            self._jobs.append((at, self._workers.follow(before, self._read, at, self._page_size)))
            at += self._step
        threads.give_way()  # the request leaves now, not when the page at hand has been worked through
        return self._jobs.popleft()[1].result()

    def learn(self, start: int, count: int, total: int | None) -> None:
        """A page held so many records, and the next one begins at `start`."""
        self._end = total
        if self._jobs and self._jobs[0][0] != start:
            self._step = count
            self.drop()

    def drop(self) -> None:
        """The guesses were wrong."""
        while self._jobs:
            self._jobs.popleft()[1].drop()


def _offset(cursor: str | None) -> int:
    if cursor is None or not cursor.isdigit():
        raise ConfigurationError("resume is not a resume_token of this list; pass one unchanged, or None")
    return int(cursor)


def _stalled(what: str, page: Page[Any], *, operation: str, asked: str) -> PaginationStalled:
    """The error for a list whose end is not reached, with the facts of the page that shows it."""
    return PaginationStalled(
        f"{asked}: {what}", operation=operation, correlation_id=page.correlation_id, attempts=page.attempts
    )


@dataclass(frozen=True, slots=True)
class CursorPage(Generic[T]):
    """A page and the server's cursor for the next one; None at the end."""

    page: Page[T]
    next: str | None


ReadCursor: TypeAlias = Callable[[str | None], CursorPage[T]]


class CursorWalk(Generic[T]):
    """Pages by the server's cursor. An empty page with a cursor goes on; a cursor that comes again without new items
    does not, nor do a thousand empty pages in a row. A page that looks like one before it, or leads back without
    items, is asked for once more.
    """

    def __init__(self, read: ReadCursor[T], *, operation: str, asked: str, first: str | None = None) -> None:
        self.first = first
        self._read = read
        self._operation = operation
        self._asked = asked

    def legs(self, cursor: str | None) -> Generator[Leg[T], None]:
        """The pages from this cursor to the end. Raises PaginationStalled when the server goes in a circle."""
        met: dict[str | None, bytes] = {}
        given = Sketches()
        empty = 0
        while True:
            found = self._read(cursor)
            leads_back = found.next is not None and (found.next == cursor or found.next in met)
            if given.has(found.page.items) or (leads_back and not found.page.items):
                found = self._read(cursor)
            content = sketch(found.page.items)
            if met.get(cursor) == content:
                what = "a cursor came again with the same items; the list cannot be read to its end"
                raise _stalled(what, found.page, operation=self._operation, asked=self._asked)
            empty = 0 if found.page.items else empty + 1
            if empty == EMPTY_PAGES and found.next is not None:
                what = f"{empty} empty pages in a row, each with another cursor"
                raise _stalled(what, found.page, operation=self._operation, asked=self._asked)
            met[cursor] = content
            given.add(found.page.items)
            yield Leg(cursor, found.page, found.next)
            if found.next is None:
                return
            cursor = found.next
