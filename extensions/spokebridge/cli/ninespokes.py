"""`spokebridge ninespokes`: every method of the 9Spokes client; data lists stand directly in it."""

from __future__ import annotations

from spokebridge.cli.connecting.command import connect
from spokebridge.cli.resources.commands import service_group
from spokebridge.cli.settings.names import NINESPOKES

ninespokes = service_group(NINESPOKES, flat=["data"])
ninespokes.add_command(connect)
