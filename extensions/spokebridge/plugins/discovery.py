"""Which plugins are installed: the entry points of the group `spokebridge`."""

from __future__ import annotations

import sys
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

from msgspec import Struct

GROUP = "spokebridge"
_HEADING = f"[{GROUP}]".encode()
_METADATA = (".dist-info", "egg-info")


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
    if _surely_none():
        return ()
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


def _surely_none() -> bool:
    """Whether no distribution on the path mentions the group. `importlib.metadata` knows for certain, but loading it
    and having it read every distribution takes longer than all else that a first client needs; so it is asked only
    when it is loaded already, when something is found, and when something on the path can only be read by it.
    """
    if "importlib.metadata" in sys.modules:
        return False
    if any(hasattr(finder, "find_distributions") and finder is not PathFinder for finder in sys.meta_path):
        return False
    return not any(_may_have_plugins(Path(folder)) for folder in sys.path)


def _may_have_plugins(folder: Path) -> bool:
    try:
        return any(_mentions_group(child) for child in folder.iterdir() if child.name.lower().endswith(_METADATA))
    except OSError:
        return folder.exists()  # an archive, say


def _mentions_group(distribution: Path) -> bool:
    try:
        return _HEADING in (distribution / "entry_points.txt").read_bytes()
    except OSError:
        return False
