"""The doctor finds what is wrong, and names the fix."""

from __future__ import annotations

import json
import socket
import ssl
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from spokebridge.cli.doctor import clock
from spokebridge.cli.doctor.network import host_findings
from spokebridge.cli.exits import Exit
from spokebridge.sandbox import Sandbox
from tests.cli.conftest import run
from tests.support.server import TOKEN_ROUTE, FakeServer, Received, Reply

APPS = "GET /organization/apps"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def findings(*arguments: str) -> tuple[int, dict[str, dict[str, Any]]]:
    result = run("doctor", *arguments, "--json")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    for finding in found:
        assert finding["good"] or finding["fix"], finding
    return result.exit_code, {finding["what"]: finding for finding in found}


def test_all_is_well_with_the_sandbox(connected: Sandbox) -> None:
    code, found = findings()
    assert code == Exit.OK
    assert all(finding["good"] for finding in found.values())
    assert found["Productiv: scope connector.write"]["said"] == "granted"
    assert found["Productiv: first answer"]["said"] == "suppliers.list answers"
    assert found["9Spokes: key"]["said"].startswith("accepted; enabled apps: ")


def test_it_shows_no_secret(connected: Sandbox) -> None:
    output = run("doctor").output
    assert connected.productiv["client_secret"] not in output
    assert connected.ninespokes["api_key"] not in output


def test_missing_settings_are_named_with_the_fix() -> None:
    code, found = findings("ninespokes")
    assert code == Exit.CONFIGURATION
    assert found["NINESPOKES_API_KEY"]["fix"] == "export it, or run: spokebridge auth set ninespokes"


def test_a_settings_file_that_others_can_read_is_wrong(home: Path) -> None:
    home.mkdir(parents=True)
    (home / "settings.env").write_text("NINESPOKES_API_KEY=k\n")
    (home / "settings.env").chmod(0o644)
    code, found = findings("ninespokes")
    assert code == Exit.CONFIGURATION
    assert "chmod 600" in found["9Spokes: settings"]["fix"]


def test_a_refused_credential_is_wrong(connected: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODUCTIV_CLIENT_SECRET", "another-secret")
    monkeypatch.setenv("NINESPOKES_API_KEY", "another-key")
    code, found = findings()
    assert code == Exit.AUTHENTICATION
    assert "client secret" in found["Productiv: credential"]["fix"]
    assert "credential" in found["9Spokes: key"]["fix"]


def test_a_scope_that_is_not_granted_is_a_note(scripted: FakeServer) -> None:
    def token(request: Received) -> Reply:
        if b"apps.write" in request.body:
            return Reply(400, {"error": "invalid_scope"})
        return Reply(200, {"access_token": "a-token-for-the-doctor", "expires_in": 3600})

    scripted.answer(TOKEN_ROUTE, token)
    scripted.answer("GET /pull/v1/suppliers", {"Suppliers": []})
    code, found = findings("productiv")
    assert code == Exit.OK
    note = found["Productiv: scope apps.write"]
    assert note["good"]
    assert "only if you need apps.update_attributes, apps.delete_attributes" in note["fix"]


@pytest.mark.parametrize(("seconds", "said"), [(3600, "ahead of the service"), (-3600, "behind the service")])
def test_a_clock_that_is_off_is_wrong(
    scripted: FakeServer, monkeypatch: pytest.MonkeyPatch, seconds: int, said: str
) -> None:
    scripted.answer(APPS, {"status": "ok", "details": []})
    right = clock.now
    monkeypatch.setattr(clock, "now", lambda: right() + timedelta(seconds=seconds))
    code, found = findings("ninespokes")
    assert code == Exit.ERROR
    assert found["9Spokes: clock"]["said"].endswith(said)
    assert "time synchronization" in found["9Spokes: clock"]["fix"]


def test_a_clock_that_is_right_is_right(scripted: FakeServer) -> None:
    scripted.answer(APPS, {"status": "ok", "details": []})
    code, found = findings("ninespokes")
    assert code == Exit.OK
    assert found["9Spokes: clock"]["said"] == "within 60 s of the service"


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_a_port_that_does_not_answer_is_wrong() -> None:
    found = list(host_findings(f"http://127.0.0.1:{closed_port()}"))
    assert [finding.is_good for finding in found] == [True, False]
    assert "firewall" in found[-1].fix


def test_a_name_that_nobody_knows_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    (found,) = host_findings("https://api.nowhere.example")
    assert found.said == "cannot be resolved (Name or service not known)"
    assert "check DNS" in found.fix


def test_a_certificate_that_is_not_trusted_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    class Distrust:
        def wrap_socket(self, *_: Any, **__: Any) -> Any:
            error = ssl.SSLCertVerificationError()
            error.verify_message = "self-signed certificate"
            raise error

    monkeypatch.setattr("ssl.create_default_context", Distrust)
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = list(host_findings(f"https://127.0.0.1:{server.getsockname()[1]}"))
    assert found[-1].said == "not trusted (self-signed certificate)"
    assert "SSL_CERT_FILE" in found[-1].fix


def test_a_port_that_speaks_no_tls_is_wrong(server: FakeServer) -> None:
    found = list(host_findings(server.url.replace("http:", "https:")))
    assert found[-1].said.startswith("no TLS")


def test_a_proxy_is_looked_at_in_place_of_the_host(monkeypatch: pytest.MonkeyPatch, server: FakeServer) -> None:
    monkeypatch.setenv("HTTPS_PROXY", server.url)
    named, port = host_findings("https://api.nowhere.example")
    assert named.said == f"{server.url.removeprefix('http://')}, from the environment"
    assert port.is_good
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{closed_port()}")
    assert "NO_PROXY" in list(host_findings("https://api.nowhere.example"))[-1].fix


def test_completion_scripts_are_printed() -> None:
    for shell in ("bash", "zsh", "fish"):
        result = run("completion", shell)
        assert result.exit_code == Exit.OK
        assert "_SPOKEBRIDGE_COMPLETE" in result.stdout


def test_a_plugin_that_is_not_there_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPOKEBRIDGE_PLUGINS", "audit")
    code, found = findings("ninespokes")
    assert code == Exit.CONFIGURATION
    assert "there is no plugin 'audit'" in found["plugins"]["said"]
    monkeypatch.setenv("SPOKEBRIDGE_PLUGINS", "logging")
    assert findings("ninespokes")[1]["plugin logging of spokebridge 0.1.0"]["good"]
