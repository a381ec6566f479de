"""`spokebridge demo`: the main job from end to end against the embedded sandbox, with things going wrong on the way."""

from __future__ import annotations

import time
from pathlib import Path

import click
from rich.console import Console

from spokebridge import NineSpokes, Productiv
from spokebridge.bridge.transfer import Route, transfer
from spokebridge.cli.account import Account, print_account
from spokebridge.plugins import hookimpl
from spokebridge.sandbox import InputError, NineSpokesOptions, ProductivOptions, Sandbox

APP_ID = "spend-import"


@click.command()
@click.option("--bills", default=5000, show_default=True, type=click.IntRange(min=1), help="How many bills to make up.")
@click.option("--seed", default=7, show_default=True, help="Which bills to make up.")
@click.option("--input", "prefix", metavar="PREFIX", help="Serve PREFIX.bills.jsonl and PREFIX.contacts.jsonl instead.")
def demo(bills: int, seed: int, prefix: str | None) -> None:
    """Move bills from 9Spokes to Productiv, both played by the embedded sandbox; no network is needed.

    Creates a company and a connection, reads the bills page by page, names vendors through contacts and publishes spend
    records in chunks. On the way the access token expires once, and both services fail for a moment.
    """
    started = time.monotonic()
    console = Console(stderr=True)
    options = NineSpokesOptions(page_cap=500)
    with Sandbox(
        seed=seed, productiv_options=ProductivOptions(expire_token_after=1), ninespokes_options=options
    ) as sandbox:
        watch = Watch()
        with (
            NineSpokes(**sandbox.ninespokes, plugins=[watch]) as ninespokes,
            Productiv(**sandbox.productiv, plugins=[watch]) as productiv,
        ):
            route = _connect(ninespokes, sandbox)
            _fill(sandbox, route, bills, prefix)
            sandbox.fail("listBills", status=503, after=1)
            sandbox.fail("publishSpendData", status=429, retry_after=0, after=1)
            with console.status("moving bills …"):
                result = transfer(ninespokes, productiv, route)
        print_account(
            Account(
                transfer=result,
                received=sandbox.received_spend(APP_ID),
                requests=len(sandbox.requests),
                token_refreshes=watch.refreshes,
                retries=watch.retries,
                seconds=time.monotonic() - started,
            )
        )
    result.report.raise_for_rejected()


class Watch:
    """Counts what happens behind the calls."""

    def __init__(self) -> None:
        self.refreshes = 0
        self.retries = 0

    @hookimpl
    def spokebridge_on_token_refresh(self) -> None:
        """A token was fetched."""
        self.refreshes += 1

    @hookimpl
    def spokebridge_on_retry(self) -> None:
        """An attempt failed."""
        self.retries += 1


def _connect(ninespokes: NineSpokes, sandbox: Sandbox) -> Route:
    """What a partner does once per customer; consent is given by the sandbox instead of a person."""
    ninespokes.organization.set_redirect_url("https://partner.example.test/return")
    ninespokes.organization.enable_app("xero", "client-id", "client-secret")
    company = ninespokes.companies.create("Harbour Tiles")
    connection = ninespokes.connections.create(company.id, "xero")
    sandbox.authorize(connection.id)
    active = ninespokes.connections.wait_until_active(company.id, connection.id, timeout=10, interval=0.1)
    return Route(company.id, active.id, APP_ID)


def _fill(sandbox: Sandbox, route: Route, bills: int, prefix: str | None) -> None:
    store = sandbox.ninespokes_store
    if prefix is None:
        store.make_up_bills(route.connection, bills)
        return
    try:
        store.load_jsonl(Path(prefix), route.connection)
    except InputError as error:
        raise click.ClickException(str(error)) from error
