"""Clients with the settings of the command line; `--verbose` adds the logging plugin."""

from __future__ import annotations

from typing import Any

from spokebridge import NineSpokes, Productiv
from spokebridge.cli.settings.lookup import client_settings
from spokebridge.cli.settings.names import NINESPOKES, PRODUCTIV


def productiv(**options: Any) -> Productiv:
    """A Productiv client; options are those of its constructor. Raises ConfigurationError."""
    settings: dict[str, Any] = {**client_settings(PRODUCTIV), **options}
    return Productiv(**settings)


def ninespokes(**options: Any) -> NineSpokes:
    """A 9Spokes client; options are those of its constructor. Raises ConfigurationError."""
    settings: dict[str, Any] = {**client_settings(NINESPOKES), **options}
    return NineSpokes(**settings)
