"""Which settings there are. The names are those that `from_env()` of the clients reads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name everywhere outside of Python, and what a person calls it."""

    name: str
    label: str
    required: bool = False
    secret: bool = False

    @property
    def keyword(self) -> str:
        """The keyword argument of the client."""
        return self.name.partition("_")[2].lower()


@dataclass(frozen=True, slots=True)
class Service:
    """One of the two services and what a client of it needs."""

    name: str
    title: str
    settings: tuple[Setting, ...]

    @property
    def required(self) -> tuple[Setting, ...]:
        """What it cannot do without."""
        return tuple(setting for setting in self.settings if setting.required)


PRODUCTIV = Service(
    "productiv",
    "Productiv",
    (
        Setting("PRODUCTIV_CLIENT_ID", "client id", required=True),
        Setting("PRODUCTIV_CLIENT_SECRET", "client secret", required=True, secret=True),
        Setting("PRODUCTIV_BASE_URL", "base URL"),
        Setting("PRODUCTIV_TOKEN_URL", "token URL"),
    ),
)
NINESPOKES = Service(
    "ninespokes",
    "9Spokes",
    (
        Setting("NINESPOKES_API_KEY", "API key", required=True, secret=True),
        Setting("NINESPOKES_BASE_URL", "base URL"),
    ),
)
SERVICES = {service.name: service for service in (PRODUCTIV, NINESPOKES)}
BY_NAME = {setting.name: setting for service in SERVICES.values() for setting in service.settings}
