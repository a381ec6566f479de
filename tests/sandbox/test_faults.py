"""Replies gone wrong on purpose."""

import time

import httpx
import pytest

from spokebridge.sandbox import FaultKind, Sandbox

from .support import FINANCE, connect, data_path, productiv, read, send_json, spend_record


def test_a_status_for_the_planned_calls_only(sandbox: Sandbox, nine: httpx.Client) -> None:
    fault = sandbox.fail("listCompanies", times=2, after=1, status=429, retry_after=3, message="slow down")
    responses = [nine.get("/companies") for _ in range(4)]
    assert [response.status_code for response in responses] == [200, 429, 429, 200]
    assert responses[1].headers["retry-after"] == "3"
    assert "retry-after" not in responses[3].headers
    assert read(responses[1])["message"] == "slow down"
    assert fault.fired == 2
    assert nine.post("/companies", data={"name": "x"}).status_code == 200
    assert [entry.fault for entry in sandbox.requests] == [None, "status", "status", None, None]


def test_faults_of_one_operation_come_in_order(sandbox: Sandbox, nine: httpx.Client) -> None:
    sandbox.fail("listCompanies", status=500)
    sandbox.fail("listCompanies", status=502)
    sandbox.fail("listCompanies", status=504, after=3)
    assert [nine.get("/companies").status_code for _ in range(5)] == [500, 502, 200, 504, 200]
    sandbox.fail("listCompanies", times=99)
    sandbox.clear_faults()
    assert nine.get("/companies").status_code == 200


def test_an_error_inside_a_200(sandbox: Sandbox, nine: httpx.Client) -> None:
    sandbox.fail("listCompanies", status=200)
    response = nine.get("/companies")
    assert response.status_code == 200
    assert read(response)["status"] == "err"


def test_a_delayed_answer_is_the_right_one(sandbox: Sandbox, nine: httpx.Client) -> None:
    sandbox.fail("listCompanies", kind="delay", delay=0.2)
    before = time.monotonic()
    assert read(nine.get("/companies"))["status"] == "ok"
    assert time.monotonic() - before >= 0.2


def test_a_client_that_gives_up_does_not_hold_the_sandbox(sandbox: Sandbox, nine: httpx.Client) -> None:
    sandbox.fail("listCompanies", kind="delay", delay=60)
    with pytest.raises(httpx.ReadTimeout):
        nine.get("/companies", timeout=0.1)
    patience = time.monotonic() + 5
    while not sandbox.requests and time.monotonic() < patience:
        time.sleep(0.01)
    assert sandbox.requests[0].fault == "delay"
    assert nine.get("/companies").status_code == 200


def test_a_cut_connection(sandbox: Sandbox, nine: httpx.Client) -> None:
    sandbox.fail("createCompany", kind="reset", times=2)
    for _ in range(2):
        with pytest.raises(httpx.ReadError):
            nine.post("/companies", data={"name": "Lost"})
    assert sandbox.ninespokes_store.companies == {}
    assert nine.post("/companies", data={"name": "Kept"}).status_code == 200
    assert [entry.status for entry in sandbox.requests] == [None, None, 200]


@pytest.mark.parametrize("kind", ["reset", "status", "html"])
def test_a_request_may_take_effect_before_its_answer_is_lost(sandbox: Sandbox, kind: FaultKind) -> None:
    sandbox.fail("publishSpendData", kind=kind, applied=True)
    with productiv(sandbox) as client:
        body = {"records": [spend_record(1)]}
        try:
            assert send_json(client, "POST", FINANCE.format("figma"), body).status_code == 503
        except httpx.TransportError:
            assert kind == "reset"
        assert len(sandbox.received_spend("figma")) == 1
        assert send_json(client, "POST", FINANCE.format("figma"), body).status_code == 200
    assert len(sandbox.received_spend("figma")) == 1
    assert sandbox.productiv_store.duplicate_spend("figma") == 1


def test_half_a_body(sandbox: Sandbox, nine: httpx.Client) -> None:
    connection = sandbox.ninespokes_store.add_example(bills=10)
    sandbox.fail("listBills", kind="truncated")
    response = nine.get(data_path(connection))
    assert response.status_code == 200
    with pytest.raises(ValueError, match="truncated"):
        read(response)
    assert len(read(nine.get(data_path(connection)))["results"]) == 10


def test_a_web_page_in_place_of_json(sandbox: Sandbox, nine: httpx.Client) -> None:
    sandbox.fail("listCompanies", kind="html", status=502)
    response = nine.get("/companies")
    assert response.status_code == 502
    assert response.headers["content-type"].startswith("text/html")
    assert "<h1>502" in response.text


def test_a_token_revoked_mid_run(sandbox: Sandbox) -> None:
    with productiv(sandbox) as old:
        sandbox.fail("getAppSummaries", kind="revoke_token", after=1)
        assert [old.get("/pull/v1/apps").status_code for _ in range(3)] == [200, 401, 401]
        with productiv(sandbox) as fresh:
            assert fresh.get("/pull/v1/apps").status_code == 200
        assert old.get("/pull/v3/apps").status_code == 401


def test_a_key_revoked_mid_run(sandbox: Sandbox, nine: httpx.Client) -> None:
    sandbox.fail("listCompanies", kind="revoke_token")
    assert nine.get("/companies").status_code == 401
    settings = sandbox.ninespokes
    with connect(settings["base_url"], Authorization=settings["api_key"]) as fresh:
        assert fresh.get("/companies").status_code == 200


def test_the_token_endpoint_may_fail_too(sandbox: Sandbox) -> None:
    sandbox.fail("getAccessToken", status=503)
    with pytest.raises(httpx.HTTPStatusError):
        productiv(sandbox)
    with productiv(sandbox) as client:
        assert client.get("/pull/v1/apps").status_code == 200
    assert sandbox.token_requests == 2


def test_plans_that_make_no_sense(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="listBills"):
        sandbox.fail("listbills")
    with pytest.raises(ValueError, match="unknown kind"):
        sandbox.fail("listBills", kind="fire")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValueError, match="delay"):
        sandbox.fail("listBills", kind="delay")
