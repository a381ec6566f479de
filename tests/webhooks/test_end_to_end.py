"""A workflow of the sandbox reaches its step, and goes on because a receiver said so: once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.routing import Mount

from spokebridge import AsyncProductiv, Productiv, RetryPolicy
from spokebridge.sandbox import Sandbox
from spokebridge.webhooks import (
    AppRenewal,
    AsyncDownloader,
    Comment,
    Downloader,
    PathSecret,
    Resume,
    SoftwareIntake,
    SQLiteStore,
    WebhookEvent,
    WebhookReceiver,
)
from tests.support.asgi_server import serving

SECRET = "a-secret-of-thirty-two-characters"


def answer_to(event: AppRenewal) -> list[Any]:
    proposed = event.renewal_proposal.summary.term_amount
    return [Comment(f"Agreed: {proposed.amount} {proposed.currency}", "ana@example.com"), Resume()]


def test_a_renewal_that_is_delivered_three_times_is_resumed_once(sandbox: Sandbox, tmp_path: Path) -> None:
    handled: list[AppRenewal] = []
    quotes: list[bytes] = []
    with Productiv(**sandbox.productiv) as productiv, Downloader(tmp_path / "quotes", allow_private=True) as downloader:
        receiver = WebhookReceiver(productiv, verify=PathSecret(SECRET), store=SQLiteStore(tmp_path / "events.db"))

        @receiver.on(AppRenewal)
        def renewal(event: AppRenewal) -> list[Any]:
            handled.append(event)
            quotes.extend(saved.path.read_bytes() for saved in downloader.save(event))
            return answer_to(event)

        with serving(receiver) as url:
            run = sandbox.run_workflow("renewal", to=f"{url}/{SECRET}")
            with ThreadPoolExecutor(2) as pool:
                list(pool.map(sandbox.deliver, [run, run]))
            refused = sandbox.run_workflow("renewal", to=f"{url}/guess")
    assert run.deliveries[0].status == 202
    assert {delivery.status for delivery in run.deliveries[1:]} <= {200, 202}
    assert (run.status, run.resumes) == ("resumed", ["success"])
    [comment] = run.comments
    [event] = handled
    amount = run.event["RenewalProposal"]["Summary"]["TermAmount"]
    assert comment["Message"] == f"Agreed: {amount['Amount']} {amount['Currency']}"
    assert quotes == [f"Quote for {event.metadata.application.name}\n".encode()]
    assert ([delivery.status for delivery in refused.deliveries], refused.resumes) == ([404], [])


def test_the_asynchronous_half_mounted_in_an_app_and_a_service_that_fails_on_the_way(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    productiv = AsyncProductiv(**sandbox.productiv, retry=RetryPolicy(base=0.01))
    receiver = WebhookReceiver(productiv, inline=True)
    handled: list[WebhookEvent] = []

    @receiver.on(AppRenewal)
    async def renewal(event: AppRenewal) -> list[Any]:
        handled.append(event)
        async with AsyncDownloader(tmp_path, allow_private=True) as downloader:
            assert len(await downloader.save(event)) == 1
        return answer_to(event)

    @receiver.on(SoftwareIntake)
    async def intake(event: SoftwareIntake) -> None:
        handled.append(event)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with productiv, receiver:
            yield

    sandbox.fail("resumeWorkflow", status=503, applied=True)  # it is done, but says that it failed
    with serving(Starlette(routes=[Mount("/productiv", receiver)], lifespan=lifespan)) as url:
        runs = [sandbox.run_workflow(kind, to=f"{url}/productiv/") for kind in ("renewal", "intake", "review")]
        for _ in range(2):
            assert sandbox.deliver(runs[0]).status == 200
    renewal_run, intake_run, review_run = runs
    assert renewal_run.resumes == ["success", "duplicate"]
    assert (renewal_run.status, len(renewal_run.comments)) == ("resumed", 1)
    assert [run.status for run in (intake_run, review_run)] == ["waiting", "waiting"]
    assert [type(event) for event in handled] == [AppRenewal, SoftwareIntake]


def test_every_event_of_the_sandbox_is_as_described(sandbox: Sandbox) -> None:
    seen: list[WebhookEvent] = []
    receiver = WebhookReceiver(strict=True, inline=True)
    receiver.on(WebhookEvent)(seen.append)
    with serving(receiver) as url:
        for kind in ("renewal", "review", "intake"):
            assert sandbox.run_workflow(kind, to=url).deliveries[0].status == 200
    assert len(seen) == 3
