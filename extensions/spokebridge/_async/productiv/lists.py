"""How every Productiv list is read: the same request again with the cursor of the page before (Productiv facts 2.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from productiv_client.types import Request
from spokebridge._async.caller import AsyncCaller
from spokebridge._async.pager import AsyncPager
from spokebridge._async.walks import AsyncCursorWalk, CursorPage
from spokebridge.concurrency import aio
from spokebridge.drift import DriftEvent
from spokebridge.pages import Page, fingerprint
from spokebridge.productiv.answers import Found, described, moved, pagination_of
from spokebridge.wire import asked


class AsyncLists:
    """Makes pagers from the request of a first page; names of cursor and items come from the description."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    def pager(self, request: Request[Any], resume: str | None) -> AsyncPager[Any]:
        """A pager over all pages. Raises ConfigurationError for a `resume` that is not a token of this list."""

        async def read(cursor: str | None) -> CursorPage[Any]:
            return await self.page(request, cursor)

        operation = request.operation.id
        walk = AsyncCursorWalk(read, operation=operation, asked=asked(request.operation))
        of = fingerprint(request.path, request.query)
        return AsyncPager(walk, self._caller.plugins, operation=operation, of=of, resume=resume)

    async def page(self, request: Request[Any], cursor: str | None) -> CursorPage[Any]:
        """The page at the server's cursor; None is the first one. Items that lie elsewhere are read from there and told
        of.
        """
        name = pagination_of(request).request
        if cursor is not None and name is not None:
            request = replace(request, query=(*request.query, (name, cursor)))
        drift: list[DriftEvent] = []

        def reshape(value: Any, content: bytes) -> bytes | None:
            other = moved(request, content) if described(request, value) is None else None
            if other is None:
                return None
            path = f"$.{pagination_of(request).items}"
            if self._caller.options.strict:
                raise ValueError(f"the items are not at {path} but at {other.path}")
            drift.append(DriftEvent(request.operation.id, path, "array", f"nothing; the items are at {other.path}"))
            return other.content

        answer = await self._caller.call(request, reshape)
        for event in drift:
            self._caller.drift_log.tell(event)
            if self._caller.plugins.on_drift:
                await aio.drive(self._caller.plugins.on_drift(event))
        found = described(request, answer.value) or Found([], None)
        page = Page(found.items, None, answer.content, answer.correlation_id, answer.attempts)
        return CursorPage(page, found.next)
