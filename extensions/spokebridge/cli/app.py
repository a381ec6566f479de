"""The `spokebridge` command and how its errors end."""

from __future__ import annotations

from typing import Any

import click

from spokebridge.cli.demo import demo
from spokebridge.cli.exits import Exit, exit_for
from spokebridge.cli.sandbox import sandbox
from spokebridge.errors import SpokebridgeError
from spokebridge.version import __version__


class App(click.Group):
    """Turns errors that are meant for people into one line and their exit code (docs/exit-codes.md)."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except SpokebridgeError as error:
            click.ClickException(str(error)).show()
            ctx.exit(exit_for(error))
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            ctx.exit(Exit.INTERRUPTED)


@click.group(cls=App)
@click.version_option(__version__, prog_name="spokebridge")
def app() -> None:
    """Bridge from 9Spokes to Productiv."""


app.add_command(demo)
app.add_command(sandbox)
