"""`spokebridge sandbox`: both services on a local port, to develop against."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Literal

import click

from spokebridge.cli.replacing import PRIVATE, replacing
from spokebridge.sandbox import Sandbox


@click.command()
@click.option("--port", default=8700, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--mode", default="lenient", show_default=True, type=click.Choice(["lenient", "strict"]))
@click.option("--seed", default=7, show_default=True, help="Decides every made-up id and record.")
@click.option(
    "--bills", default=250, show_default=True, type=click.IntRange(min=0), help="Bills of the example company."
)
@click.option(
    "--env-file", type=click.Path(dir_okay=False, path_type=Path), help="Write the settings from_env() reads."
)
def sandbox(port: int, mode: Literal["lenient", "strict"], seed: int, bills: int, env_file: Path | None) -> None:
    """Serve Productiv and 9Spokes on this machine until Ctrl-C."""
    with Sandbox(seed=seed, mode=mode, port=port) as running:
        if bills:
            connection = running.ninespokes_store.add_example(bills)
            click.echo(f"company {connection.company}, connection {connection.id}: {bills} bills")
        lines = [f"{name}={value}" for name, value in _environment(running).items()]
        if env_file is not None:
            with replacing(env_file, mode=PRIVATE) as file:
                file.write(("\n".join(lines) + "\n").encode())
            click.echo(f"settings are in {env_file}")
        else:
            click.echo("\n".join(f"export {line}" for line in lines))
        click.echo(f"serving on {running.url}; Ctrl-C ends it")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            click.echo("ended")


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
