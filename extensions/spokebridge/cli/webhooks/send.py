"""`spokebridge webhooks send`: a sample event for a receiver in the making."""

from __future__ import annotations

from typing import get_args
from urllib.parse import urlsplit

import click

from productiv_client import codec
from spokebridge._sync.transport import Transport
from spokebridge.cli.webhooks.environment import secret_in
from spokebridge.errors import TransportError
from spokebridge.options import Timeouts
from spokebridge.redaction import Secret
from spokebridge.version import USER_AGENT
from spokebridge.webhooks import sample, sign
from spokebridge.webhooks.samples import SampleName
from spokebridge.wire import Deadline, Prepared

SECONDS = 30.0
_SHOWN = 200


@click.command()
@click.argument("kind", type=click.Choice(get_args(SampleName)))
@click.option("--to", required=True, metavar="URL", help="Where to send it.")
@click.option(
    "--times", default=1, show_default=True, type=click.IntRange(min=1), help="How often, the same each time."
)
@click.option("--token", metavar="TOKEN", help="Its callback token; made up unless given.")
@click.option("--type", "type_", metavar="TYPE", help="Another workflow type, such as one that is not documented.")
@click.option("--header", "headers", multiple=True, metavar="'NAME: VALUE'", help="A header; may be repeated.")
@click.option(
    "--sign-env",
    metavar="NAME",
    help="Sign it as relays do (Standard Webhooks), with the secret in this environment variable.",
)
def send(
    kind: SampleName,
    to: str,
    times: int,
    token: str | None,
    type_: str | None,
    headers: tuple[str, ...],
    sign_env: str | None,
) -> None:
    """Send an invented event to a receiver.

    It is an example of the description, as if a workflow reached its step now. Prints the answer to each delivery; ends
    with code 1 unless all are 2xx.
    """
    body = _body(kind, token, type_)
    fixed = {"Content-Type": "application/json", "User-Agent": USER_AGENT, **_headers(headers)}
    shown = _address(to)
    refused = 0
    transport = Transport()
    try:
        for _ in range(times):
            signed = {} if sign_env is None else sign(body, secret_in(sign_env))
            prepared = Prepared(
                "sendSample", "POST", shown, headers={**fixed, **signed}, content=body, address=Secret(to)
            )
            try:
                response = transport.send(prepared, Timeouts.of(SECONDS), Deadline(SECONDS))
            except TransportError as error:
                raise click.ClickException(f"{shown} did not answer: {error.args[0]}") from None
            text = response.content.decode("utf-8", "replace")[:_SHOWN]
            click.echo(f"HTTP {response.status_code} {text if text.isprintable() else ascii(text)}".rstrip())
            refused += not 200 <= response.status_code <= 299
    finally:
        transport.close()
    if refused:
        raise click.ClickException(f"{refused} of {times} deliveries were not taken")


def _body(kind: SampleName, token: str | None, type_: str | None) -> bytes:
    body = sample(kind, callback_token=token)
    if type_ is None:
        return body
    plain = codec.parse(body)
    plain["Metadata"]["Workflow"]["Type"] = type_
    return codec.encode(plain)


def _headers(lines: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not (colon and name.strip()) or not (line.isascii() and line.isprintable()):
            raise click.BadParameter("write it as 'NAME: VALUE'", param_hint="--header")
        found[name.strip()] = value.strip()
    return found


def _address(url: str) -> str:
    """What may be shown of it: its path may end with a secret."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host:
        raise click.BadParameter("give an address such as http://127.0.0.1:8701/", param_hint="--to")
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")
