"""Which plugins are installed: the entry points of the group `spokebridge`."""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import Struct

GROUP = "spokebridge"


class Installed(Struct, frozen=True):
    """A plugin of another distribution, not loaded yet."""

    name: str
    distribution: str | None
    version: str | None
    target: str
    entry_point: Any

    def load(self) -> object:
        """The object that the entry point names. Raises whatever importing it raises."""
        return self.entry_point.load()


@cache
def installed() -> tuple[Installed, ...]:
    """All of them, by name; looked up once in a process. `installed.cache_clear()` forgets."""
    from importlib.metadata import entry_points

    found: dict[tuple[str, str], Installed] = {}
    for point in entry_points(group=GROUP):
        made_by = point.dist
        plugin = Installed(
            point.name,
            None if made_by is None else made_by.name,
            None if made_by is None else made_by.version,
            point.value,
            point,
        )
        found.setdefault((plugin.name, plugin.target), plugin)  # a path that is there twice lists it twice
    return tuple(found[key] for key in sorted(found))
