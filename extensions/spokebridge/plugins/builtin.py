"""The plugins that come with spokebridge, by name. None runs unless it is asked for."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

from msgspec.structs import replace

from spokebridge.errors import ConfigurationError
from spokebridge.plugins.info import PluginInfo
from spokebridge.version import __version__

RULES = "SPOKEBRIDGE_FIELD_MAPPER_RULES"
_TARGETS = {
    "logging": "spokebridge.plugins.logging:Logging",
    "opentelemetry": "spokebridge.plugins.opentelemetry:OpenTelemetry",
    "field_mapper": "spokebridge.plugins.field_mapper:FieldMapper",
}
NAMES = tuple(_TARGETS)


def described() -> tuple[PluginInfo, ...]:
    """What they hook, as plugins that are off."""
    return tuple(_described(name) for name in NAMES)


def _described(name: str) -> PluginInfo:
    from spokebridge.plugins.registration import hooks_of

    info = PluginInfo(name, "built-in", "off", "spokebridge", __version__)
    try:
        return replace(info, hooks=hooks_of(_kind(name)), reason="nobody asked for it")
    except ConfigurationError as error:
        return replace(info, reason=str(error))


def _kind(name: str) -> Any:
    module, _, kind = _TARGETS[name].partition(":")
    try:
        return getattr(import_module(module), kind)
    except ModuleNotFoundError as error:
        if not str(error.name).startswith(name):
            raise
        raise ConfigurationError(f"{name} needs an extra: pip install 'spokebridge[{name}]'") from None


def make(name: str) -> object:
    """A plugin with its defaults; `field_mapper` has its rules from the file that SPOKEBRIDGE_FIELD_MAPPER_RULES names.

    Raises ConfigurationError where something is missing: rules, or an extra.
    """
    plugin = _kind(name)
    if name != "field_mapper":
        return plugin()
    rules = os.environ.get(RULES, "").strip()
    if not rules:
        raise ConfigurationError(f"field_mapper needs rules: set {RULES} to a TOML file, or pass FieldMapper(path)")
    return plugin(rules)
