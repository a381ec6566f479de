"""A command group that imports a command when it is asked for, so that `--help` and completion stay quick."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TypeGuard

import click

from spokebridge.cli.common import accept_common_options


@dataclass(frozen=True, slots=True)
class Offer:
    """A command that is not imported yet: `target` is `module:attribute`, `help` what a list of commands says of it."""

    target: str
    section: str
    help: str


class LazyGroup(click.Group):
    """Lists what it was offered without importing it. Commands that were added the usual way come last."""

    @property
    def offers(self) -> dict[str, Offer]:
        """What was offered, by name."""
        found: dict[str, Offer] = self.__dict__.setdefault("_offers", {})
        return found

    def offer(self, name: str, target: str, *, section: str, help: str) -> None:
        """Make a command known. `help` is the first sentence of its docstring."""
        self.offers[name] = Offer(target, section, help)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the sections."""
        return [*self.offers, *(name for name in super().list_commands(ctx) if name not in self.offers)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, imported now if it was not before."""
        offer = self.offers.get(cmd_name)
        if offer is not None and cmd_name not in self.commands:
            module, _, attribute = offer.target.partition(":")
            command: object = getattr(import_module(module), attribute)
            if not _is_command(command):
                raise TypeError(f"{offer.target} is a {type(command).__name__}, not a command")
            self.add_command(command, cmd_name)
        found = super().get_command(ctx, cmd_name)
        if found is not None:
            accept_common_options(found)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands under the headings of their sections."""
        sections: dict[str, list[tuple[str, str]]] = {}
        width = max((len(name) for name in self.list_commands(ctx)), default=0)
        for name in self.list_commands(ctx):
            offer = self.offers.get(name)
            if offer is not None:
                sections.setdefault(offer.section, []).append((name, offer.help))
                continue
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                sections.setdefault("More", []).append((name, command.get_short_help_str(formatter.width - width)))
        for title, rows in sections.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(width), text) for name, text in rows])


def _is_command(value: object) -> TypeGuard[click.Command]:
    return isinstance(value, click.Command)
