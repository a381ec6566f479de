# Derived from extensions/spokebridge/_async/lists.py by `python -m codegen build`; edit that file instead.
"""How every 9Spokes data list is read: a page, its envelope, its records, and the other path when the first is unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from ninespokes_client import codec
from ninespokes_client.types import Operation, Request, render_path
from spokebridge._sync.caller import Caller
from spokebridge._sync.pager import Pager
from spokebridge._sync.walks import OffsetWalk
from spokebridge.errors import NotFound
from spokebridge.ninespokes.envelope import canonical_page
from spokebridge.ninespokes.queries import ListOptions, wire_options
from spokebridge.pages import Page
from spokebridge.plain import is_list
from spokebridge.wire import Answer

R = TypeVar("R")

PAGE_SIZE = 100
UNWRAPPED = ("none", "dated-array")


class PageOf(Protocol):
    """A page model of the generated package."""

    @property
    def results(self) -> Sequence[Any] | None: ...
    @property
    def total(self) -> int | None: ...


class Lists:
    """Makes pagers for data lists. Remembers which datasources answer under their other path."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self._alias: dict[str, str] = {}

    def pager(
        self,
        operation: Operation,
        request: Callable[..., Request[Any]],
        where: dict[str, str],
        options: ListOptions,
    ) -> Pager[Any]:
        """A pager of unwrapped records. `where` fills the path."""
        pagination = operation.pagination
        order = pagination.order if pagination is not None else None
        wrapper = operation.record_wrapper if operation.record_wrapper not in UNWRAPPED else None
        query = wire_options(options, operation.option_prefix, order)

        def read(skip: int, top: int) -> Page[Any]:
            asked: Request[PageOf] = request(*where.values(), **query, top=top, skip=skip)
            answer = self._call(asked, where)
            page = _described(answer, asked, wrapper)
            return Page(_payloads(page.results or (), wrapper), _count(page.total), answer.content)

        walk = OffsetWalk(
            read,
            operation=operation.id,
            page_size=options.get("page_size", PAGE_SIZE),
            concurrency=options.get("concurrency", 1),
        )
        return Pager(walk, self._caller.plugins, operation=operation.id, resume=options.get("resume"))

    def _call(self, request: Request[R], where: dict[str, str]) -> Answer[R]:
        operation = request.operation
        if operation.id in self._alias:
            return self._caller.call(replace(request, path=render_path(self._alias[operation.id], where)))
        try:
            return self._caller.call(request)
        except NotFound:
            for alias in operation.alias_paths:
                try:
                    answer = self._caller.call(replace(request, path=render_path(alias, where)))
                except NotFound:
                    continue
                self._alias[operation.id] = alias
                return answer
            raise


def _described(answer: Answer[PageOf], request: Request[PageOf], wrapper: str | None) -> PageOf:
    """The page as it is described; one that came in another container, or without wrappers, is brought to that form."""
    records: Any = getattr(answer.value, "results", None)
    if is_list(records) and len(_payloads(records, wrapper)) == len(records):
        return answer.value
    canonical = canonical_page(codec.parse(answer.content), wrapper)
    return request.decode(codec.encode(canonical))


def _payloads(records: Sequence[Any], wrapper: str | None) -> list[Any]:
    """The records without their wrappers. One that could not be typed at all is given as it came: nothing is lost."""
    if wrapper is None:
        return list(records)
    return [payload for record in records if (payload := getattr(record, wrapper, record)) is not None]


def _count(total: object) -> int | None:
    return total if isinstance(total, int) and total > 0 else None
