"""`spokebridge sync`: bills of many companies become spend, once or every so often (docs/sync.md)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from spokebridge.bridge.config import STATE, Config, checked_sources, read_config
from spokebridge.bridge.routes import Source
from spokebridge.cli.exits import Exit
from spokebridge.cli.syncing.job import Job
from spokebridge.cli.syncing.schedule import Duration, seconds_of
from spokebridge.cli.syncing.signals import stop_on_signals
from spokebridge.errors import ConfigurationError


@click.command()
@click.option("-c", "--config", type=click.Path(path_type=Path), metavar="FILE", help="What to move, in TOML.")
@click.option("--company", metavar="ID", help="Without a file: the bills of this company …")
@click.option("--connection", "connections", metavar="ID", multiple=True, help="… of these connections (or all) …")
@click.option("--app", "app_id", metavar="ID", help="… go to this Productiv app.")
@click.option("--state", type=click.Path(path_type=Path), metavar="FILE", help=f"Where to remember.  [{STATE}]")
@click.option(
    "--rules",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Field-mapper rules (TOML) that change the records.",
)
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="Read bills dated on this day or later."
)
@click.option("--full", is_flag=True, help="Read all bills, whatever the checkpoint; known ones are not sent again.")
@click.option(
    "--give-up",
    "given_up",
    metavar="SIGNATURE",
    multiple=True,
    help="Do not try this rejected bill again (its signatureId).",
)
@click.option("--dry-run", is_flag=True, help="Show the records that would be sent. Sends and remembers nothing.")
@click.option("--once", is_flag=True, help="Run once, even if the file says every when.")
@click.option("--every", type=Duration(), metavar="TIME", help="Run again and again: 15m, 1h, 1d.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write an HTML report.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_context
def sync(
    context: click.Context,
    *,
    config: Path | None,
    company: str | None,
    connections: tuple[str, ...],
    app_id: str | None,
    state: Path | None,
    rules: tuple[Path, ...],
    since: datetime | None,
    full: bool,
    given_up: tuple[str, ...],
    dry_run: bool,
    once: bool,
    every: float | None,
    report: Path | None,
    as_json: bool,
) -> None:
    """Move new bills from 9Spokes to Productiv.

    Remembers how far it came and what it delivered, and goes on from there: however a run ended, the next one loses
    nothing and repeats nothing. The exit code says whether everything arrived.
    """
    if once and every is not None:
        raise click.UsageError("--once and --every exclude each other")
    if given_up and (dry_run or every is not None):
        raise click.UsageError("--give-up is for a run that is real and the only one")
    if full and since is not None:
        raise click.UsageError("--full and --since exclude each other")
    chosen = _config(config, company, connections, app_id)
    wish = replace(
        chosen,
        state=state or chosen.state,
        report=report or (None if dry_run else chosen.report),
        rules=rules or chosen.rules,
        given_up=given_up,
        options=replace(chosen.options, since=None if since is None else since.date(), everything=full),
    )
    pause = None if once or dry_run or given_up else every or _pause(config, chosen.every)
    if wish.report is not None and not wish.report.absolute().parent.is_dir():
        raise ConfigurationError(f"report {wish.report}: there is no such folder; make it, or name another file")
    job = Job(wish, dry=dry_run, as_json=as_json)
    with stop_on_signals() as stop:
        if pause is None:
            code = job.once(stop)
        else:
            code = Exit.OK
            job.again_and_again(pause, stop)
    context.exit(stop.code or code)


def _pause(file: Path | None, every: str | None) -> float | None:
    try:
        return None if every is None else seconds_of(every)
    except ConfigurationError as error:
        raise ConfigurationError(f"{file}: {error}") from None


def _config(file: Path | None, company: str | None, connections: tuple[str, ...], app_id: str | None) -> Config:
    """From the file or from the options, never from both."""
    if file is not None:
        if company or connections or app_id:
            raise click.UsageError("--config says what to move; leave --company, --connection and --app out")
        return read_config(file)
    if company is None or app_id is None:
        raise click.UsageError("say what to move: --config FILE, or --company ID --app ID [--connection ID …]")
    named = [Source(company, app_id, connection) for connection in connections]
    return Config(checked_sources(named or [Source(company, app_id)], "options"), Path(STATE))
