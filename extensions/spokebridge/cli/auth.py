"""`spokebridge auth`: keep credentials, see where they come from, remove them."""

from __future__ import annotations

import os
import sys
from typing import Any, Literal

import click

from spokebridge.cli.settings import keyrings
from spokebridge.cli.settings.file import change_settings, read_settings
from spokebridge.cli.settings.lookup import look_up
from spokebridge.cli.settings.names import SERVICES, Service, Setting
from spokebridge.errors import ConfigurationError
from spokebridge.settings import checked_api_key

_SERVICE = click.argument("service", type=click.Choice(list(SERVICES)))


@click.group()
def auth() -> None:
    """Keep credentials in the keyring or the settings file, see where they come from, remove them."""


@auth.command("set")
@_SERVICE
@click.option(
    "--to",
    "place",
    type=click.Choice(["keyring", "file"]),
    help="Where to keep them; the keyring unless there is none.",
)
def set_(service: str, place: Literal["keyring", "file"] | None) -> None:
    """Ask for the credentials of a service and keep them.

    On a terminal each is asked for; secrets are not shown while you type. Otherwise they are read from standard input,
    one a line in the same order: id and secret for productiv, the key for ninespokes.
    """
    found = {setting.name: _checked(setting, _asked(setting)) for setting in SERVICES[service].required}
    if place == "keyring" or (place is None and keyrings.usable()):
        for name, value in found.items():
            keyrings.keep(name, value)
        where = "the keyring"
    else:
        where = str(change_settings(found))
    click.echo(f"{' and '.join(found)} kept in {where}", err=True)
    for name in found:
        if os.environ.get(name):
            click.echo(f"note: {name} is also in the environment, which wins", err=True)


@auth.command()
@_SERVICE
def clear(service: str) -> None:
    """Remove the credentials of a service from the keyring and from the settings file."""
    names = [setting.name for setting in SERVICES[service].required]
    in_file = set(read_settings()).intersection(names)
    if in_file:
        change_settings(dict.fromkeys(in_file))
    removed = [name for name in names if keyrings.forget(name) or name in in_file]
    click.echo(f"{' and '.join(removed)} removed" if removed else "there was nothing to remove", err=True)


@auth.command()
def status() -> None:
    """Show which settings are set and where they come from. Secrets are not shown."""
    for service in SERVICES.values():
        for line in _status(service):
            click.echo(line)


def _status(service: Service) -> list[str]:
    found = look_up(service)
    lines: list[str] = []
    for setting in service.settings:
        item = found.get(setting.name)
        if item is None:
            said = "not set" if setting.required else "not set, so the default is used"
        else:
            said = f"{'***' if setting.secret else item.value} (from {item.source})"
        lines.append(f"{setting.name:<24} {said}")
    return lines


def _asked(setting: Setting) -> str:
    """From a person, or from the next line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline()
    answer: Any = click.prompt(setting.name, hide_input=setting.secret, err=True)
    return str(answer)


def _checked(setting: Setting, value: str) -> str:
    """Raises ConfigurationError for what cannot be such a setting."""
    if not value.strip():
        raise ConfigurationError(f"{setting.name} is empty; nothing was kept")
    if setting.name == "NINESPOKES_API_KEY":
        checked_api_key(value.strip())
    return value.strip()
