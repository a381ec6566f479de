"""From a delivery to its handler: once, in the background or inline, and again only when it failed."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from pathlib import Path
from typing import Any

import pytest

from spokebridge.errors import ConfigurationError
from spokebridge.webhooks import (
    AppRenewal,
    AppReview,
    Claim,
    Event,
    HeaderSecret,
    MemoryStore,
    PathSecret,
    Signature,
    SoftwareIntake,
    SQLiteStore,
    UnknownWorkflow,
    WebhookEvent,
    WebhookReceiver,
    sign,
)
from tests.webhooks import bodies
from tests.webhooks.asking import ask, in_parts, post
from tests.webhooks.bodies import TOKEN

pytestmark = pytest.mark.anyio

SECRET = "a-secret-of-thirty-two-characters"


class Recorder:
    """A receiver whose handlers only note what they got."""

    def __init__(self, *kinds: type[WebhookEvent], **options: Any) -> None:
        self.events: list[WebhookEvent] = []
        self.receiver = WebhookReceiver(**options)
        self.receiver.on(*(kinds or (WebhookEvent,)))(self.note)

    async def note(self, event: WebhookEvent) -> None:
        self.events.append(event)


async def test_each_event_goes_to_the_handler_of_its_class() -> None:
    receiver = WebhookReceiver(inline=True)
    got: dict[str, Event] = {}

    @receiver.on(AppRenewal)
    async def renewal(event: AppRenewal) -> None:
        got["renewal"] = event

    @receiver.on(AppReview, SoftwareIntake)
    def either(event: AppReview | SoftwareIntake) -> None:
        got["either"] = event

    class Rest:
        async def __call__(self, event: WebhookEvent) -> None:
            assert isinstance(event, UnknownWorkflow)
            got["rest"] = event

    receiver.on(WebhookEvent)(Rest())
    for body in (bodies.renewal(), bodies.review(CallbackToken="2"), bodies.of_type("NEW", CallbackToken="3")):
        assert await post(receiver, body) == (200, {"status": "handled"})
    assert {name: type(event) for name, event in got.items()} == {
        "renewal": AppRenewal,
        "either": AppReview,
        "rest": UnknownWorkflow,
    }


async def test_work_in_the_background_begins_after_the_answer() -> None:
    receiver = WebhookReceiver()
    may_go, done = asyncio.Event(), []

    @receiver.on(AppReview)
    async def review(event: AppReview) -> None:
        await may_go.wait()
        done.append(event.callback_token)

    assert await post(receiver, bodies.review()) == (202, {"status": "accepted"})
    assert await post(receiver, bodies.review()) == (202, {"status": "running"})
    assert (done, receiver.pending) == ([], 1)
    may_go.set()
    await receiver.idle()
    assert (done, receiver.pending) == ([TOKEN], 0)
    assert await post(receiver, bodies.review()) == (200, {"status": "duplicate"})


async def test_a_plain_function_runs_in_a_thread() -> None:
    receiver = WebhookReceiver(inline=True)
    threads: list[threading.Thread] = []
    receiver.on(AppReview)(lambda event: threads.append(threading.current_thread()))
    assert await post(receiver, bodies.review()) == (200, {"status": "handled"})
    assert threads[0] is not threading.current_thread()


@pytest.mark.parametrize("inline", [True, False])
async def test_of_many_deliveries_at_once_one_is_handled(inline: bool, tmp_path: Path) -> None:
    recorder = Recorder(inline=inline, store=SQLiteStore(tmp_path / "events.db"))
    answers = await asyncio.gather(*(post(recorder.receiver, bodies.renewal()) for _ in range(5)))
    await recorder.receiver.idle()
    assert len(recorder.events) == 1
    assert {status for status, _ in answers} <= {200, 202}
    assert await post(recorder.receiver, bodies.renewal()) == (200, {"status": "duplicate"})


async def test_events_without_a_token_are_told_apart_by_their_body() -> None:
    recorder = Recorder(inline=True)
    first = bodies.review(CallbackToken=None)
    for body in (first, first, bodies.review(CallbackToken=None, Attachments=[1])):
        await post(recorder.receiver, body)
    assert len(recorder.events) == 2


@pytest.mark.parametrize("inline", [True, False])
async def test_an_event_whose_handler_failed_is_handled_when_it_comes_again(
    inline: bool, caplog: pytest.LogCaptureFixture
) -> None:
    receiver = WebhookReceiver(inline=inline)
    tries: list[str] = []

    @receiver.on(AppReview)
    def review(event: AppReview) -> None:
        tries.append(event.callback_token)
        if len(tries) == 1:
            raise LookupError("the ledger is closed")

    first = await post(receiver, bodies.review())
    await receiver.idle()
    second = await post(receiver, bodies.review())
    await receiver.idle()
    assert (first[0], second[0], len(tries)) == ((500, 200, 2) if inline else (202, 202, 2))
    assert "ledger" not in json.dumps(first)
    assert "the ledger is closed" in caplog.text
    assert TOKEN not in caplog.text
    assert await post(receiver, bodies.review()) == (200, {"status": "duplicate"})


async def test_an_event_that_nothing_handles_is_free_for_a_handler_to_come() -> None:
    recorder = Recorder(AppRenewal, inline=True)
    assert await post(recorder.receiver, bodies.review()) == (200, {"status": "ignored"})
    recorder.receiver.on(AppReview)(recorder.note)
    assert await post(recorder.receiver, bodies.review()) == (200, {"status": "handled"})


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"", 400, "the body is empty"),
        (b"{}", 400, "Metadata is missing"),
        (b"x" * 2001, 413, "more than 2000 bytes"),
    ],
)
async def test_what_is_no_event_is_refused_with_the_reason(body: bytes, status: int, reason: str) -> None:
    recorder = Recorder(max_bytes=2000)
    answer = await post(recorder.receiver, body)
    assert answer[0] == status
    assert reason in answer[1]["error"]
    assert recorder.events == []


async def test_a_body_without_length_is_limited_too() -> None:
    answer = await ask(Recorder(max_bytes=2000).receiver, "POST", "/", content=in_parts(b"x" * 1500, b"x" * 1500))
    assert answer.status_code == 413


async def test_drift_is_taken_unless_strict() -> None:
    body = bodies.review(Timestamp="soon")
    assert await post(Recorder(inline=True).receiver, body) == (200, {"status": "handled"})
    status, answer = await post(Recorder(strict=True).receiver, body)
    assert (status, "not as described" in answer["error"]) == (400, True)


async def test_who_is_not_verified_learns_nothing(caplog: pytest.LogCaptureFixture) -> None:
    recorder = Recorder(inline=True, verify=[PathSecret(SECRET), HeaderSecret(SECRET)])
    good = {"x-webhook-secret": SECRET}
    assert await post(recorder.receiver, b"not even JSON", "/guess", good) == (404, {"error": "refused"})
    assert await post(recorder.receiver, bodies.review(), f"/{SECRET}") == (401, {"error": "refused"})
    assert "the header x-webhook-secret is missing" in caplog.text
    assert recorder.events == []
    assert (await post(recorder.receiver, bodies.review(), f"/{SECRET}", good))[0] == 200
    assert SECRET not in caplog.text


async def test_a_verifier_that_breaks_lets_nobody_in(caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        def verify(self, delivery: object) -> None:
            raise OSError("no database")

    recorder = Recorder(verify=Broken())
    assert await post(recorder.receiver, bodies.review()) == (503, {"error": "busy"})
    assert (recorder.events, "no database" in caplog.text) == ([], True)


async def test_a_receiver_for_everybody_says_so(caplog: pytest.LogCaptureFixture) -> None:
    WebhookReceiver(verify=PathSecret(SECRET))
    assert caplog.text == ""
    WebhookReceiver()
    assert "takes events from anybody" in caplog.text


async def test_other_methods_and_the_health_path() -> None:
    receiver = Recorder().receiver
    answer = await ask(receiver, "PUT", "/")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert (await ask(receiver, "GET", "/")).status_code == 405
    assert (await ask(receiver, "GET", "/health")).json() == {"status": "ok"}
    other = Recorder(health_path="/live").receiver
    assert [(await ask(other, "GET", path)).status_code for path in ("/live", "/health")] == [200, 405]


async def test_a_store_that_fails_lets_the_sender_try_again(caplog: pytest.LogCaptureFixture) -> None:
    class Full(MemoryStore):
        def claim(self, key: str, owner: str, lease: float) -> Claim:
            raise OSError("the disk is full")

    recorder = Recorder(store=Full())
    answer = await ask(recorder.receiver, "POST", "/", content=bodies.review())
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    assert (recorder.events, "the disk is full" in caplog.text) == ([], True)


async def test_a_store_that_does_not_take_an_event_back_is_told_of(caplog: pytest.LogCaptureFixture) -> None:
    class Stubborn(MemoryStore):
        def release(self, key: str, owner: str) -> None:
            raise OSError("the disk is full")

    receiver = WebhookReceiver(inline=True, store=Stubborn())

    @receiver.on(AppReview)
    def review(event: AppReview) -> None:
        raise LookupError("the ledger is closed")

    assert await post(receiver, bodies.review()) == (500, {"status": "failed"})
    assert "it will be free when the lease ends" in caplog.text
    assert await post(receiver, bodies.review()) == (202, {"status": "running"})


async def test_more_than_can_wait_is_not_taken() -> None:
    receiver = WebhookReceiver(max_pending=2, concurrency=1)
    may_go = asyncio.Event()
    running: list[str] = []

    @receiver.on(AppReview)
    async def review(event: AppReview) -> None:
        running.append(event.callback_token)
        await may_go.wait()

    statuses = [(await post(receiver, bodies.review(CallbackToken=str(number))))[0] for number in range(3)]
    await asyncio.sleep(0.01)
    assert (statuses, running) == ([202, 202, 503], ["0"])
    may_go.set()
    await receiver.idle()
    assert running == ["0", "1"]


async def test_a_token_is_kept_as_a_digest_only(tmp_path: Path) -> None:
    recorder = Recorder(inline=True, store=SQLiteStore(tmp_path / "events.db"))
    await post(recorder.receiver, bodies.review())
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"token:" in kept
    assert TOKEN.encode() not in kept


@pytest.mark.parametrize(
    ("use", "message"),
    [
        (lambda receiver: receiver.on(print), "on.. takes classes of events"),
        (lambda receiver: receiver.on(), "on.. needs the class of event"),
        (lambda receiver: receiver.on(str), "on.. takes classes of events"),
        (lambda receiver: receiver.on(AppReview)(None), "a handler is a function, not a NoneType"),
        (lambda receiver: [receiver.on(AppReview)(print) for _ in range(2)], "AppReview is handled by print already"),
        (lambda receiver: WebhookReceiver(max_bytes=0), "max_bytes is 0"),
        (lambda receiver: WebhookReceiver(lease=-1), "lease is -1"),
        (lambda receiver: WebhookReceiver(verify="secret"), "verify has str; pass verifiers"),
        (lambda receiver: WebhookReceiver(verify=[PathSecret]), "verify has PathSecret; pass verifiers"),
    ],
)
def test_a_receiver_that_cannot_work_says_why(use: Any, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        use(WebhookReceiver())


async def test_a_signed_delivery_is_taken_once_per_signature() -> None:
    key = bytes(32)
    recorder = Recorder(inline=True, verify=Signature(key))
    body = bodies.review()
    headers = sign(body, key)
    assert await post(recorder.receiver, body, headers=headers) == (200, {"status": "handled"})
    assert await post(recorder.receiver, body, headers=headers) == (401, {"error": "refused"})
    assert await post(recorder.receiver, body, headers=sign(body, key)) == (200, {"status": "duplicate"})


async def test_nothing_of_an_event_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "spokebridge")
    await post(Recorder(inline=True).receiver, bodies.renewal())
    assert "AppRenewal: handled in" in caplog.text
    assert not any(word in caplog.text for word in (TOKEN, "buyer@example.com", "signature=invented"))
