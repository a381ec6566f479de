"""The command line, run as a person would."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from spokebridge import cli
from spokebridge.cli.app import app


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_a_missing_extra_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spokebridge.cli.app", None)

    def missing(name: str, *_: object) -> None:
        raise ModuleNotFoundError(name=name)

    monkeypatch.delitem(sys.modules, "spokebridge.cli.app")
    monkeypatch.setitem(sys.modules, "click", None)
    with pytest.raises(SystemExit, match="click is not installed"):
        cli.main()


def test_sandbox_serves_and_writes_settings(tmp_path: Path) -> None:
    settings = tmp_path / "settings"
    command = [
        sys.executable,
        "-m",
        "spokebridge",
        "sandbox",
        "--port",
        "0",
        "--bills",
        "3",
        "--env-file",
        str(settings),
    ]
    paths = {"PYTHONPATH": ":".join(path for path in sys.path if path), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=paths) as process:
        killer = threading.Timer(20, process.kill)
        killer.start()
        assert process.stdout is not None
        line = next(line for line in process.stdout if line.startswith("serving on"))
        values = dict(line.split("=", 1) for line in settings.read_text().splitlines())
        request = urllib.request.Request(values["NINESPOKES_BASE_URL"] + "/companies")
        request.add_header("Authorization", values["NINESPOKES_API_KEY"])
        assert values["NINESPOKES_BASE_URL"].startswith(line.split()[2].rstrip(";"))
        with urllib.request.urlopen(request) as answer:
            assert len(json.load(answer)["details"]) == 1
        process.terminate()
        killer.cancel()
