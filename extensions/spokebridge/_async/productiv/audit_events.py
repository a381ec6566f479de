"""`productiv.audit_events`"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from productiv_client import models
from productiv_client.api.audit_events import get_audit_events
from spokebridge._async.caller import AsyncCaller
from spokebridge._async.pager import AsyncPager
from spokebridge._async.productiv.lists import AsyncLists
from spokebridge._async.walks import AsyncCursorWalk, CursorPage
from spokebridge.pages import Position
from spokebridge.productiv.windows import Place, Span, require_recent
from spokebridge.wire import asked

_OPERATION = get_audit_events.OPERATION.id


def _now() -> datetime:
    return datetime.now(UTC)


class AsyncAuditEvents:
    """Who did what in Productiv."""

    def __init__(self, caller: AsyncCaller, now: Callable[[], datetime] = _now) -> None:
        self._caller = caller
        self._lists = AsyncLists(caller)
        self._now = now

    def list(self, start: datetime, end: datetime, *, resume: str | None = None) -> AsyncPager[models.AuditEvent]:
        """Events from `start` (inclusive) to `end` (exclusive), both aware datetimes (Productiv facts 3.12,
        official-head).

        The server takes at most 30 days at a time: a longer range is read as windows of 30 days, the oldest first; the
        order within a window is the server's. `resume` takes a token of a list with the same `start` and `end`. The
        fields of an event are a third party's, so each may be missing; those of another name are in the `raw` of its
        page.

        Raises ConfigurationError before any request for a start more than 180 days ago, and for a range without extent.

        `GET /services/pull/v1/customer/audit-events`; scope: report.read; limits: 500 items a page, 30 days at a time;
        retry: read; evidence: official-head, PAGE-fetch-audit-events.
        """
        span = Span.checked(start, end)
        begin = span.first() if resume is None else Place.of(Position.from_token(resume, _OPERATION).cursor, span)
        require_recent(begin.start, self._now())

        async def read(cursor: str | None) -> CursorPage[models.AuditEvent]:
            place = Place.of(cursor, span)
            request = get_audit_events.request(start_time=place.start, end_time=place.end)
            found = await self._lists.page(request, place.cursor)
            following = place.next(found.next, span)
            return CursorPage(found.page, None if following is None else following.text)

        walk = AsyncCursorWalk(read, operation=_OPERATION, asked=asked(get_audit_events.OPERATION), first=begin.text)
        return AsyncPager(walk, self._caller.plugins, operation=_OPERATION, resume=resume)
