# Derived from tests/_async/productiv/test_usage_events.py by `python -m codegen build`; edit that file instead.
"""Publishing usage events."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from productiv_client import models
from spokebridge import Productiv
from spokebridge.errors import ConfigurationError, NotFound
from spokebridge.report import Progress
from spokebridge.sandbox import Sandbox

from tests.support.server import FakeServer

pytestmark = pytest.mark.anyio

MOMENT = datetime(2024, 7, 1, 12, tzinfo=UTC)
MILLISECONDS = 1_719_835_200_000


def event(**changed: object) -> dict[str, Any]:
    return {"timestamp": MILLISECONDS, "email": "ana@example.com", "eventName": "opened_file", **changed}


def test_publishes_typed_and_plain_events_once_each(sandbox: Sandbox) -> None:
    app = sandbox.productiv_store.app_ids[0]
    typed = models.UsageEvent(timestamp=MOMENT, email="ana@example.com", event_name="opened_file")
    events = [typed, event(), event(timestamp=MOMENT, email="bo@example.com", targetApp="figma")]
    with Productiv(**sandbox.productiv) as productiv:
        report = productiv.usage_events.publish(app, events)
    assert (report.accepted, report.duplicates, report.rejected) == (2, 1, [])
    assert sandbox.productiv_store.usage_events(app) == [event(), event(email="bo@example.com", targetApp="figma")]


def test_chunks_and_tells_progress(sandbox: Sandbox) -> None:
    app = sandbox.productiv_store.app_ids[0]
    told: list[Progress] = []
    with Productiv(**sandbox.productiv) as productiv:
        report = productiv.usage_events.publish(
            app, (event(timestamp=number) for number in range(2500)), on_progress=told.append
        )
    assert (report.accepted, report.requests) == (2500, 3)
    assert told[-1].accepted == 2500
    assert len(sandbox.productiv_store.usage_events(app)) == 2500


def test_rejects_bad_events_with_their_reason(server: FakeServer) -> None:
    bad = [
        event(timestamp=MOMENT.replace(tzinfo=None)),
        event(timestamp=1.5),
        event(timestamp=None),
        event(email="ana"),
        event(email="ana @example.com"),
        event(eventName=" "),
        event(targetApp=7),
    ]
    with Productiv(**server.productiv) as productiv:
        report = productiv.usage_events.publish("app", bad)
    assert [item.index for item in report.rejected] == list(range(len(bad)))
    reasons = [item.reason for item in report.rejected]
    assert reasons[0] == "timestamp has no time zone; use an aware datetime"
    assert reasons[1] == "timestamp is a float; use an aware datetime or Unix milliseconds"
    assert reasons[2].startswith("timestamp is missing")
    assert reasons[3].startswith("email is 'ana', which is not an e-mail address")
    assert reasons[5] == "eventName is empty; it must be text"
    assert reasons[6] == "targetApp is a int; it must be text"
    assert server.requests == []


def test_an_answer_without_success_leaves_its_events_open(server: FakeServer) -> None:
    server.answer("POST /services/push/v1/customer/apps/app/events", {"success": False})
    with Productiv(**server.productiv) as productiv:
        report = productiv.usage_events.publish("app", [event()])
    assert report.accepted == 0
    assert report.unknown[0].reason == "the server answered with success: false and no reason"


def test_an_unknown_application_stops_the_run(sandbox: Sandbox) -> None:
    with Productiv(**sandbox.productiv) as productiv:
        with pytest.raises(NotFound) as caught:
            productiv.usage_events.publish("nowhere", [event()])
        with pytest.raises(ConfigurationError, match="application_instance_id is empty"):
            productiv.usage_events.publish("", [event()])
    assert caught.value.report is not None
    assert caught.value.report.total == 1
