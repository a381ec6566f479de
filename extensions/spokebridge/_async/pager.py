"""Iterates a list over all its pages."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import replace
from typing import Generic, TypeVar

from spokebridge._async.walks import AsyncWalk
from spokebridge.concurrency import aio
from spokebridge.errors import ConfigurationError
from spokebridge.pages import Page, Position
from spokebridge.plugins.contexts import PageRead
from spokebridge.plugins.manager import Plugins

T = TypeVar("T")


class AsyncPager(Generic[T]):
    """The items of a list, page after page: iterate it, or iterate `pages()`. Once; for another pass call the list
    method again.

    `resume_token` says at any moment where the iteration stands, also in the middle of a page; a list method called
    with `resume=token` goes on after the last item that was given out, in this process or another.
    """

    def __init__(
        self, walk: AsyncWalk[T], plugins: Plugins, *, operation: str, of: str = "", resume: str | None = None
    ) -> None:
        self._walk = walk
        self._plugins = plugins
        self._operation = operation
        self._of = of
        start = Position(walk.first) if resume is None else Position.from_token(resume, operation, of)
        self._cursor = start.cursor
        self._given = start.given
        self._started = False

    @property
    def resume_token(self) -> str:
        """Where the iteration stands, as text. It holds no secret, and fits this list only: same ids, filter, order."""
        return Position(self._cursor, self._given).token(self._operation, self._of)

    async def __aiter__(self) -> AsyncIterator[T]:
        """Every item once, in the order of the server."""
        async with aio.closing(self._placed()) as pages:
            async for page, cursor, given, following in pages:
                maps = bool(self._plugins.map_incoming)
                self._cursor = cursor
                for number, item in enumerate(page.items, start=given + 1):
                    mapped: T | None = item
                    if maps:
                        mapped = await aio.drive(self._plugins.map_incoming(item, self._operation))
                    self._given = number
                    if mapped is not None:
                        yield mapped
                self._go_on_at(following)

    async def pages(self) -> AsyncIterator[Page[T]]:
        """Every page once. A resume token in the middle of a page begins with what is left of that page."""
        async with aio.closing(self._placed()) as pages:
            async for page, _, _, following in pages:
                self._go_on_at(following)
                yield page

    async def _placed(self) -> AsyncGenerator[tuple[Page[T], str | None, int, Position], None]:
        """Each page with something to give: its cursor, how many items were given before, what comes after it."""
        if self._started:
            raise ConfigurationError("a pager is iterated once; call the list method again, with resume= to go on")
        self._started = True
        given = self._given
        number = 0
        async with aio.closing(self._walk.legs(self._cursor)) as legs:
            async for leg in legs:
                number += 1
                page, count = leg.page, len(leg.page.items)
                if self._plugins.on_page:
                    await aio.drive(self._plugins.on_page(PageRead(self._operation, number, count, page.total)))
                passed = min(given, count)
                given -= passed  # more than a page when pages were larger before
                following = Position(leg.cursor, count) if leg.next is None else Position(leg.next, given)
                if passed < count:
                    yield replace(page, items=page.items[passed:]), leg.cursor, passed, following
                self._go_on_at(following)

    def _go_on_at(self, position: Position) -> None:
        self._cursor = position.cursor
        self._given = position.given
