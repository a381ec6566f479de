"""Where a receiver can live, and how it ends."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from spokebridge.webhooks import AppReview, Claim, MemoryStore, PathSecret, SQLiteStore, WebhookReceiver
from tests.support.asgi_server import serving
from tests.webhooks import bodies
from tests.webhooks.asking import ask, post

pytestmark = pytest.mark.anyio

SECRET = "a-secret-of-thirty-two-characters"


def slow(receiver: WebhookReceiver, seconds: float = 0.05) -> list[str]:
    """Gives the receiver a handler that takes a moment; what it handled."""
    done: list[str] = []

    @receiver.on(AppReview)
    async def review(event: AppReview) -> None:
        await asyncio.sleep(seconds)
        done.append(event.callback_token)

    return done


def send(url: str, **changes: Any) -> int:
    return httpx.post(url, content=bodies.review(**changes), trust_env=False).status_code


async def test_alone_it_ends_when_its_work_is_done() -> None:
    receiver = WebhookReceiver()
    done = slow(receiver)
    with serving(receiver) as url:
        assert send(url) == 202
    assert len(done) == 1


async def test_mounted_it_ends_with_the_app_that_has_its_lifespan() -> None:
    receiver = WebhookReceiver(verify=PathSecret(SECRET))
    done = slow(receiver)
    with serving(Starlette(routes=[Mount("/productiv", receiver)], lifespan=receiver.lifespan)) as url:
        assert send(f"{url}/productiv/{SECRET}") == 202
        assert send(f"{url}/productiv/guess") == 404
        assert httpx.get(f"{url}/productiv/health", trust_env=False).json() == {"status": "ok"}
    assert len(done) == 1


async def test_mounted_without_its_lifespan_it_works_and_gives_back_what_it_cannot_end(tmp_path: Path) -> None:
    store = SQLiteStore(tmp_path / "events.db")
    first = WebhookReceiver(store=store)
    cut_off = slow(first, seconds=60)
    with serving(Starlette(routes=[Mount("/productiv", first)])) as url:
        assert send(f"{url}/productiv/") == 202
    second = WebhookReceiver(store=store, inline=True)
    done = slow(second)
    assert await post(second, bodies.review()) == (200, {"status": "handled"})
    assert (cut_off, len(done)) == ([], 1)


@pytest.mark.parametrize(
    ("path", "root_path"),
    [("/hooks/health", "/hooks"), ("/health", "/hooks"), ("/health", ""), ("/hooks/health/", "/hooks/")],
)
async def test_a_framework_may_leave_or_cut_the_path_it_is_mounted_at(path: str, root_path: str) -> None:
    async def framework(scope: Any, receive: Any, send: Any) -> None:
        await WebhookReceiver()({**scope, "path": path, "root_path": root_path}, receive, send)

    assert (await ask(framework, "GET", "/")).json() == {"status": "ok"}


async def test_while_it_drains_it_takes_nothing_in() -> None:
    receiver = WebhookReceiver()
    done = slow(receiver)
    async with receiver.lifespan():
        await post(receiver, bodies.review())
        ending = asyncio.create_task(receiver.drain())
        await asyncio.sleep(0)
        assert await post(receiver, bodies.review(CallbackToken="another")) == (503, {"error": "busy"})
        answer = await ask(receiver, "GET", "/health")
        assert (answer.status_code, answer.json()) == (503, {"status": "draining"})
        await ending
    assert len(done) == 1
    async with receiver:
        assert (await post(receiver, bodies.review(CallbackToken="another")))[0] == 202


async def test_an_event_that_arrives_as_draining_begins_is_given_back() -> None:
    class Slow(MemoryStore):
        def claim(self, key: str, owner: str, lease: float) -> Claim:
            claimed = super().claim(key, owner, lease)
            asyncio.run_coroutine_threadsafe(receiver.drain(), loop).result(10)
            return claimed

    loop, store = asyncio.get_running_loop(), Slow()
    receiver = WebhookReceiver(store=store)
    done = slow(receiver)
    assert await post(receiver, bodies.review()) == (503, {"error": "busy"})
    assert (done, receiver.pending) == ([], 0)
    other = WebhookReceiver(store=store)
    slow(other)
    assert await post(other, bodies.review()) == (202, {"status": "accepted"})
    await other.drain()


async def test_a_body_that_does_not_arrive_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spokebridge.webhooks.web.BODY_SECONDS", 0.01)
    sent: list[Any] = []
    scope = {"type": "http", "method": "POST", "path": "/", "headers": []}
    await WebhookReceiver()(scope, asyncio.Event().wait, _collect(sent))
    assert sent[0]["status"] == 408


async def test_what_takes_too_long_is_cancelled_and_free_for_the_next_delivery(
    caplog: pytest.LogCaptureFixture,
) -> None:
    receiver = WebhookReceiver(drain_seconds=0.01, concurrency=1)
    slow(receiver, seconds=60)
    for token in ("runs", "waits"):
        await post(receiver, bodies.review(CallbackToken=token))
    await asyncio.sleep(0)
    await receiver.drain()
    assert "2 webhook handlers were cancelled after 0.01 seconds" in caplog.text
    async with receiver:
        statuses = [(await post(receiver, bodies.review(CallbackToken=token)))[1] for token in ("runs", "waits")]
    assert statuses == [{"status": "accepted"}] * 2


async def test_a_plain_function_that_goes_on_keeps_its_event(caplog: pytest.LogCaptureFixture) -> None:
    receiver = WebhookReceiver(drain_seconds=0.01, concurrency=1)
    begun, may_end = threading.Event(), threading.Event()

    @receiver.on(AppReview)
    def review(event: AppReview) -> None:
        begun.set()
        assert may_end.wait(10)

    try:
        for token in ("runs", "waits"):
            await post(receiver, bodies.review(CallbackToken=token))
        await asyncio.to_thread(begun.wait, 10)
        await receiver.drain()
        assert "a handler goes on in its thread" in caplog.text
        async with receiver:
            answers = [(await post(receiver, bodies.review(CallbackToken=token)))[1] for token in ("runs", "waits")]
            assert answers == [{"status": "running"}, {"status": "accepted"}]
    finally:
        may_end.set()


async def test_a_sender_that_hangs_up_is_not_an_event() -> None:
    receiver = WebhookReceiver()
    done = slow(receiver, seconds=0)
    messages: AsyncIterator[dict[str, Any]] = _messages(
        {"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}
    )
    sent: list[Any] = []
    scope = {"type": "http", "method": "POST", "path": "/", "headers": []}
    await receiver(scope, messages.__anext__, _collect(sent))
    await receiver({"type": "websocket"}, messages.__anext__, _collect(sent))
    assert (done, sent) == ([], [{"type": "websocket.close", "code": 1000}])


async def _messages(*messages: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
    for message in messages:
        yield message


def _collect(into: list[Any]) -> Any:
    async def send(message: Any) -> None:
        into.append(message)

    return send
