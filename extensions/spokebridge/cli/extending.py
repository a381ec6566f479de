"""Commands of plugins: the hook `spokebridge_register_commands`."""

from __future__ import annotations

import logging

import click

from spokebridge.cli.lazy import LazyGroup

_log = logging.getLogger("spokebridge.plugins")


class Extended(LazyGroup):
    """Asks installed plugins for commands, once: when commands are listed, or one is called that is not our own."""

    asked = False

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Our own, then those of plugins."""
        self._ask()
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One of them."""
        if cmd_name not in self.offers:
            self._ask()
        return super().get_command(ctx, cmd_name)

    def _ask(self) -> None:
        if not self.asked:
            self.asked = True
            for name, command in commands_of_plugins().items():
                if name in self.offers:
                    _log.warning("the command %s of a plugin was refused: there is one of that name", name)
                else:
                    self.add_command(command, name)


def commands_of_plugins() -> dict[str, click.Command]:
    """What installed and allowed plugins register."""
    from importlib.metadata import entry_points

    if not entry_points(group="spokebridge"):  # before anything else is imported, for help to stay quick
        return {}
    from spokebridge.concurrency import threads
    from spokebridge.plugins.choice import Choice
    from spokebridge.plugins.manager import Plugins

    found = click.Group("spokebridge")
    plugins = Plugins(awaits=True, choice=Choice.of())
    if plugins.register_commands:
        threads.drive(plugins.register_commands(found))
    return dict(found.commands)
