"""The client that a command calls, and the options of its group that say what this is like."""

from __future__ import annotations

from typing import Any

import click

from spokebridge.cli import clients
from spokebridge.cli.settings.names import PRODUCTIV, Service


def client_of(service: Service, **options: Any) -> Any:
    """A client with the settings, with the options of its group, and with these."""
    make = clients.productiv if service is PRODUCTIV else clients.ninespokes
    return make(**{**_chosen(click.get_current_context()), **options})


def _chosen(context: click.Context) -> dict[str, Any]:
    """The options of the group, kept on its context."""
    kept: dict[str, Any] = context.meta.setdefault("spokebridge.client", {})
    return kept


def client_options(service: Service) -> list[click.Parameter]:
    """Options of the constructor, kept for `client_of`."""

    def keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
        if value is not None and parameter.name:
            _chosen(context)[parameter.name] = value

    seconds = click.FloatRange(min=0, min_open=True)
    options: list[click.Parameter] = [
        click.Option(["--timeout"], type=seconds, callback=keep, expose_value=False, help="Seconds a call may take."),
        click.Option(
            ["--strict"],
            is_flag=True,
            default=None,
            callback=keep,
            expose_value=False,
            help="End with an error when an answer is not as described.",
        ),
    ]
    if service is PRODUCTIV:
        options.append(
            click.Option(
                ["--apps-version"],
                type=click.Choice(["v1", "v2", "v3"]),
                callback=keep,
                expose_value=False,
                help="Version of the operations behind `apps`; v1 unless given.",
            )
        )
    return options
