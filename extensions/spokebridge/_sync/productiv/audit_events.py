# Derived from extensions/spokebridge/_async/productiv/audit_events.py by `python -m codegen build`; edit that file instead.
"""`productiv.audit_events`"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from productiv_client import models
from productiv_client.api.audit_events import get_audit_events
from spokebridge._sync.caller import Caller
from spokebridge._sync.pager import Pager
from spokebridge._sync.productiv.lists import Lists
from spokebridge._sync.walks import CursorPage, CursorWalk
from spokebridge.pages import Position
from spokebridge.productiv.windows import Place, Span, require_recent
from spokebridge.wire import asked

_OPERATION = get_audit_events.OPERATION.id


def _now() -> datetime:
    return datetime.now(UTC)


class AuditEvents:
    """Who did what in Productiv."""

    def __init__(self, caller: Caller, now: Callable[[], datetime] = _now) -> None:
        self._caller = caller
        self._lists = Lists(caller)
        self._now = now

    def list(self, start: datetime, end: datetime, *, resume: str | None = None) -> Pager[models.AuditEvent]:
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

        def read(cursor: str | None) -> CursorPage[models.AuditEvent]:
            place = Place.of(cursor, span)
            request = get_audit_events.request(start_time=place.start, end_time=place.end)
            found = self._lists.page(request, place.cursor)
            following = place.next(found.next, span)
            return CursorPage(found.page, None if following is None else following.text)

        walk = CursorWalk(read, operation=_OPERATION, asked=asked(get_audit_events.OPERATION), first=begin.text)
        return Pager(walk, self._caller.plugins, operation=_OPERATION, resume=resume)
