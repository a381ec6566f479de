"""Ctrl-C and SIGTERM end a command cleanly: its code, no traceback, no half-written file. Real processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from spokebridge.cli.exits import Exit
from spokebridge.sandbox import Fault, Sandbox
from tests.cli.conftest import run


def process(environment: Mapping[str, str], words: Sequence[str]) -> subprocess.Popen[str]:
    paths = {"PYTHONPATH": ":".join(path for path in sys.path if path)}
    return subprocess.Popen(
        [sys.executable, "-m", "spokebridge", *words],
        env={**environment, **paths},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def started(sandbox: Sandbox, *arguments: str) -> subprocess.Popen[str]:
    """A list whose third page does not come."""
    connection = sandbox.ninespokes_store.add_example(500)
    slow = sandbox.fail("listBills", kind="delay", delay=30, after=2)
    place = ("--company", connection.company, "--connection", connection.id)
    few = ("--select", "transaction_reference,transaction_date")  # a page fits into the pipe
    begun = process(os.environ, ["ninespokes", "bills", *place, *few, *arguments])
    wait_for(slow, begun)
    return begun


def wait_for(slow: Fault, begun: subprocess.Popen[str]) -> None:
    while not slow.fired and begun.poll() is None:
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, Exit.INTERRUPTED), (signal.SIGTERM, Exit.TERMINATED)], ids=["ctrl-c", "term"]
)
def test_a_file_that_was_begun_is_gone(connected: Sandbox, tmp_path: Path, sent: signal.Signals, code: Exit) -> None:
    with started(connected, "--output", str(tmp_path / "bills.jsonl")) as stopped:
        stopped.send_signal(sent)
        out, err = stopped.communicate(timeout=20)
    assert stopped.returncode == code
    assert "Traceback" not in err
    assert out == ""
    assert list(tmp_path.iterdir()) == []


def test_what_was_piped_is_whole_lines_and_can_be_gone_on_from(connected: Sandbox) -> None:
    with started(connected) as stopped:
        stopped.send_signal(signal.SIGINT)
        out, err = stopped.communicate(timeout=20)
    assert stopped.returncode == Exit.INTERRUPTED
    assert len(out.splitlines()) == 200
    assert out.endswith("}\n")
    assert "to go on after these: --resume " in err
    assert err.endswith("interrupted\n")


def test_a_publish_that_was_stopped_goes_on_from_its_journal(connected: Sandbox, tmp_path: Path) -> None:
    record = '{{"signatureId":"S-{0}","created":1,"amount":1,"currency":"EUR","type":"invoice","vendor":"Acme"}}\n'
    path = tmp_path / "spend.jsonl"
    path.write_text("".join(record.format(number) for number in range(3000)))
    slow = connected.fail("publishSpendData", kind="delay", delay=30, after=2)
    words = [
        "spend",
        "publish",
        "spend-import",
        str(path),
        "--journal",
        str(tmp_path / "journal"),
        "--concurrency",
        "1",
    ]
    with process(os.environ, words) as stopped:
        wait_for(slow, stopped)
        stopped.send_signal(signal.SIGINT)
        _, err = stopped.communicate(timeout=20)
    assert stopped.returncode == Exit.INTERRUPTED
    assert "Traceback" not in err
    assert "the same command can be run again" in err
    result = run(*words, "--json")
    assert result.exit_code == Exit.OK, result.output
    assert json.loads(result.stdout)["resumed"] == 2000
    assert len(connected.received_spend("spend-import")) == 3000
