"""What every command accepts: `--verbose`, `--debug` and `--settings`, before or after its name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click


@dataclass(slots=True)
class Choices:
    """What was chosen for the whole run."""

    verbose: bool = False
    debug: bool = False
    settings: Path | None = None


def choices() -> Choices:
    """The choices of the command that is running; the defaults outside of one."""
    context = click.get_current_context(silent=True)
    return Choices() if context is None else context.find_root().ensure_object(Choices)


def accept_common_options(command: click.Command) -> None:
    """Let a command, and those below it, take the common options too. Does nothing the second time."""
    if isinstance(command, click.Group):
        for below in command.commands.values():
            accept_common_options(below)
        return
    taken = {name for parameter in command.params for name in parameter.opts}
    command.params += [option for option in _common_options() if not taken.intersection(option.opts)]


def with_common_options(group: click.Group) -> click.Group:
    """The same group with the common options as its own."""
    group.params += _common_options()
    return group


def _common_options() -> list[click.Option]:
    def keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
        if value and parameter.name:
            setattr(context.find_root().ensure_object(Choices), parameter.name, value)

    return [
        click.Option(
            ["-v", "--verbose"],
            is_flag=True,
            expose_value=False,
            callback=keep,
            help="Show each request, retry and page on standard error; never a secret.",
        ),
        click.Option(
            ["--debug"],
            is_flag=True,
            expose_value=False,
            callback=keep,
            help="Show where an error comes from.",
        ),
        click.Option(
            ["--settings"],
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            expose_value=False,
            callback=keep,
            help="Read settings from this file instead of the usual one.",
        ),
    ]
