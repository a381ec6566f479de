"""`spokebridge sandbox`: both services on a local port, to develop against."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import click

from spokebridge.cli.common import choices
from spokebridge.cli.replacing import PRIVATE, replacing
from spokebridge.sandbox import (
    Connection,
    LoggedRequest,
    NineSpokesOptions,
    ProductivOptions,
    Sandbox,
    parse_fault,
    parse_storm,
)

_FAULT = "OPERATION:WHAT[xTIMES][,NAME=VALUE...]"


@click.command()
@click.option("--port", default=8700, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--mode", default="lenient", show_default=True, type=click.Choice(["lenient", "strict"]))
@click.option("--seed", default=7, show_default=True, help="Decides every made-up id and record.")
@click.option(
    "--bills",
    default=250,
    show_default=True,
    type=click.IntRange(min=0),
    help="Bills of the example company, and records of each list that a connection gets with its first consent.",
)
@click.option("--webhook-url", metavar="URL", help="Where a workflow that runs posts its event.")
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar=_FAULT,
    help="What shall go wrong, for example publishSpendData:503x2 or listBills:429,retry_after=2; may be repeated.",
)
@click.option("--storm", metavar="SEED[:RATE]", help="Let a share of all calls go wrong by chance, a tenth by default.")
@click.option(
    "--env-file", type=click.Path(dir_okay=False, path_type=Path), help="Write the settings from_env() reads."
)
def sandbox(
    port: int,
    mode: Literal["lenient", "strict"],
    seed: int,
    bills: int,
    webhook_url: str | None,
    faults: tuple[str, ...],
    storm: str | None,
    env_file: Path | None,
) -> None:
    """Serve Productiv and 9Spokes on this machine until Ctrl-C.

    The page at its address shows what is stored. `curl -d '{"kind": "renewal"}' -H 'Content-Type: application/json'
    URL/control/workflows` runs a workflow; renewal, review and intake are the kinds.
    """
    options, records = ProductivOptions(webhook_url=webhook_url), NineSpokesOptions(records_on_consent=bills)
    with _as_usage_error("--webhook-url"):
        running = Sandbox(seed=seed, mode=mode, port=port, productiv_options=options, ninespokes_options=records)
    with _as_usage_error("--fault"):
        for word in faults:
            running.add_fault(parse_fault(word))
    with _as_usage_error("--storm"):
        if storm is not None:
            storm_seed, rate = parse_storm(storm)
            running.storm(seed=storm_seed, rate=rate)
    if choices().verbose:
        running.watch(_tell_request)
    with running:
        if bills:
            _tell_example(running.ninespokes_store.add_example_company(bills))
        _tell_settings(running, env_file)
        click.echo(f"serving on {running.url}; Ctrl-C ends it")
        try:
            _wait()
        except KeyboardInterrupt:
            click.echo("ended")


def _wait() -> None:
    threading.Event().wait()


@contextmanager
def _as_usage_error(option: str) -> Generator[None, None, None]:
    try:
        yield
    except ValueError as problem:
        raise click.BadParameter(str(problem), param_hint=option) from None


def _tell_example(connections: list[Connection]) -> None:
    click.echo(f"company {connections[0].company}")
    for connection in connections:
        lists = ", ".join(f"{len(records)} {name}" for name, records in connection.records.items())
        click.echo(f"  connection {connection.id} ({connection.app}): {lists}")


def _tell_request(entry: LoggedRequest) -> None:
    """The path of an unserved request is the caller's own text, which may hold anything."""
    path = "".join(letter if letter.isprintable() else "?" for letter in entry.path)
    ending = "cut off" if entry.status is None else str(entry.status)
    fault = f" (fault: {entry.fault})" if entry.fault else ""
    click.echo(f"{entry.service}: {entry.method} {path}: {ending}{fault}", err=True)


def _tell_settings(running: Sandbox, env_file: Path | None) -> None:
    lines = [f"{name}={value}" for name, value in _environment(running).items()]
    if env_file is None:
        click.echo("\n".join(f"export {line}" for line in lines))
        return
    with replacing(env_file, mode=PRIVATE) as file:
        file.write(("\n".join(lines) + "\n").encode())
    click.echo(f"settings are in {env_file}")


def _environment(running: Sandbox) -> dict[str, str]:
    productiv, ninespokes = running.productiv, running.ninespokes
    return {
        "PRODUCTIV_CLIENT_ID": productiv["client_id"],
        "PRODUCTIV_CLIENT_SECRET": productiv["client_secret"],
        "PRODUCTIV_BASE_URL": productiv["base_url"],
        "PRODUCTIV_TOKEN_URL": productiv["token_url"],
        "NINESPOKES_API_KEY": ninespokes["api_key"],
        "NINESPOKES_BASE_URL": ninespokes["base_url"],
    }
