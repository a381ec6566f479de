"""Clients with the settings of the command line; `--verbose` adds the logging plugin."""

from __future__ import annotations

from typing import Any

from spokebridge import NineSpokes, Productiv
from spokebridge.cli.common import choices
from spokebridge.cli.logs import start_logging
from spokebridge.cli.settings.lookup import client_settings
from spokebridge.cli.settings.names import NINESPOKES, PRODUCTIV, Service


def productiv(**options: Any) -> Productiv:
    """A Productiv client; options are those of its constructor. Raises ConfigurationError."""
    return Productiv(**_settings(PRODUCTIV, options))


def ninespokes(**options: Any) -> NineSpokes:
    """A 9Spokes client; options are those of its constructor. Raises ConfigurationError."""
    return NineSpokes(**_settings(NINESPOKES, options))


def _settings(service: Service, options: dict[str, Any]) -> dict[str, Any]:
    start_logging()
    settings: dict[str, Any] = {**client_settings(service), **options}
    if choices().verbose:
        settings["plugins"] = [*settings.get("plugins", ()), "logging"]
    return settings
