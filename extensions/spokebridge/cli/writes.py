"""Short names for what is sent most: `spokebridge spend publish`, `usage publish`, `users publish`, and so on."""

from __future__ import annotations

import click

from spokebridge.cli.resources.commands import command_of
from spokebridge.cli.resources.methods import methods
from spokebridge.cli.settings.names import PRODUCTIV


def _group(name: str, resource: str, verbs: tuple[str, ...], text: str) -> click.Group:
    """A group with some of the commands of `spokebridge productiv`."""
    found = click.Group(name, help=f"{text} Also: spokebridge productiv {resource.replace('_', '-')}.")
    for method in methods(PRODUCTIV):
        if method.resource == resource and method.name in verbs:
            found.add_command(command_of(method))
    return found


spend = _group("spend", "spend", ("publish",), "Send spend records from a file.")
usage = _group("usage", "usage_events", ("publish",), "Send usage events from a file.")
users = _group("users", "provisioned_users", ("publish", "delete", "list"), "Send, list or delete provisioned users.")
org_chart = _group("org-chart", "org_chart", ("publish", "download_url"), "Send an org chart from a file.")
files = _group("files", "files", ("upload",), "Upload whole files.")
