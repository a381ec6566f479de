"""The exit code of a run (docs/exit-codes.md)."""

from __future__ import annotations

from spokebridge.bridge.summary import RunSummary
from spokebridge.cli.exits import Exit, exit_for


def nothing_done(run: RunSummary) -> bool:
    """Whether every connection failed."""
    return bool(run.failed) and len(run.failed) == len(run.connections)


def exit_of(run: RunSummary) -> Exit:
    """What a run ends with, unless a signal ended it. When all failed for one reason, the code is of that reason."""
    if nothing_done(run):
        codes = {exit_for(connection.error) for connection in run.failed if connection.error is not None}
        return codes.pop() if len(codes) == 1 else Exit.ERROR
    return Exit.PARTLY if run.incomplete else Exit.OK
