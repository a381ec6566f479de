"""Connecting an app from the terminal; the browser is played by the test."""

from __future__ import annotations

import json

import pytest

from ninespokes_client.models import Datasource, ExtractionStatus
from spokebridge import NineSpokes
from spokebridge.cli.connecting.view import opened_view
from spokebridge.cli.exits import Exit
from spokebridge.sandbox import Sandbox
from tests.cli.conftest import run
from tests.cli.terminal import standing_in
from tests.support.server import FakeServer

Opened = list[str]


@pytest.fixture
def company(connected: Sandbox) -> str:
    with NineSpokes(**connected.ninespokes) as client:
        client.organization.set_redirect_url("https://partner.example.test/return")
        client.organization.enable_app("xero", "client-id", "client-secret")
        return client.companies.create("Harbour Tiles").id


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, connected: Sandbox) -> Opened:
    """Addresses that a browser was sent to; the user consents at once."""
    found: Opened = []

    def consent(url: str) -> bool:
        found.append(url)
        (connection,) = connected.ninespokes_store.connections.values()
        connected.authorize(connection.id)
        return True

    monkeypatch.setattr("webbrowser.open", consent)
    return found


def connect(company: str, *more: str) -> list[str]:
    return ["ninespokes", "connect", "--company", company, "--app", "xero", "--interval", "0.01", *more]


def test_the_browser_is_opened_and_the_data_waited_for(connected: Sandbox, company: str, opened: Opened) -> None:
    result = run(*connect(company))
    assert result.exit_code == Exit.OK, result.output
    connection = json.loads(result.stdout)
    assert connection["status"] == "ACTIVE"
    assert opened == [connection["authorize_url"]]
    assert f"The user consents at {opened[0]}" in result.stderr
    assert "bills: all " in result.stderr
    assert connected.count("getConnectionStatus") > 1


def test_running_it_again_asks_nobody_and_makes_nothing(connected: Sandbox, company: str, opened: Opened) -> None:
    first, second = run(*connect(company)), run(*connect(company))
    assert json.loads(first.stdout)["id"] == json.loads(second.stdout)["id"]
    assert len(opened) == connected.count("createConnection") == 1


def test_without_a_browser_the_address_is_printed(connected: Sandbox, company: str, opened: Opened) -> None:
    result = run(*connect(company, "--no-browser", "--timeout", "0"))
    assert result.exit_code == Exit.ERROR
    assert opened == []
    assert "The user consents at http://127.0.0.1:" in result.stderr
    assert "nobody consented in 0 s; run the command again" in result.stderr


def test_where_no_browser_is_the_user_is_told(
    connected: Sandbox, company: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda _: False)
    assert "no browser could be opened" in run(*connect(company, "--timeout", "0")).stderr


def test_data_that_does_not_come_ends_the_waiting(connected: Sandbox, company: str, opened: Opened) -> None:
    result = run(*connect(company, "--extraction-timeout", "0"))
    assert result.exit_code == Exit.ERROR
    assert "not all data is there after 0 s" in result.stderr


CONNECTION = {"id": "c-1", "osp": "xero", "status": "NEW"}


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (None, "has no address where to consent"),
        ("javascript:alert(1)", "authorize_url"),
        ("http://elsewhere.example.com/consent", "authorize_url uses http"),
        ("https://a.example/\x1b]0;x", "has no address where to consent"),
    ],
)
def test_a_browser_is_sent_to_safe_addresses_only(
    scripted: FakeServer, monkeypatch: pytest.MonkeyPatch, url: str | None, said: str
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda url: pytest.fail(url))
    scripted.answer(
        "GET /companies/{id}/connections", {"status": "ok", "details": [{**CONNECTION, "authorize_url": url}]}
    )
    result = run(*connect("co-1"))
    assert result.exit_code == Exit.CONFIGURATION
    assert said in result.stderr


def test_a_connection_that_is_removed_meanwhile_ends_the_waiting(scripted: FakeServer) -> None:
    found = {**CONNECTION, "authorize_url": "https://a.example/consent?q=1"}
    scripted.answer("GET /companies/{id}/connections", {"status": "ok", "details": [found]})
    scripted.answer("GET /companies/{id}/connections/{id}", {"status": "ok", "details": {**found, "status": "REMOVED"}})
    result = run(*connect("co-1", "--no-browser"))
    assert result.exit_code == Exit.ERROR
    assert "connection c-1 was removed" in result.stderr


def test_a_terminal_shows_consent_and_datasources_live(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = standing_in(monkeypatch, "stderr")
    with opened_view() as view:
        view.state("NEW")
        view.state("ACTIVE")
        view.extraction([ExtractionStatus(datasource=Datasource.BILLS, total=395, completed=120)])
    assert "consent: ACTIVE" in terminal.text
    assert "bills" in terminal.text
    assert "120/395" in terminal.text
