"""Finds settings: the environment wins over the settings file, the file over the keyring."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from spokebridge.cli.settings import keyrings
from spokebridge.cli.settings.file import read_settings, settings_path
from spokebridge.cli.settings.names import Service, Setting
from spokebridge.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Found:
    """A setting, its value and where that comes from."""

    setting: Setting
    value: str = field(repr=False)
    source: str


def look_up(service: Service) -> dict[str, Found]:
    """All settings of a service that are set, by name. Raises ConfigurationError for an unreadable settings file."""
    file = read_settings()
    path, _ = settings_path()
    found: dict[str, Found] = {}
    for setting in service.settings:
        if value := os.environ.get(setting.name, "").strip():
            found[setting.name] = Found(setting, value, "environment")
        elif value := file.get(setting.name, ""):
            found[setting.name] = Found(setting, value, str(path))
        elif setting.required and (kept := keyrings.kept(setting.name)):
            found[setting.name] = Found(setting, kept, "keyring")
    return found


def client_settings(service: Service) -> dict[str, str]:
    """Keyword arguments of a client. Raises ConfigurationError naming all that is missing, and the ways to set it."""
    found = look_up(service)
    missing = [setting.name for setting in service.required if setting.name not in found]
    if missing:
        raise ConfigurationError(
            f"{' and '.join(missing)} not set; export {'them' if len(missing) > 1 else 'it'}, "
            f"or run: spokebridge auth set {service.name}"
        )
    return {item.setting.keyword: item.value for item in found.values()}
