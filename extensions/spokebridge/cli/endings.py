"""How a command ends: done, with one line that says what is wrong, or with Ctrl-C."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from contextlib import suppress
from typing import Any

import click

from spokebridge.cli.common import Choices
from spokebridge.cli.exits import Exit, exit_for
from spokebridge.cli.visible import visible
from spokebridge.errors import SpokebridgeError

EXTRAS = {
    "celpy": "mapping",
    "keyring": "keyring",
    "opentelemetry": "opentelemetry",
    "pyarrow": "parquet",
    "starlette": "sandbox",
    "uvicorn": "sandbox",
}
"""Which extra of this distribution brings a module."""


class Ending(click.Group):
    """Turns every way to end into its exit code (docs/exit-codes.md). A traceback is shown with `--debug` only."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            found = super().invoke(ctx)
            sys.stdout.flush()
        except (click.exceptions.Exit, click.ClickException):
            raise
        except (KeyboardInterrupt, click.Abort):
            click.echo("interrupted", err=True)
            ctx.exit(Exit.INTERRUPTED)
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                _forget_output()
                ctx.exit(Exit.CLOSED_PIPE)
            if ctx.ensure_object(Choices).debug:
                click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
            click.ClickException(visible(_words(error))).show()
            ctx.exit(exit_for(error))
        return found


def _forget_output() -> None:
    """Whoever read our output has seen enough: what is left of it must not make noise when the process ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _words(error: Exception) -> str:
    """One line, with what to do about it."""
    if isinstance(error, SpokebridgeError):
        return str(error)
    if isinstance(error, ModuleNotFoundError) and (extra := _extra(error)) is not None:
        return f"{error.name} is not installed; this command needs: pip install 'spokebridge[{extra}]'"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"unexpected {type(error).__name__}: {error}; run it again with --debug to see where, and report it"


def _extra(error: ModuleNotFoundError) -> str | None:
    return EXTRAS.get((error.name or "").partition(".")[0])
