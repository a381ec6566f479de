"""What the running sandbox is told over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from spokebridge.sandbox import ProductivOptions, Sandbox
from tests.support.server import FakeServer, Reply

from .support import ninespokes, productiv, send_json


@pytest.fixture
def receiver() -> Iterator[FakeServer]:
    with FakeServer() as server:
        server.answer("POST /hook", Reply(200))
        yield server


@pytest.fixture
def control(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{sandbox.url}/control", verify=False) as client:
        yield client


def test_workflows_are_run_and_watched(sandbox: Sandbox, control: httpx.Client, receiver: FakeServer) -> None:
    asked = {"kind": "renewal", "to": f"{receiver.url}/hook", "app_id": "slack"}
    run = control.post("/workflows", json=asked).raise_for_status().json()
    assert (run["kind"], run["status"], run["deliveries"]) == ("renewal", "waiting", [{"status": 200, "problem": ""}])
    event = receiver.calls[0].json
    assert event["Metadata"]["Application"]["Id"] == "slack"
    with productiv(sandbox) as client:
        send_json(client, "POST", "/workflows/resume", {"CallbackToken": event["CallbackToken"]})
    again = control.post(f"/workflows/{run['id']}/deliver", json={}).json()
    assert (again["status"], again["resumes"], len(again["deliveries"])) == ("resumed", ["success"], 2)
    assert control.get("/workflows").json() == {"runs": [again]}
    assert event["CallbackToken"] not in control.get("/workflows").text


def test_the_configured_endpoint_is_used(receiver: FakeServer) -> None:
    options = ProductivOptions(webhook_url=f"{receiver.url}/hook")
    with Sandbox(productiv_options=options) as sandbox:
        asked = {"kind": "review", "wait_for_callback": False}
        run = httpx.post(f"{sandbox.url}/control/workflows", json=asked, verify=False).json()
    assert run["status"] == "passed"
    assert len(receiver.calls) == 1
    with pytest.raises(ValueError, match="must be https"):
        Sandbox(productiv_options=ProductivOptions(webhook_url="http://example.com"))


def test_faults_and_storms_come_and_go(sandbox: Sandbox, control: httpx.Client) -> None:
    assert control.post("/faults", json={"fault": "listCompanies:503x2"}).json()["times"] == 2
    assert control.post("/storms", json={"storm": "7:1"}).json() == {"seed": 7, "rate": 1.0}
    with ninespokes(sandbox) as nine:
        assert nine.get("/companies").status_code == 503
        assert control.delete("/faults").json() == {}
        assert nine.get("/companies").status_code == 200


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("/workflows", {}, "kind is required"),
        ("/workflows", {"kind": "party", "to": "https://example.com"}, "renewal, review, intake"),
        ("/workflows", {"kind": "renewal"}, "no endpoint is configured"),
        ("/workflows", {"kind": "renewal", "to": 3}, "to must be a string"),
        ("/workflows", {"kind": "renewal", "wait_for_callback": "yes"}, "true or false"),
        ("/workflows/x/deliver", {}, "there is no run x"),
        ("/faults", {"fault": "listBils:503"}, "did you mean listBills"),
        ("/storms", {"storm": "wild"}, "write it like 7"),
        ("/storms", [], "must be a JSON object"),
    ],
)
def test_wishes_that_make_no_sense(control: httpx.Client, path: str, body: object, words: str) -> None:
    response = control.post(path, json=body)
    assert response.status_code == 400
    assert words in response.json()["message"]


def test_a_foreign_page_cannot_reach_it(sandbox: Sandbox, control: httpx.Client) -> None:
    assert control.post("/faults", content=b'{"fault": "listCompanies:503"}').status_code == 400
    foreign = control.post("/faults", json={"fault": "listCompanies:503"}, headers={"Host": "evil.example"})
    assert foreign.status_code == 403
    assert control.post("/faults", content=b"{", headers={"Content-Type": "application/json"}).status_code == 400
    with ninespokes(sandbox) as nine:
        assert nine.get("/companies").status_code == 200
