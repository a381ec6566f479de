"""Workflows: the outgoing event, and what comes back through its token (Productiv facts 3.21, 3.22 and 5)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from spokebridge.sandbox import ManualClock, ProductivOptions, Sandbox, WorkflowKind
from tests.support.server import FakeServer, Received, Reply

from .described import event_faults
from .support import productiv, read, send_json

HOOK = "POST /hook"
EVENTS: dict[WorkflowKind, str] = {
    "renewal": "receiveAppRenewal",
    "review": "receiveAppReview",
    "intake": "receiveSoftwareIntake",
}


@pytest.fixture
def receiver() -> Iterator[FakeServer]:
    with FakeServer() as server:
        server.answer(HOOK, Reply(200))
        yield server


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with productiv(sandbox, "aph.workflow.write") as client:
        yield client


def resume(client: httpx.Client, token: str) -> httpx.Response:
    return send_json(client, "POST", "/workflows/resume", {"CallbackToken": token})


@pytest.mark.parametrize("kind", EVENTS)
@pytest.mark.parametrize("app", ["figma", "slack", "spend-import"])
def test_events_are_as_described(sandbox: Sandbox, receiver: FakeServer, kind: WorkflowKind, app: str) -> None:
    run = sandbox.run_workflow(kind, to=f"{receiver.url}/hook?from=sandbox", app_id=app)
    (request,) = receiver.received(HOOK)
    assert request.headers["content-type"] == "application/json"
    assert request.query == [("from", "sandbox")]
    assert event_faults(EVENTS[kind], request.json) == []
    assert request.body == run.body
    assert request.json["CallbackToken"] == run.callback_token
    assert request.json["Metadata"].get("Application", {"Id": app})["Id"] == app
    assert ("Application" in request.json["Metadata"]) == (kind != "intake")
    assert [(delivery.status, delivery.problem) for delivery in run.deliveries] == [(200, "")]


def test_the_spellings_of_the_sample(receiver: FakeServer) -> None:
    options = ProductivOptions(webhook_spelling="sample", webhook_url=f"{receiver.url}/hook")
    with Sandbox(productiv_options=options) as sandbox:
        sandbox.run_workflow("renewal")
    event = receiver.received(HOOK)[0].json
    (detail,) = event["Contracts"]["Details"]
    assert {"AutoRenewalCancellationPeriodDays", "Payment"} < detail.keys()
    assert "Terms" in detail["Payment"]
    assert event_faults("receiveAppRenewal", event) == []


def test_a_token_resumes_once(sandbox: Sandbox, receiver: FakeServer, client: httpx.Client) -> None:
    run = sandbox.run_workflow("renewal", to=f"{receiver.url}/hook")
    assert (run.status, run.resumed) == ("waiting", False)
    results = [read(resume(client, run.callback_token))["result"] for _ in range(3)]
    assert results == ["success", "duplicate", "duplicate"]
    assert (run.status, run.resumed, run.resumes) == ("resumed", True, results)
    assert sandbox.workflow_runs == [run]


def test_the_endpoint_may_call_back_before_it_answers(sandbox: Sandbox, receiver: FakeServer, client: Any) -> None:
    def hook(request: Received) -> Reply:
        return Reply(resume(client, request.json["CallbackToken"]).status_code)

    receiver.answer(HOOK, hook)
    run = sandbox.run_workflow("review", to=f"{receiver.url}/hook")
    assert (run.deliveries[0].status, run.status) == (200, "resumed")


def test_a_step_that_does_not_wait(sandbox: Sandbox, receiver: FakeServer, client: httpx.Client) -> None:
    run = sandbox.run_workflow("intake", to=f"{receiver.url}/hook", wait_for_callback=False)
    assert run.status == "passed"
    assert read(resume(client, run.callback_token)) == {"result": "duplicate"}


def test_an_event_may_be_delivered_again(sandbox: Sandbox, receiver: FakeServer) -> None:
    receiver.answer(HOOK, Reply(500), Reply(302, headers={"Location": receiver.url}), Reply(204))
    run = sandbox.run_workflow("renewal", to=f"{receiver.url}/hook")
    sandbox.deliver(run)
    sandbox.deliver(run)
    assert [delivery.status for delivery in run.deliveries] == [500, 302, 204]
    assert len({request.body for request in receiver.received(HOOK)}) == 1
    assert len(receiver.calls) == 3


def test_an_endpoint_that_does_not_answer_is_told(sandbox: Sandbox, free_port: int) -> None:
    run = sandbox.run_workflow("renewal", to=f"http://127.0.0.1:{free_port}/hook")
    assert run.deliveries[0].status is None
    assert "refused" in run.deliveries[0].problem


def test_comments_are_kept(sandbox: Sandbox, receiver: FakeServer, client: httpx.Client) -> None:
    run = sandbox.run_workflow("renewal", to=f"{receiver.url}/hook")
    comment = {"Message": "see the order", "UserEmail": "ana@example.com", "Attachments": []}
    document = {"Filename": "po.pdf", "Url": "https://files.example.com/po.pdf"}
    for attachments in ([], [document]):
        body = {"CallbackToken": run.callback_token, **comment, "Attachments": attachments}
        assert send_json(client, "POST", "/workflows/comments", body).status_code == 200
    assert run.comments == [comment, {**comment, "Attachments": [document]}]


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/workflows/resume", {}, "CallbackToken"),
        ("/workflows/resume", {"CallbackToken": 3}, "CallbackToken"),
        ("/workflows/resume", {"CallbackToken": "never given"}, "CallbackToken"),
        ("/workflows/comments", {"CallbackToken": "never given", "Message": "x", "UserEmail": "x"}, "CallbackToken"),
        ("/workflows/comments", {"Message": "", "UserEmail": "x"}, "Message"),
        ("/workflows/comments", {"Message": "x"}, "UserEmail"),
        ("/workflows/comments", {"Message": "x", "UserEmail": "x", "Attachments": {}}, "Attachments"),
        ("/workflows/comments", {"Message": "x", "UserEmail": "x", "Attachments": ["po"]}, "Attachments[0]"),
        (
            "/workflows/comments",
            {"Message": "x", "UserEmail": "x", "Attachments": [{"Filename": "a"}]},
            "Attachments[0].Url",
        ),
    ],
)
def test_callbacks_that_make_no_sense(
    sandbox: Sandbox, receiver: FakeServer, client: httpx.Client, path: str, body: dict[str, Any], field: str
) -> None:
    run = sandbox.run_workflow("renewal", to=f"{receiver.url}/hook")
    token = {} if path.endswith("resume") else {"CallbackToken": run.callback_token}
    response = send_json(client, "POST", path, {**token, **body})
    assert response.status_code == 400
    assert read(response)["field"] == field
    assert (run.resumes, run.comments) == ([], [])


def test_attachments_can_be_downloaded_for_five_days(
    sandbox: Sandbox, clock: ManualClock, receiver: FakeServer
) -> None:
    run = sandbox.run_workflow("renewal", to=f"{receiver.url}/hook")
    (attachment,) = json.loads(run.body)["Attachments"]
    clock.advance(5 * 86_400 - 1)
    response = httpx.get(attachment["Url"], verify=False)
    assert (response.status_code, response.text) == (200, "Quote for Figma\n")
    clock.advance(1)
    assert httpx.get(attachment["Url"], verify=False).status_code == 403


def test_plans_that_make_no_sense(sandbox: Sandbox) -> None:
    hook = "https://example.com/hook"
    with pytest.raises(ValueError, match="webhook_url"):
        sandbox.run_workflow("renewal")
    with pytest.raises(ValueError, match="renewal, review, intake"):
        sandbox.run_workflow("party", to=hook)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValueError, match="figma, slack"):
        sandbox.run_workflow("renewal", to=hook, app_id="nobody")
    for endpoint in ("example.com/hook", "ftp://example.com", "https://", "http://exa mple:port", "https://[::1"):
        with pytest.raises(ValueError, match="endpoint"):
            sandbox.run_workflow("renewal", to=endpoint)
    with pytest.raises(ValueError, match="must be https"):
        sandbox.run_workflow("renewal", to="http://example.com/hook")
    with pytest.raises(RuntimeError, match="not running"):
        Sandbox().run_workflow("renewal", to=hook)
    assert sandbox.workflow_runs == []


def test_no_secret_is_shown(sandbox: Sandbox, receiver: FakeServer) -> None:
    receiver.answer("POST /secret-in-the-path", Reply(200))
    run = sandbox.run_workflow("renewal", to=f"{receiver.url}/secret-in-the-path")
    assert run.callback_token not in repr(run)
    assert "secret-in-the-path" not in repr(run)
    assert "signature" not in repr(run)
