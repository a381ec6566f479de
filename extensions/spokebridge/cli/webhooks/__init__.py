"""`spokebridge webhooks`: develop the receiving end of a custom integration step."""

from __future__ import annotations

import click

from spokebridge.cli.webhooks.send import send
from spokebridge.cli.webhooks.serve import serve


@click.group()
def webhooks() -> None:
    """Receive events of custom integration steps, or send samples of them."""


webhooks.add_command(serve)
webhooks.add_command(send)
