"""From which connection to which app."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Route:
    """The bills of one connection go to one app. `name` is for people, `since` the day before which bills stay where
    they are.
    """

    company: str
    connection: str
    app_id: str
    name: str = ""
    since: date | None = None

    @property
    def title(self) -> str:
        """How the connection is called in messages."""
        return f"{self.name} ({self.connection})" if self.name else self.connection


@dataclass(frozen=True, slots=True)
class Source:
    """What the user asked for: one connection, or, without `connection`, all of a company."""

    company: str
    app_id: str
    connection: str | None = None
    name: str = ""
    since: date | None = None

    def route(self, connection: str) -> Route:
        """The route of one of its connections."""
        return Route(self.company, connection, self.app_id, self.name, self.since)
