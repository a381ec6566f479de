# Derived from extensions/spokebridge/_async/productiv/lists.py by `python -m codegen build`; edit that file instead.
"""How every Productiv list is read: the same request again with the cursor of the page before (Productiv facts 2.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from productiv_client.types import Request
from spokebridge._sync.caller import Caller
from spokebridge._sync.pager import Pager
from spokebridge._sync.walks import CursorPage, CursorWalk
from spokebridge.concurrency import threads
from spokebridge.drift import DriftEvent
from spokebridge.pages import Page, fingerprint
from spokebridge.productiv.answers import Found, described, moved, pagination_of
from spokebridge.wire import asked


class Lists:
    """Makes pagers from the request of a first page; names of cursor and items come from the description."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def pager(self, request: Request[Any], resume: str | None) -> Pager[Any]:
        """A pager over all pages. Raises ConfigurationError for a `resume` that is not a token of this list."""

        def read(cursor: str | None) -> CursorPage[Any]:
            return self.page(request, cursor)

        operation = request.operation.id
        walk = CursorWalk(read, operation=operation, asked=asked(request.operation))
        of = fingerprint(request.path, request.query)
        return Pager(walk, self._caller.plugins, operation=operation, of=of, resume=resume)

    def page(self, request: Request[Any], cursor: str | None) -> CursorPage[Any]:
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

        answer = self._caller.call(request, reshape)
        for event in drift:
            self._caller.drift_log.tell(event)
            if self._caller.plugins.on_drift:
                threads.drive(self._caller.plugins.on_drift(event))
        found = described(request, answer.value) or Found([], None)
        page = Page(found.items, None, answer.content, answer.correlation_id, answer.attempts)
        return CursorPage(page, found.next)
