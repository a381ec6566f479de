"""`spokebridge demo`: the main job from end to end against the embedded sandbox, with things going wrong on the way."""

from __future__ import annotations

import logging
import tempfile
import time
from pathlib import Path

import click
from rich.console import Console

from spokebridge import NineSpokes, Productiv
from spokebridge.bridge.options import Services
from spokebridge.bridge.routes import Source
from spokebridge.bridge.state import State
from spokebridge.bridge.sync import Sync
from spokebridge.bridge.watch import Watch
from spokebridge.cli.account import Account, print_account
from spokebridge.cli.common import choices
from spokebridge.cli.logs import start_logging
from spokebridge.cli.report import write_report
from spokebridge.cli.syncing.mappers import field_mappers
from spokebridge.cli.syncing.outcome import exit_of
from spokebridge.cli.syncing.progress import bar
from spokebridge.cli.syncing.signals import stop_on_signals
from spokebridge.plugins import hookimpl
from spokebridge.sandbox import InputError, NineSpokesOptions, ProductivOptions, Sandbox

APP_ID = "spend-import"
REPORT = "spokebridge-demo.html"
_NO_FILE = "--input takes what comes before .bills.jsonl and .contacts.jsonl in the names of the two files"
_BAD_LINE = 'a line of bills holds {"data": {…}}, a line of contacts {"contact": {…}}, as 9Spokes sends them'


@click.command()
@click.option("--bills", default=5000, show_default=True, type=click.IntRange(min=1), help="How many bills to make up.")
@click.option("--seed", default=7, show_default=True, help="Which bills to make up.")
@click.option("--input", "prefix", metavar="PREFIX", help="Serve PREFIX.bills.jsonl and PREFIX.contacts.jsonl instead.")
@click.option(
    "--rules",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Field-mapper rules (TOML) that change the records.",
)
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    default=REPORT,
    show_default=True,
    help="Where to write the HTML report.",
)
@click.option("--plugin", "names", multiple=True, metavar="NAME", help="Run this plugin too: logging, for one.")
@click.pass_context
def demo(
    context: click.Context,
    bills: int,
    seed: int,
    prefix: str | None,
    rules: tuple[Path, ...],
    report: Path,
    names: tuple[str, ...],
) -> None:
    """Move bills from 9Spokes to Productiv, both played by the embedded sandbox; no network is needed.

    Creates a company and a connection, then does what `spokebridge sync` does: reads the bills page by page, names
    vendors through contacts and publishes spend records in chunks. On the way the access token expires once, and both
    services fail for a moment.
    """
    started = time.monotonic()
    plugins = [*_named(names), *field_mappers(rules)]
    options = NineSpokesOptions(page_cap=500)
    with (
        stop_on_signals() as stop,
        tempfile.TemporaryDirectory(prefix="spokebridge-demo-") as folder,
        Sandbox(
            seed=seed, productiv_options=ProductivOptions(expire_token_after=1), ninespokes_options=options
        ) as sandbox,
    ):
        watch, troubles = Watch(), Troubles()
        with (
            NineSpokes(**sandbox.ninespokes, plugins=[*plugins, troubles, watch]) as ninespokes,
            Productiv(**sandbox.productiv, plugins=[*plugins, troubles, watch]) as productiv,
            State.open(Path(folder) / "sync.sqlite") as state,
            bar(Console(stderr=True), hidden="logging" in plugins) as show,
        ):
            source = _connect(ninespokes, sandbox)
            _fill(sandbox, source.connection, bills, prefix)
            sandbox.fail("listBills", status=503, after=1)
            sandbox.fail("publishSpendData", status=429, retry_after=0, after=1)
            services = Services(ninespokes, productiv.spend.publish, watch)
            run = Sync(services, state).run([source], stop=stop, on_progress=show)
        print_account(
            Account(
                run=run,
                received=sandbox.received_spend(APP_ID),
                requests=len(sandbox.requests),
                token_refreshes=troubles.refreshes,
                retries=troubles.retries,
                seconds=time.monotonic() - started,
            )
        )
    write_report(run, report)
    click.echo(f"\nreport: {report}")
    context.exit(stop.code or exit_of(run))


def _named(names: tuple[str, ...]) -> tuple[object, ...]:
    """Plugins by name. What the plugin `logging` says is shown, because it was asked for here or with `--verbose`."""
    if choices().verbose:
        start_logging()
        return tuple(dict.fromkeys((*names, "logging")))
    if "logging" in names:
        logging.basicConfig(format="%(message)s")
        logging.getLogger("spokebridge.calls").setLevel(logging.INFO)
    return names


class Troubles:
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


def _connect(ninespokes: NineSpokes, sandbox: Sandbox) -> Source:
    """What a partner does once per customer; consent is given by the sandbox instead of a person."""
    ninespokes.organization.set_redirect_url("https://partner.example.test/return")
    ninespokes.organization.enable_app("xero", "client-id", "client-secret")
    company = ninespokes.companies.create("Harbour Tiles")
    connection = ninespokes.connections.create(company.id, "xero")
    sandbox.authorize(connection.id)
    active = ninespokes.connections.wait_until_active(company.id, connection.id, timeout=10, interval=0.1)
    ninespokes.connections.wait_until_extracted(company.id, active.id, datasources=["bills"], timeout=10, interval=0.1)
    return Source(company.id, APP_ID, active.id, name=company.name)


def _fill(sandbox: Sandbox, connection: str | None, bills: int, prefix: str | None) -> None:
    store = sandbox.ninespokes_store
    if prefix is None:
        if connection is not None:
            store.make_up_bills(connection, bills)
        return
    try:
        store.load_jsonl(Path(prefix), connection)
    except InputError as error:
        advice = _NO_FILE if error.line is None else _BAD_LINE
        raise click.ClickException(f"{error}; {advice}") from error
