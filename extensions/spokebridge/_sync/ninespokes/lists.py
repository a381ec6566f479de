# Derived from extensions/spokebridge/_async/ninespokes/lists.py by `python -m codegen build`; edit that file instead.
"""How every 9Spokes data list is read: page, envelope, records, and the other path when the first is unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from ninespokes_client import codec
from ninespokes_client.types import Operation, Request, render_path
from spokebridge._sync.caller import Caller
from spokebridge._sync.pager import Pager
from spokebridge._sync.walks import OffsetWalk
from spokebridge.arguments import count, identifier
from spokebridge.errors import NotFound
from spokebridge.ninespokes.envelope import canonical_page
from spokebridge.ninespokes.queries import ListOptions, wire_options
from spokebridge.pages import Page, fingerprint
from spokebridge.plain import is_list
from spokebridge.reading import Reshape
from spokebridge.wire import Answer, asked

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
    """Makes pagers for data lists."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def pager(
        self,
        operation: Operation,
        request: Callable[..., Request[Any]],
        where: dict[str, str],
        options: ListOptions,
        *,
        or_single: bool = False,
    ) -> Pager[Any]:
        """A pager of unwrapped records. `where` fills the path. `or_single`: an object in place of the list is its only
        record.
        """
        for name, value in where.items():
            identifier(name, value)
        pagination = operation.pagination
        order = pagination.order if pagination is not None else None
        wrapper = operation.record_wrapper if operation.record_wrapper not in UNWRAPPED else None
        query = wire_options(options, operation.option_prefix, order)

        def read(skip: int, top: int) -> Page[Any]:
            def reshape(page: PageOf, content: bytes) -> bytes | None:
                if _is_described(page, wrapper):
                    return None
                single_at = skip if or_single else None
                return codec.encode(canonical_page(codec.parse(content), wrapper, single_at=single_at))

            asked: Request[PageOf] = request(*where.values(), **query, top=top, skip=skip)
            answer = self._call(asked, where, reshape)
            page = answer.value
            items, total = _payloads(page.results or (), wrapper), _count(page.total)
            return Page(items, total, answer.content, answer.correlation_id, answer.attempts)

        walk = OffsetWalk(
            read,
            operation=operation.id,
            asked=asked(operation),
            page_size=count("page_size", options.get("page_size", PAGE_SIZE)),
            concurrency=count("concurrency", options.get("concurrency", 1)),
        )
        return Pager(
            walk,
            self._caller.plugins,
            operation=operation.id,
            of=fingerprint(where, query),
            resume=options.get("resume"),
        )

    def _call(self, request: Request[R], where: dict[str, str], reshape: Reshape[R]) -> Answer[R]:
        operation, aliases = request.operation, self._caller.aliases
        if operation.id in aliases:
            return self._caller.call(replace(request, path=render_path(aliases[operation.id], where)), reshape)
        try:
            return self._caller.call(request, reshape)
        except NotFound:
            for alias in operation.alias_paths:
                try:
                    answer = self._caller.call(replace(request, path=render_path(alias, where)), reshape)
                except NotFound:
                    continue
                aliases[operation.id] = alias
                return answer
            raise


def _is_described(page: PageOf, wrapper: str | None) -> bool:
    """Whether a page came in the described container, with something in the wrapper of each record."""
    records: Any = getattr(page, "results", None)
    return is_list(records) and None not in _payloads(records, wrapper)


def _payloads(records: Sequence[Any], wrapper: str | None) -> list[Any]:
    """The records without their wrappers. One that could not be typed at all is given as it came: nothing is lost."""
    return list(records) if wrapper is None else [getattr(record, wrapper, record) for record in records]


def _count(total: object) -> int | None:
    return total if isinstance(total, int) and total > 0 else None
