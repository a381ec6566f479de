"""One credential in many threads and on several event loops at once, and leaders that vanish."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from productiv_client.api.spend import publish_spend_data
from spokebridge import AsyncProductiv, Productiv
from spokebridge.sandbox import Sandbox
from tests.support.misbehaving import Misbehaving, answer, hang, slowly, token

REQUEST = publish_spend_data.request(
    "figma",
    body=b'{"records":[{"signatureId":"T","created":1,"amount":1,"currency":"USD","type":"expense","vendor":"v"}]}',
)
DONE = answer(body={"success": True})


def run_mixed(settings: dict[str, Any], start: threading.Barrier) -> list[int]:
    """64 calls in threads, and 32 on each of two event loops, all begun at the same moment; the attempts each took."""

    def in_threads() -> list[int]:
        with Productiv(**settings) as productiv, ThreadPoolExecutor(64) as pool:
            begun = threading.Barrier(64)

            def call(_: int) -> int:
                if begun.wait() == 0:
                    start.wait()
                return productiv._caller.call(REQUEST).attempts

            return list(pool.map(call, range(64)))

    def on_a_loop() -> list[int]:
        async def main() -> list[int]:
            async with AsyncProductiv(**settings) as productiv:
                start.wait()
                answers = await asyncio.gather(*(productiv._caller.call(REQUEST) for _ in range(32)))
                return [found.attempts for found in answers]

        return asyncio.run(main())

    with ThreadPoolExecutor(3) as pool:
        parts = [pool.submit(in_threads), pool.submit(on_a_loop), pool.submit(on_a_loop)]
        return [attempts for part in parts for attempts in part.result(60)]


def test_64_threads_and_64_tasks_on_two_loops_cold_then_revoked() -> None:
    with Sandbox() as sandbox, Productiv(**sandbox.productiv) as keeper:
        keeper._caller.credential._cache(REQUEST.operation.scopes)  # type: ignore[attr-defined]  # keeps the cache alive
        settings: dict[str, Any] = {**sandbox.productiv}
        cold = run_mixed(settings, threading.Barrier(3))
        assert cold == [1] * 128
        assert sandbox.token_requests == 1
        sandbox.revoke_tokens()
        revoked = run_mixed(settings, threading.Barrier(3))
        assert sandbox.token_requests == 2
        assert len(revoked) == 128
        assert set(revoked) <= {1, 2}  # one replay at most
        assert 2 in revoked


def test_a_cancelled_leader_hands_over_to_another_task() -> None:
    async def main() -> None:
        with Misbehaving(DONE, tokens=[hang, token()]) as server:
            async with AsyncProductiv(**server.productiv) as productiv:
                leader = asyncio.create_task(productiv._caller.call(REQUEST))
                while not server.token_calls:
                    await asyncio.sleep(0.005)
                waiters = [asyncio.create_task(productiv._caller.call(REQUEST)) for _ in range(10)]
                await asyncio.sleep(0.02)
                leader.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await leader
                assert [found.attempts for found in await asyncio.gather(*waiters)] == [1] * 10
            assert len(server.token_calls) == 2

    asyncio.run(main())


def test_a_cancelled_leader_on_a_loop_hands_over_to_a_thread() -> None:
    with Misbehaving(DONE, tokens=[hang, token()]) as server, Productiv(**server.productiv) as threaded:

        async def leader() -> None:
            async with AsyncProductiv(**server.productiv) as productiv:
                await asyncio.wait_for(productiv._caller.call(REQUEST), 0.15)

        def lead() -> None:
            with pytest.raises(TimeoutError):
                asyncio.run(leader())

        with ThreadPoolExecutor(2) as pool:
            leading = pool.submit(lead)
            while not server.token_calls:
                threading.Event().wait(0.005)
            waiting = pool.submit(threaded._caller.call, REQUEST)
            assert waiting.result(10).attempts == 1
            leading.result(10)
        assert len(server.token_calls) == 2


def test_a_cancelled_waiter_leaves_the_fetch_alone() -> None:
    async def main() -> None:
        with Misbehaving(DONE, tokens=[slowly(0.1, token())]) as server:
            async with AsyncProductiv(**server.productiv) as productiv:
                leader = asyncio.create_task(productiv._caller.call(REQUEST))
                while not server.token_calls:
                    await asyncio.sleep(0.005)
                waiter = asyncio.create_task(productiv._caller.call(REQUEST))
                await asyncio.sleep(0.01)
                waiter.cancel()
                assert (await leader).attempts == 1
                with pytest.raises(asyncio.CancelledError):
                    await waiter
            assert len(server.token_calls) == 1

    asyncio.run(main())


def test_a_loop_that_ended_while_it_waited_does_no_harm() -> None:
    """The future of a fetch is set in a thread after the loop that waited for it was closed."""
    with Misbehaving(DONE, tokens=[slowly(0.2, token())]) as server, Productiv(**server.productiv) as threaded:

        async def waiter() -> None:
            async with AsyncProductiv(**server.productiv) as productiv:
                await asyncio.wait_for(productiv._caller.call(REQUEST), 0.02)

        with ThreadPoolExecutor(1) as pool:
            leading = pool.submit(threaded._caller.call, REQUEST)
            while not server.token_calls:
                threading.Event().wait(0.005)
            with pytest.raises(TimeoutError):
                asyncio.run(waiter())
            assert leading.result(10).attempts == 1
