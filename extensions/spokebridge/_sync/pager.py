# Derived from extensions/spokebridge/_async/pager.py by `python -m codegen build`; edit that file instead.
"""Iterates a list over all its pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from spokebridge._sync.walks import Walk
from spokebridge.errors import ConfigurationError
from spokebridge.pages import Page, Position
from spokebridge.plugins.contexts import PageRead
from spokebridge.plugins.manager import Plugins

T = TypeVar("T")


class Pager(Generic[T]):
    """The items of a list, page after page: iterate it, or iterate `pages()`. Once; for another pass call the list method again.

    `resume_token` says at any moment where the iteration stands, also in the middle of a page; a list method called with
    `resume=token` goes on after the last item that was given out, in this process or another.
    """

    def __init__(self, walk: Walk[T], plugins: Plugins, *, operation: str, resume: str | None = None) -> None:
        self._walk = walk
        self._plugins = plugins
        self._operation = operation
        self._position = Position(walk.first) if resume is None else Position.from_token(resume, operation)
        self._started = False

    @property
    def resume_token(self) -> str:
        """Where the iteration stands, as text."""
        return self._position.token(self._operation)

    def __iter__(self) -> Iterator[T]:
        """Every item once, in the order of the server."""
        for page in self.pages():
            start = self._given_before
            for number, item in enumerate(page.items, start=start + 1):
                self._position = Position(self._cursor, number)
                mapped = self._plugins.map_incoming(item, self._operation) if self._plugins.maps_incoming else item
                if mapped is not None:
                    yield mapped
            self._position = self._next

    def pages(self) -> Iterator[Page[T]]:
        """Every page once. A resume token in the middle of a page begins with what is left of that page."""
        if self._started:
            raise ConfigurationError("a pager is iterated once; call the list method again, with resume= to go on")
        self._started = True
        begun = self._position
        number = 0
        for leg in self._walk.legs(begun.cursor):
            number += 1
            self._plugins.on_page(PageRead(self._operation, number, len(leg.page.items), leg.page.total))
            self._given_before = begun.given if number == 1 else 0
            self._cursor, self._next = leg.cursor, Position(leg.next)
            self._position = self._next
            items = leg.page.items[self._given_before :]
            if items:
                yield Page(items, leg.page.total, leg.page.raw)
