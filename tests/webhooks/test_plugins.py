"""Plugins see events as they see records of a list: mapped, told of, never half."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import msgspec
import pytest

from spokebridge import Productiv
from spokebridge.drift import DriftEvent
from spokebridge.errors import WebhookError
from spokebridge.plugins import Abort, Reply, RequestFailed, hookimpl
from spokebridge.plugins.field_mapper import FieldMapper
from spokebridge.webhooks import AppReview, WebhookReceiver
from tests.webhooks import bodies
from tests.webhooks.asking import post
from tests.webhooks.bodies import TOKEN

pytestmark = pytest.mark.anyio


class Watch:
    """Notes what it is told; `maps` is what it makes of an event."""

    def __init__(self, maps: Any = lambda event: event) -> None:
        self.told: list[Any] = []
        self.maps = maps

    @hookimpl
    def spokebridge_map_incoming(self, record: Any, operation: str) -> Any:
        self.told.append(operation)
        return self.maps(record)

    @hookimpl
    def spokebridge_after_response(self, response: Reply) -> None:
        self.told.append(response)

    @hookimpl
    def spokebridge_on_error(self, error: RequestFailed) -> None:
        self.told.append(error)

    @hookimpl
    def spokebridge_on_drift(self, event: DriftEvent) -> None:
        self.told.append(event)


def receiver_of(handler: Any, watch: Watch) -> WebhookReceiver:
    receiver = WebhookReceiver(plugins=[watch], inline=True)
    receiver.on(AppReview)(handler)
    return receiver


async def test_a_plugin_changes_what_the_handler_gets() -> None:
    got: list[AppReview] = []
    watch = Watch(lambda event: msgspec.structs.replace(event, attachments=[]))
    receiver = receiver_of(got.append, watch)
    await post(receiver, bodies.review(Attachments=[{"Filename": "a", "Url": "https://x.example/a"}]))
    assert got[0].attachments == []
    operation, reply = watch.told
    assert (operation, reply.operation, reply.status_code) == ("receiveAppReview", "receiveAppReview", 200)
    assert (reply.correlation_id, reply.size > 100, reply.call > 0) == ("r-1", True, True)
    assert TOKEN not in repr(watch.told)


async def test_a_plugin_drops_an_event_for_good() -> None:
    got: list[AppReview] = []
    receiver = receiver_of(got.append, Watch(lambda event: None))
    assert await post(receiver, bodies.review()) == (200, {"status": "dropped"})
    assert await post(receiver, bodies.review()) == (200, {"status": "duplicate"})
    assert got == []


async def test_a_plugin_is_asked_once_for_each_event() -> None:
    watch = Watch()
    receiver = receiver_of(lambda event: None, watch)
    for _ in range(3):
        await post(receiver, bodies.review())
    assert watch.told.count("receiveAppReview") == 1


async def test_a_plugin_is_told_of_drift_and_of_what_failed() -> None:
    def fail(event: AppReview) -> None:
        raise LookupError("the ledger is closed")

    watch = Watch()
    receiver = receiver_of(fail, watch)
    await post(receiver, bodies.review(Timestamp="soon"))
    await post(receiver, b"{}")
    drift, _, failed, refused = watch.told
    assert (drift.operation, drift.path) == ("receiveAppReview", "$.Timestamp")
    assert (failed.operation, type(failed.error)) == ("receiveAppReview", LookupError)
    assert (refused.operation, type(refused.error)) == ("receiveWebhook", WebhookError)


def stop(event: Any) -> None:
    raise Abort("not today")


async def test_a_plugin_that_stops_an_event_leaves_it_for_the_next_delivery() -> None:
    got: list[AppReview] = []
    watch = Watch(stop)
    receiver = receiver_of(got.append, watch)
    assert await post(receiver, bodies.review()) == (500, {"status": "failed"})
    watch.maps = lambda event: event
    assert await post(receiver, bodies.review()) == (200, {"status": "handled"})
    assert len(got) == 1


async def test_a_plugin_that_makes_no_event_of_it_is_passed_over() -> None:
    got: list[AppReview] = []
    receiver = receiver_of(got.append, Watch(lambda event: {"not": "an event"}))
    assert await post(receiver, bodies.review()) == (200, {"status": "handled"})
    assert len(got) == 1


async def test_a_plugin_that_objects_to_what_is_done_changes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    class Objects:
        @hookimpl
        def spokebridge_after_response(self, response: Reply) -> None:
            raise Abort("too late")

    receiver = WebhookReceiver(plugins=[Objects()], inline=True)
    receiver.on(AppReview)(lambda event: None)
    assert await post(receiver, bodies.review()) == (200, {"status": "handled"})
    assert "a plugin objected after the event was settled: stopped by plugin Objects: too late" in caplog.text
    assert await post(receiver, bodies.review()) == (200, {"status": "duplicate"})


async def test_the_plugins_of_the_client_are_those_of_the_receiver() -> None:
    watch = Watch()
    with Productiv("id", "secret", plugins=[watch]) as productiv:
        receiver = WebhookReceiver(productiv, inline=True)
        receiver.on(AppReview)(lambda event: None)
        await post(receiver, bodies.review())
        await post(WebhookReceiver(productiv, plugins=[]), bodies.review())
    assert watch.told.count("receiveAppReview") == 1


async def test_the_built_in_plugins_work_for_events(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('[[rules]]\noperation = "receiveAppReview"\nset = { Attachments = [] }\n')
    got: list[AppReview] = []
    receiver = WebhookReceiver(plugins=["logging", FieldMapper(rules)], inline=True)
    receiver.on(AppReview)(got.append)
    caplog.set_level(logging.INFO, "spokebridge.calls")
    body = bodies.review(Attachments=[{"Filename": "a", "Url": "https://x.example/a"}])
    assert await post(receiver, body) == (200, {"status": "handled"})
    assert (got[0].attachments, got[0].raw) == ([], body)
    [record] = [record for record in caplog.records if record.name == "spokebridge.calls"]
    assert "operation=receiveAppReview method=POST route=/ status_code=200" in record.getMessage()
