"""Key, organization, companies, connections, extraction (9Spokes facts 2, 3 and 5.1 to 5.14)."""

from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from spokebridge.sandbox import ManualClock, NineSpokesOptions, Sandbox

from .support import connect, data_path, ninespokes, read


def _enable(nine: httpx.Client, app: str = "xero", **form: str) -> httpx.Response:
    return nine.put(f"/organization/apps/{app}", data={"client_id": "id", "client_secret": "hush", **form})


def _company(nine: httpx.Client, name: str = "Harbour Tiles") -> str:
    return str(read(nine.post("/companies", data={"name": name}))["details"]["id"])


def _connect(nine: httpx.Client, company: str, app: str = "xero") -> dict[str, str]:
    connection: dict[str, str] = read(nine.post(f"/companies/{company}/connections", data={"app": app}))["details"]
    return connection


@pytest.mark.parametrize("scheme", ["Bearer {}", "Basic {}", "{}x", "", "apikey"])
def test_only_the_raw_key_is_accepted(sandbox: Sandbox, scheme: str) -> None:
    settings = sandbox.ninespokes
    with connect(settings["base_url"], Authorization=scheme.format(settings["api_key"])) as client:
        if scheme == "":
            del client.headers["Authorization"]
        response = client.get("/companies")
    assert response.status_code == 401
    assert response.headers["content-type"] == "application/json"
    assert set(read(response)) == {"status", "correlationId", "message"}


def test_the_redirect_url_is_set_and_read(nine: httpx.Client) -> None:
    assert read(nine.get("/organization/redirect_url"))["details"] == {"redirect_url": ""}
    url = "https://app.example.test/return?a=1&b=<2>"
    body = read(nine.put("/organization/redirect_url", data={"redirect_url": url}))
    assert body["status"] == "ok"
    assert isinstance(body["details"], str)
    response = nine.get("/organization/redirect_url")
    assert read(response)["details"] == {"redirect_url": url}
    assert b"\\u0026b=\\u003c2\\u003e" in response.content
    assert nine.put("/organization/redirect_url", data={"redirect_url": "/return"}).status_code == 400
    assert nine.put("/organization/redirect_url", data={"redirect_url": " "}).status_code == 400


def test_apps_are_enabled_updated_and_disabled(nine: httpx.Client) -> None:
    assert {app["status"] for app in read(nine.get("/organization/apps"))["details"]} == {"disabled"}
    assert read(_enable(nine, recurring="true"))["details"] == "The Xero app credentials were updated successfully"
    apps = {app["name"]: app for app in read(nine.get("/organization/apps"))["details"]}
    expected = {"name": "xero", "status": "enabled", "client_id": "id", "client_secret": "hush", "recurring": True}
    assert apps["xero"] == expected
    assert apps["sage"] == {"name": "sage", "status": "disabled"}
    _enable(nine, client_id="other")
    apps = {app["name"]: app for app in read(nine.get("/organization/apps"))["details"]}
    assert (apps["xero"]["client_id"], apps["xero"]["recurring"]) == ("other", False)
    for _ in range(2):
        assert read(nine.delete("/organization/apps/xero"))["details"] == "The Xero app was successfully removed"
    assert nine.delete("/organization/apps/nobody").status_code == 200


@pytest.mark.parametrize("form", [{"client_id": ""}, {"client_secret": " "}, {"recurring": "yes"}])
def test_enabling_an_app_needs_its_fields(nine: httpx.Client, form: dict[str, str]) -> None:
    assert _enable(nine, **form).status_code == 400
    assert _enable(nine, app="nobody").status_code == 400


def test_companies_live_and_take_their_connections_with_them(sandbox: Sandbox, nine: httpx.Client) -> None:
    assert read(nine.get("/companies"))["details"] == []
    created = nine.post("/companies", data={"name": "Harbour Tiles"})
    assert created.status_code == 200
    company = read(created)["details"]
    assert set(company) == {"id", "name", "created", "updated"}
    assert company["created"] == "2024-07-01T09:00:00Z"
    _company(nine, "Harbour Tiles")
    assert [one["name"] for one in read(nine.get("/companies"))["details"]] == ["Harbour Tiles"] * 2
    connection = sandbox.ninespokes_store.add_connection(company["id"])
    assert read(nine.get(f"/companies/{company['id']}"))["details"] == company
    assert read(nine.delete(f"/companies/{company['id']}"))["details"] == "Company deleted successfully"
    for path in (f"/companies/{company['id']}", data_path(connection)):
        response = nine.get(path)
        assert response.status_code == 404
        assert read(response)["message"] == "The company does not exist"
    assert sandbox.ninespokes_store.connections == {}
    assert len(read(nine.get("/companies"))["details"]) == 1


def test_forms_only(nine: httpx.Client) -> None:
    assert nine.post("/companies", json={"name": "Harbour Tiles"}).status_code == 400
    assert nine.post("/companies", data={"title": "Harbour Tiles"}).status_code == 400


def test_a_connection_from_new_to_active_to_gone(sandbox: Sandbox, nine: httpx.Client, clock: ManualClock) -> None:
    _enable(nine)
    company = _company(nine)
    connection = _connect(nine, company)
    assert set(connection) == {"id", "created", "modified", "osp", "status", "authorize_url"}
    assert (connection["osp"], connection["status"]) == ("xero", "NEW")
    assert connection["authorize_url"].startswith(f"{sandbox.url}/consent?q=")
    assert urlsplit(connection["authorize_url"]).query.endswith("%3D%3D")
    path = f"/companies/{company}/connections/{connection['id']}"
    assert read(nine.get(path + "/data/bills")) == {"results": [], "total": 0}
    clock.advance(1.25)
    sandbox.authorize(connection["id"])
    active = read(nine.get(path))["details"]
    assert (active["status"], active["modified"]) == ("ACTIVE", "2024-07-01T09:00:01.25Z")
    sandbox.ninespokes_store.disconnect(connection["id"])
    assert read(nine.get(f"/companies/{company}/connections"))["details"][0]["status"] == "NOT_CONNECTED"
    sandbox.authorize(connection["id"])
    assert read(nine.delete(path))["details"] == "Connection deleted successfully"
    assert nine.get(path).status_code == 404
    with pytest.raises(ValueError, match="no connection"):
        sandbox.authorize(connection["id"])


def test_one_connection_of_an_app_per_company(nine: httpx.Client) -> None:
    _enable(nine)
    company, other = _company(nine), _company(nine)
    assert nine.post(f"/companies/{company}/connections", data={"app": "sage"}).status_code == 400
    connection = _connect(nine, company)
    assert nine.post(f"/companies/{company}/connections", data={"app": "xero"}).status_code == 400
    _connect(nine, other)
    assert nine.get(f"/companies/{other}/connections/{connection['id']}").status_code == 404
    assert nine.get(f"/companies/nobody/connections/{connection['id']}").status_code == 404


def test_a_deleted_connection_can_be_seen_once_more() -> None:
    options = NineSpokesOptions(show_removed=True)
    with Sandbox(ninespokes_options=options) as sandbox, ninespokes(sandbox) as nine:
        connection = sandbox.ninespokes_store.add_example(bills=3)
        path = f"/companies/{connection.company}/connections/{connection.id}"
        nine.delete(path)
        assert read(nine.get(data_path(connection)))["results"] == []
        assert nine.post(f"/companies/{connection.company}/connections", data={"app": "xero"}).status_code == 200
        assert read(nine.get(path))["details"]["status"] == "REMOVED"
        assert nine.get(path).status_code == 404


def test_extraction_advances_with_every_poll(sandbox: Sandbox, nine: httpx.Client, clock: ManualClock) -> None:
    _enable(nine)
    company = _company(nine)
    connection = _connect(nine, company)["id"]
    path = f"/companies/{company}/connections/{connection}/status"
    assert read(nine.get(path))["details"] == []
    sandbox.authorize(connection)
    polls: list[list[dict[str, Any]]] = []
    for _ in range(4):
        clock.advance(10)
        polls.append(read(nine.get(path))["details"])
    assert {"bills", "contacts", "business"} <= {entry["datasource"] for entry in polls[0]}
    shares = [poll[0]["completed"] / poll[0]["total"] for poll in polls]
    assert shares == sorted(shares)
    assert shares[0] < 0.5
    assert shares[2:] == [1, 1]
    assert polls[3][0]["last_updated"] == "2024-07-01T09:00:30Z"


def test_extraction_advances_with_the_clock(clock: ManualClock) -> None:
    options = NineSpokesOptions(extraction_seconds=100)
    with Sandbox(clock=clock, ninespokes_options=options) as sandbox, ninespokes(sandbox) as nine:
        company = sandbox.ninespokes_store.add_company("Quay Cafe").id
        _enable(nine)
        connection = _connect(nine, company)["id"]
        sandbox.authorize(connection)
        path = f"/companies/{company}/connections/{connection}/status"
        assert {entry["completed"] for entry in read(nine.get(path))["details"]} == {0}
        clock.advance(1000)
        details = read(nine.get(path))["details"]
        assert all(entry["completed"] == entry["total"] for entry in details)
        assert details[0]["last_updated"] == "2024-07-01T09:01:40Z"


def test_a_connection_added_in_process_is_ready(sandbox: Sandbox, nine: httpx.Client) -> None:
    connection = sandbox.ninespokes_store.add_example(bills=1)
    details = read(nine.get(f"/companies/{connection.company}/connections/{connection.id}/status"))["details"]
    assert all(entry["completed"] == entry["total"] for entry in details)
    with pytest.raises(ValueError, match="no company"):
        sandbox.ninespokes_store.add_connection("nobody")
