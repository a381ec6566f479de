"""The command line: `spokebridge` or `python -m spokebridge`. One module per command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run a command. Says plainly what to install when the extra is missing."""
    try:
        from spokebridge.cli.app import app
    except ModuleNotFoundError as error:
        if error.name not in ("click", "rich", "starlette", "uvicorn"):
            raise
        sys.exit(f"spokebridge: {error.name} is not installed; the command line needs: pip install 'spokebridge[demo]'")
    app()
