"""`spokebridge ninespokes connect`"""

from __future__ import annotations

import sys
import webbrowser

import click

from ninespokes_client.models import Connection, ConnectionState
from spokebridge import NineSpokes
from spokebridge.cli.connecting.view import opened_view
from spokebridge.cli.connecting.waiting import until_active, until_extracted
from spokebridge.cli.output.plain import line
from spokebridge.cli.resources.client import client_of
from spokebridge.cli.settings.names import NINESPOKES
from spokebridge.errors import ConfigurationError
from spokebridge.settings import safe_url

_SECONDS = click.FloatRange(min=0)


@click.command()
@click.option("--company", required=True, help="Id of the company.")
@click.option("--app", required=True, help="Name of the app, such as xero; it has to be enabled.")
@click.option("--no-browser", is_flag=True, help="Only print the address where the user consents.")
@click.option("--timeout", default=600.0, show_default=True, type=_SECONDS, help="Seconds to wait for the consent.")
@click.option(
    "--extraction-timeout", default=3600.0, show_default=True, type=_SECONDS, help="Seconds to wait for the data."
)
@click.option("--interval", default=2.0, show_default=True, type=_SECONDS, help="Seconds between two questions.")
def connect(
    company: str, app: str, *, no_browser: bool, timeout: float, extraction_timeout: float, interval: float
) -> None:
    """Connect an app of a company, and wait until its data is there.

    Creates the connection, or goes on with the one that is there, opens the browser where the user consents, and waits
    until the connection is ACTIVE and all its data is extracted. The address is printed too, for a user who sits
    elsewhere. Ends with the connection on standard output; running it again does no harm.
    """
    with client_of(NINESPOKES) as client:
        connection = _connection(client, company, app)
        with opened_view() as view:
            if connection.status != ConnectionState.ACTIVE:
                _ask_for_consent(connection, no_browser=no_browser)
                connection = until_active(
                    client, company, connection.id, seconds=timeout, interval=interval, show=view.state
                )
            until_extracted(
                client, company, connection.id, seconds=extraction_timeout, interval=interval, show=view.extraction
            )
    if sys.stdout.isatty():
        click.echo(f"company {company}, connection {connection.id}: {app} is connected, its data is there")
    else:
        click.echo(line(connection))


def _connection(client: NineSpokes, company: str, app: str) -> Connection:
    """The connection of this app, of which a company has one at most (9Spokes facts 5.10)."""
    for found in client.connections.list(company):
        if found.osp == app and found.status != ConnectionState.REMOVED:
            return found
    return client.connections.create(company, app)


def _ask_for_consent(connection: Connection, *, no_browser: bool) -> None:
    """Opens the browser. Raises ConfigurationError for an address that no browser should be sent to."""
    url = connection.authorize_url
    if not url or not url.isprintable():
        raise ConfigurationError(
            f"connection {connection.id} has no address where to consent; delete it and connect anew"
        )
    safe_url("authorize_url", url.partition("?")[0])
    click.echo(f"The user consents at {url}", err=True)
    if not no_browser and not webbrowser.open(url):
        click.echo("no browser could be opened; open the address above in one", err=True)
