"""The command line: `spokebridge` or `python -m spokebridge`. One module or package per command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run a command. Says plainly what to install when the extra is missing."""
    try:
        from spokebridge.cli.app import app
    except ModuleNotFoundError as error:
        if error.name != "click":
            raise
        sys.exit("spokebridge: click is not installed; the command line needs: pip install 'spokebridge[cli]'")
    from spokebridge.cli.interrupts import end_on_signals

    end_on_signals()
    app(prog_name="spokebridge")
