"""Secrets that a command is told by the name of an environment variable, so that no list of processes shows them."""

from __future__ import annotations

import os

from spokebridge.errors import ConfigurationError


def secret_in(name: str) -> str:
    """The secret. Raises ConfigurationError when the variable is not set."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ConfigurationError(f"the environment variable {name} is not set; it has to hold the secret")
    return value
