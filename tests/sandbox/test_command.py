"""`spokebridge sandbox`: its options, while it serves."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner, Result

from spokebridge.cli import sandbox as command
from spokebridge.cli.app import app


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """Runs the command, looks at what it serves, and ends it as Ctrl-C would."""

    def run(look: Callable[[dict[str, str]], object], *options: str) -> Result:
        settings = tmp_path / "settings"

        def wait() -> None:
            look(dict(line.split("=", 1) for line in settings.read_text().splitlines()))
            raise KeyboardInterrupt

        monkeypatch.setattr(command, "_wait", wait)
        arguments = ["sandbox", "--port", "0", "--env-file", str(settings), *options]
        return CliRunner().invoke(app, arguments, catch_exceptions=False)

    return run


def statuses(settings: dict[str, str], calls: int) -> list[int]:
    url, headers = settings["NINESPOKES_BASE_URL"], {"Authorization": settings["NINESPOKES_API_KEY"]}
    return [httpx.get(f"{url}/companies", headers=headers, verify=False).status_code for _ in range(calls)]


def test_faults_come_from_the_command_line(serve: Callable[..., Result]) -> None:
    seen: list[int] = []
    options = ("--fault", "listCompanies:503x2", "--fault", "listCompanies:429,after=2")
    result = serve(lambda settings: seen.extend(statuses(settings, 4)), *options)
    assert (result.exit_code, seen) == (0, [503, 503, 429, 200])


def test_storms_come_from_the_command_line(serve: Callable[..., Result]) -> None:
    seen: list[int] = []

    def look(settings: dict[str, str]) -> None:
        for _ in range(12):
            try:
                seen.extend(statuses(settings, 1))
            except httpx.TransportError:
                seen.append(0)

    assert serve(look, "--storm", "7:1.0").exit_code == 0
    assert seen[2] == 200
    assert len(set(seen)) > 2


def test_requests_are_shown_when_asked_for(serve: Callable[..., Result]) -> None:
    def look(settings: dict[str, str]) -> None:
        statuses(settings, 2)
        httpx.get(settings["NINESPOKES_BASE_URL"] + "/lost%1b[2J", verify=False)

    result = serve(look, "--verbose", "--fault", "listCompanies:503")
    assert "ninespokes: GET /companies: 503 (fault: status)\nninespokes: GET /companies: 200\n" in result.output
    assert "ninespokes: GET /lost?[2J: 404\n" in result.output
    assert "/companies" not in serve(look).output


def test_mode_seed_and_endpoint_are_taken(serve: Callable[..., Result]) -> None:
    keys: list[str] = []
    options = ("--mode", "strict", "--webhook-url", "https://example.com/hook", "--bills", "0")
    for seed in ("7", "7", "8"):
        serve(lambda settings: keys.append(settings["NINESPOKES_API_KEY"]), "--seed", seed, *options)
    assert keys[0] == keys[1] != keys[2]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--fault", "publishSpendDat:503"], "--fault: no operation is called 'publishSpendDat'; did you mean"),
        (["--fault", "listBills"], "--fault: 'listBills' is no fault"),
        (["--storm", "7:3"], "--storm: the rate of a storm is 3.0"),
        (["--storm", "rain"], "--storm: 'rain' is no storm"),
        (["--webhook-url", "example.com"], "--webhook-url: the endpoint"),
    ],
)
def test_options_that_make_no_sense(options: list[Any], words: str) -> None:
    result = CliRunner().invoke(app, ["sandbox", "--port", "0", *options])
    assert result.exit_code == 2
    assert words in result.output


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(app, ["sandbox", "--port", str(port)])
    assert result.exit_code not in (0, 2)
    assert f"port {port} cannot be used: Address already in use; take another one, or 0" in result.output
    assert "Traceback" not in result.output
