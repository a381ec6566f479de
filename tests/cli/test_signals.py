"""Ctrl-C and SIGTERM end a command cleanly: its code, no traceback, no half-written file. Real processes."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from spokebridge.cli.exits import Exit
from spokebridge.sandbox import Sandbox


def started(sandbox: Sandbox, *arguments: str) -> subprocess.Popen[str]:
    connection = sandbox.ninespokes_store.add_example(500)
    sandbox.fail("listBills", kind="delay", delay=30, after=2)
    environment = {
        "PYTHONPATH": ":".join(path for path in sys.path if path),
        "NINESPOKES_API_KEY": sandbox.ninespokes["api_key"],
        "NINESPOKES_BASE_URL": sandbox.ninespokes["base_url"],
    }
    place = ("--company", connection.company, "--connection", connection.id)
    few = ("--select", "transaction_reference,transaction_date")  # a page fits into the pipe
    command = [sys.executable, "-m", "spokebridge", "ninespokes", "bills", *place, *few, *arguments]
    process = subprocess.Popen(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    while sandbox.count("listBills") < 2 and process.poll() is None:
        time.sleep(0.02)
    time.sleep(0.2)  # the third page is asked for, and does not come
    return process


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, Exit.INTERRUPTED), (signal.SIGTERM, Exit.TERMINATED)], ids=["ctrl-c", "term"]
)
def test_a_file_that_was_begun_is_gone(sandbox: Sandbox, tmp_path: Path, sent: signal.Signals, code: Exit) -> None:
    with started(sandbox, "--output", str(tmp_path / "bills.jsonl")) as process:
        process.send_signal(sent)
        out, err = process.communicate(timeout=20)
    assert process.returncode == code
    assert "Traceback" not in err
    assert out == ""
    assert list(tmp_path.iterdir()) == []


def test_what_was_piped_is_whole_lines_and_can_be_gone_on_from(sandbox: Sandbox) -> None:
    with started(sandbox) as process:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == Exit.INTERRUPTED
    assert len(out.splitlines()) == 200
    assert out.endswith("}\n")
    assert "to go on after these: --resume " in err
    assert err.endswith("interrupted\n")
