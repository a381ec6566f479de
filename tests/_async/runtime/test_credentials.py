"""Tokens: one request in flight, renewal, refusals, and leaders that run out of time."""

from __future__ import annotations

import pytest

from spokebridge._async.productiv.client import AsyncProductiv
from spokebridge.concurrency import aio
from spokebridge.errors import AuthenticationError, ConnectionFailed, Timeout, Unauthorized
from spokebridge.sandbox import ProductivOptions, Sandbox
from spokebridge.tokens import REFUSAL_SECONDS
from spokebridge.wire import Deadline
from tests._async.runtime.calling import DONE, RECORD, SCOPE, Clock, publish
from tests.support.misbehaving import Behaviour, Misbehaving, answer, hang, reset, slowly, token

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("revoked", [False, True])
async def test_many_calls_ask_for_one_token(sandbox: Sandbox, revoked: bool) -> None:
    async with AsyncProductiv(**sandbox.productiv) as productiv, aio.Workers(64) as workers:
        if revoked:
            await publish(productiv)
            sandbox.revoke_tokens()
        before = sandbox.token_requests
        jobs = [workers.start(publish, productiv) for _ in range(64)]
        assert [await job.result() for job in jobs] == [1] * 64
    assert sandbox.token_requests - before == 1
    refused = [request for request in sandbox.requests if request.status == 401]
    assert len(refused) <= (64 if revoked else 0)
    assert sandbox.count("publishSpendData") == 64 + len(refused) + revoked


async def test_clients_with_one_credential_share_a_token(sandbox: Sandbox) -> None:
    async with AsyncProductiv(**sandbox.productiv) as one, AsyncProductiv(**sandbox.productiv) as other:
        await publish(one)
        await publish(other)
        await publish(one.with_options(timeout=5))
    assert sandbox.token_requests == 1


async def test_a_token_that_expires_in_a_run_is_renewed_once() -> None:
    with Sandbox(productiv_options=ProductivOptions(expire_token_after=3)) as sandbox:
        async with AsyncProductiv(**sandbox.productiv) as productiv:
            assert [await publish(productiv) for _ in range(6)] == [1] * 6
    assert sandbox.token_requests == 2


@pytest.mark.parametrize("status", [400, 401, 403])
async def test_a_refused_credential_is_not_asked_about_again_for_a_while(status: int) -> None:
    with Misbehaving(DONE, tokens=[answer(status, {"error": "invalid_client"}), token()]) as server:
        clock = Clock(server.productiv)
        async with AsyncProductiv(**server.productiv, scopes=SCOPE) as productiv:
            errors = []
            for _ in range(3):
                with pytest.raises(AuthenticationError, match="invalid_client") as found:
                    await publish(productiv)
                assert found.value.refused
                errors.append(found.value)
            assert len({str(error) for error in errors}) == 1
            assert len({id(error) for error in errors}) == 3
            assert len(server.token_calls) == 1
            clock.now += REFUSAL_SECONDS
            assert await publish(productiv) == 1
        assert len(server.token_calls) == 2
        assert len(server.calls) == 1


async def test_reports_of_parallel_runs_that_fail_together_stay_apart() -> None:
    with Misbehaving(tokens=[slowly(0.1, answer(401, {}))]) as server:
        async with AsyncProductiv(**server.productiv) as productiv, aio.Workers(3) as workers:
            runs = [[{**RECORD, "signatureId": f"{run}-{n}"} for n in range(run)] for run in (1, 2, 3)]
            jobs = [workers.start(productiv.spend.publish, "figma", records) for records in runs]
            totals = []
            for job in jobs:
                with pytest.raises(AuthenticationError) as found:
                    await job.result()
                assert found.value.report is not None
                totals.append(found.value.report.total)
        assert totals == [1, 2, 3]
        assert len(server.token_calls) == 1


@pytest.mark.parametrize(
    "failing", [answer(500, {}), answer(401, {}), reset, hang], ids=["500", "401", "reset", "hang"]
)
async def test_renewing_ahead_of_time_may_fail(failing: Behaviour, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spokebridge._async.credentials.SPARE_SECONDS", 0.5)
    with Misbehaving(DONE, tokens=[token("T1"), failing, token("T2")]) as server:
        clock = Clock(server.productiv)
        async with AsyncProductiv(**server.productiv, scopes=SCOPE) as productiv:
            await publish(productiv)
            clock.now += 3400
            assert [await publish(productiv) for _ in range(3)] == [1, 1, 1]
            assert len(server.token_calls) == 2
            assert {asked.headers["authorization"] for asked in server.calls} == {"Bearer T1"}
            clock.now += 100
            assert await publish(productiv) == 1
        assert server.calls[-1].headers["authorization"] == "Bearer T2"


async def test_renewing_ahead_of_time_leaves_a_hurried_call_its_time() -> None:
    with Misbehaving(DONE, tokens=[token("T1"), hang]) as server:
        clock = Clock(server.productiv)
        async with AsyncProductiv(**server.productiv, scopes=SCOPE) as productiv:
            await publish(productiv)
            clock.now += 3400
            assert await publish(productiv.with_options(timeout=0.3)) == 1


async def test_those_who_wait_have_a_deadline_of_their_own() -> None:
    with Misbehaving(DONE, tokens=[hang]) as server:
        async with AsyncProductiv(**server.productiv) as productiv, aio.Workers(2) as workers:
            leader = workers.start(publish, productiv.with_options(timeout=0.4))
            while not server.token_calls:
                await aio.sleep(0.01)
            hurried = productiv.with_options(timeout=0.1)
            with pytest.raises(Timeout, match="no access token before the deadline") as found:
                await publish(hurried)
            assert not found.value.in_doubt
            with pytest.raises(Timeout):
                await leader.result()
        assert server.calls == []


async def test_a_leader_out_of_time_hands_over_to_those_with_more() -> None:
    with Misbehaving(DONE, tokens=[hang, token("T2")]) as server:
        async with AsyncProductiv(**server.productiv) as productiv, aio.Workers(2) as workers:
            leader = workers.start(publish, productiv.with_options(timeout=0.15))
            while not server.token_calls:
                await aio.sleep(0.01)
            patient = workers.start(publish, productiv)
            with pytest.raises(Timeout):
                await leader.result()
            assert await patient.result() == 1
        assert len(server.token_calls) == 2


async def test_a_closed_leader_hands_over() -> None:
    with Misbehaving(DONE) as server:
        closed = AsyncProductiv(**server.productiv)
        await closed.aclose()
        async with AsyncProductiv(**server.productiv) as productiv:
            with pytest.raises(ValueError, match="the client is closed"):
                await publish(closed)
            assert await publish(productiv) == 1


async def test_a_late_401_does_not_discard_a_newer_token() -> None:
    late = slowly(0.15, answer(401, {}))
    with Misbehaving(late, answer(401, {}), DONE, tokens=[token("T1"), token("T2"), token("T3")]) as server:
        async with AsyncProductiv(**server.productiv) as productiv, aio.Workers(2) as workers:
            slow = workers.start(publish, productiv)
            while not server.calls:
                await aio.sleep(0.01)
            assert await publish(productiv) == 1  # 401 with T1, renewed to T2
            assert await slow.result() == 1
        assert [asked.headers["authorization"][-2:] for asked in server.calls] == ["T1", "T1", "T2", "T2"]
        assert len(server.token_calls) == 2


async def test_a_renewed_token_that_is_refused_too() -> None:
    with Misbehaving(answer(401, {"message": "who are you"})) as server:
        async with AsyncProductiv(**server.productiv) as productiv:
            with pytest.raises(Unauthorized, match="who are you") as found:
                await publish(productiv)
        assert len(server.calls) == 2  # one replay
        assert found.value.attempts == 2


async def test_one_replay_even_without_retries() -> None:
    with Misbehaving(answer(401, {}), DONE) as server:
        async with AsyncProductiv(**server.productiv, retry=None) as productiv:
            assert await publish(productiv) == 1


async def test_errors_of_one_fetch_are_not_shared_objects() -> None:
    with Misbehaving(DONE, tokens=[slowly(0.1, reset)]) as server:
        async with AsyncProductiv(**server.productiv) as productiv, aio.Workers(2) as workers:
            credential = productiv._caller.credential
            jobs = [workers.start(credential.authorization, SCOPE, Deadline(5)) for _ in range(2)]
            errors = []
            for job in jobs:
                with pytest.raises(ConnectionFailed) as found:
                    await job.result()
                errors.append(found.value)
        assert errors[0] is not errors[1]
        assert len(server.token_calls) == 4
