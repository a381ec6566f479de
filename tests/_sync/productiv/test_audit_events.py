# Derived from tests/_async/productiv/test_audit_events.py by `python -m codegen build`; edit that file instead.
"""Audit events over ranges longer than the server takes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

import pytest
from productiv_client import models
from spokebridge import Productiv
from spokebridge._sync.productiv.audit_events import AuditEvents
from spokebridge.errors import ConfigurationError, SchemaDrift
from spokebridge.pages import Position
from spokebridge.plugins import hookimpl

from tests.support.server import FakeServer, Received, Reply

pytestmark = pytest.mark.anyio

ROUTE = "GET /services/pull/v1/customer/audit-events"
NOW = datetime(2024, 7, 1, tzinfo=UTC)
PAGE = 4


def events_of(productiv: Productiv, now: Callable[[], datetime] = lambda: NOW) -> AuditEvents:
    return AuditEvents(productiv._caller, now)


def moment(text: str | None) -> datetime:
    assert text is not None
    assert text.endswith("Z")
    return datetime.fromisoformat(text)


def one_event_a_day(request: Received) -> Reply | dict[str, Any]:
    """Days since NOW - 200 as event ids; every page but the first of a range is reached by a cursor."""
    start, end = moment(request.parameter("startTime")), moment(request.parameter("endTime"))
    if end - start > timedelta(days=30):
        return Reply(400, {"message": "range too long"})
    days = [day for day in range(400) if start <= NOW - timedelta(days=200) + timedelta(days=day) < end]
    offset = int(request.parameter("pageToken") or 0)
    body: dict[str, Any] = {"success": True, "events": [{"eventId": str(day)} for day in days[offset : offset + PAGE]]}
    return {**body, "nextPageToken": str(offset + PAGE)} if offset + PAGE < len(days) else body


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def ids(first: int, last: int) -> list[str]:
    return [str(day) for day in range(first, last)]


def test_a_short_range_is_one_window(server: FakeServer) -> None:
    server.answer(ROUTE, one_event_a_day)
    start = days_ago(3).astimezone(timezone(timedelta(hours=2)))
    with Productiv(**server.productiv) as productiv:
        found = [event for event in events_of(productiv).list(start, NOW)]
    assert all(isinstance(event, models.AuditEvent) for event in found)
    assert [event.event_id for event in found] == ids(197, 200)
    assert dict(server.calls[0].query) == {"startTime": "2024-06-28T00:00:00Z", "endTime": "2024-07-01T00:00:00Z"}


def test_a_long_range_is_split_and_read_oldest_first(server: FakeServer) -> None:
    server.answer(ROUTE, one_event_a_day)
    with Productiv(**server.productiv) as productiv:
        found = [event.event_id for event in events_of(productiv).list(days_ago(180), NOW)]
    assert found == ids(20, 200)
    starts = list(dict.fromkeys(request.parameter("startTime") for request in server.calls))
    assert [moment(start) for start in starts] == [days_ago(180 - 30 * number) for number in range(6)]


def test_windows_meet_without_gap_or_overlap(server: FakeServer) -> None:
    server.answer(ROUTE, {"success": True, "events": []})
    with Productiv(**server.productiv) as productiv:
        assert [event for event in events_of(productiv).list(days_ago(75.5), days_ago(0.25))] == []
    bounds = [(moment(call.parameter("startTime")), moment(call.parameter("endTime"))) for call in server.calls]
    assert bounds[0][0] == days_ago(75.5)
    assert bounds[-1][1] == days_ago(0.25)
    assert all(earlier[1] == later[0] for earlier, later in pairwise(bounds))


@pytest.mark.parametrize("taken", [0, 1, 4, 5, 29, 30, 31, 34, 60, 69, 70])
def test_resumes_across_windows(server: FakeServer, taken: int) -> None:
    server.answer(ROUTE, one_event_a_day)
    start = days_ago(70)
    with Productiv(**server.productiv) as productiv:
        pager = events_of(productiv).list(start, NOW)
        seen: list[str | None] = []
        if taken:
            for event in pager:
                seen.append(event.event_id)
                if len(seen) == taken:
                    break
        rest = events_of(productiv).list(start, NOW, resume=pager.resume_token)
        seen += [event.event_id for event in rest]
    assert seen == ids(130, 200)


def test_resumes_between_pages(server: FakeServer) -> None:
    server.answer(ROUTE, one_event_a_day)
    with Productiv(**server.productiv) as productiv:
        pager = events_of(productiv).list(days_ago(70), NOW)
        count = 0
        for page in pager.pages():
            count += len(page.items)
            if count >= 30:
                break
        rest = events_of(productiv).list(days_ago(70), NOW, resume=pager.resume_token)
        assert [event.event_id for event in rest] == ids(130 + count, 200)


def test_a_token_outlives_the_age_of_its_range(server: FakeServer) -> None:
    server.answer(ROUTE, one_event_a_day)
    with Productiv(**server.productiv) as productiv:
        pager = events_of(productiv).list(days_ago(180), NOW)
        seen = []
        for event in pager:
            seen.append(event.event_id)
            if len(seen) == 35:
                break

        def a_month_later() -> datetime:
            return NOW + timedelta(days=30)

        rest = events_of(productiv, a_month_later).list(days_ago(180), NOW, resume=pager.resume_token)
        seen += [event.event_id for event in rest]
        with pytest.raises(ConfigurationError, match="audit events are kept for 180 days"):
            events_of(productiv, lambda: NOW + timedelta(days=60)).list(days_ago(180), NOW, resume=pager.resume_token)
    assert seen == ids(20, 200)


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        (days_ago(180.001), NOW, "start is 2024-01-02.*kept for 180 days, so begin at 2024-01-03T00:00:00"),
        (NOW, NOW, "start is .*, not before end"),
        (NOW, days_ago(1), "start is .*, not before end"),
        (days_ago(1).replace(tzinfo=None), NOW, "start has no time zone"),
        (days_ago(1), NOW.replace(tzinfo=None), "end has no time zone"),
        ("2024-06-01", NOW, "start is '2024-06-01'; pass an aware datetime"),
    ],
)
def test_refuses_bad_ranges(server: FakeServer, start: Any, end: Any, message: str) -> None:
    with Productiv(**server.productiv) as productiv:
        with pytest.raises(ConfigurationError, match=message):
            events_of(productiv).list(start, end)
    assert server.requests == []


def test_the_client_measures_age_by_the_clock(server: FakeServer) -> None:
    now = datetime.now(UTC)
    with Productiv(**server.productiv) as productiv:
        productiv.audit_events.list(now - timedelta(days=179), now)
        with pytest.raises(ConfigurationError, match="180 days"):
            productiv.audit_events.list(now - timedelta(days=181), now)


def test_refuses_tokens_of_other_lists(server: FakeServer) -> None:
    damaged = Position('["2024-06-01T00:00:00+00:00","2024-06-02T00:00:00+00:00",5]').token("getAuditEvents")
    with Productiv(**server.productiv) as productiv:
        token = events_of(productiv).list(days_ago(90), NOW).resume_token
        for broken in (damaged, Position("7").token("getAuditEvents"), Position(None).token("getAuditEvents")):
            with pytest.raises(ConfigurationError, match="not a resume_token of this list"):
                events_of(productiv).list(days_ago(90), NOW, resume=broken)
        other = productiv.provisioning.workflows().resume_token
        with pytest.raises(ConfigurationError, match="resume was made for another range"):
            events_of(productiv).list(days_ago(60), NOW, resume=token)
        with pytest.raises(ConfigurationError, match=r"resume was made for .*listProvisioningWorkflows"):
            events_of(productiv).list(days_ago(60), NOW, resume=other)
    assert server.requests == []


class Drifts:
    def __init__(self) -> None:
        self.seen: list[str] = []

    @hookimpl
    def spokebridge_on_drift(self, event: Any) -> None:
        self.seen.append(f"{event.path}: {event.got}")


def test_events_under_another_key_are_found_and_reported(server: FakeServer) -> None:
    first = {"success": True, "auditEvents": [{"eventId": "1"}], "nextPageToken": "t"}
    server.answer(ROUTE, first, {"success": True, "auditEvents": [{"eventId": "2"}]})
    drifts = Drifts()
    with Productiv(**server.productiv, plugins=[drifts]) as productiv:
        found = [event.event_id for event in events_of(productiv).list(days_ago(1), NOW)]
    assert found == ["1", "2"]
    assert drifts.seen[0] == "$.events: nothing; the items are at $.auditEvents"


def test_events_under_another_key_are_an_error_in_strict_mode(server: FakeServer) -> None:
    server.answer(ROUTE, {"success": True, "auditEvents": [{"eventId": "1"}]})
    with Productiv(**server.productiv, strict=True) as productiv:
        with pytest.raises(SchemaDrift, match=r"not at \$\.events but at \$\.auditEvents"):
            [event for event in events_of(productiv).list(days_ago(1), NOW)]


@pytest.mark.parametrize("body", [{"success": True}, {"success": True, "a": [{}], "b": [{}]}, [], {"events": None}])
def test_an_answer_without_events_is_an_empty_page(server: FakeServer, body: Any) -> None:
    server.answer(ROUTE, body)
    with Productiv(**server.productiv) as productiv:
        assert [event for event in events_of(productiv).list(days_ago(1), NOW)] == []
