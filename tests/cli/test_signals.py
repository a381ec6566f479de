"""Ctrl-C and SIGTERM end a run cleanly."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from spokebridge.cli.exits import Exit
from spokebridge.sandbox import Sandbox
from tests.support.sync_process import SyncProcess
from tests.support.syncing import World, bill


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, Exit.INTERRUPTED), (signal.SIGTERM, Exit.TERMINATED)])
def test_a_signal_ends_the_run_between_two_batches_and_the_next_goes_on(
    number: int, code: Exit, sandbox: Sandbox, tmp_path: Path
) -> None:
    world = World(sandbox, tmp_path)
    source = world.connect([bill(f"b-{index:02d}") for index in range(40)])
    config = tmp_path / "sync.toml"
    config.write_text(
        f'app_id = "{source.app_id}"\nbatch = 10\npage_size = 10\n[[connections]]\ncompany = "{source.company}"\n'
    )
    sandbox.fail("publishSpendData", kind="delay", delay=0.2, times=4)
    requests = 8  # companies, status, contacts, bills, a token; then the first batch is under way
    assert SyncProcess(world, config).signal_at(requests, number) == code
    delivered = len(world.received)
    assert 0 < delivered < 40
    again = world.one()
    assert (again.known, again.accepted) == (delivered, 40 - delivered)


def test_sigterm_while_waiting_for_the_next_run_ends_at_once(sandbox: Sandbox, tmp_path: Path) -> None:
    world = World(sandbox, tmp_path)
    source = world.connect([bill("b")])
    config = tmp_path / "sync.toml"
    config.write_text(f'every = "1d"\napp_id = "{source.app_id}"\n[[connections]]\ncompany = "{source.company}"\n')
    process = SyncProcess(world, config)
    assert process.signal_at(7, signal.SIGTERM, pause=0.5) == Exit.TERMINATED
    assert world.references == ["b"]
