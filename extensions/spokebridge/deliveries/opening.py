"""Where a publish keeps the account of its deliveries: what callers may pass as `journal`."""

from __future__ import annotations

import os
from typing import TypeAlias

from spokebridge.deliveries.manifest import Manifest, Remembered
from spokebridge.deliveries.plan import Deliveries, Target
from spokebridge.errors import ConfigurationError
from spokebridge.publishing import Feed

JournalArgument: TypeAlias = str | os.PathLike[str] | Manifest | None


def open_deliveries(journal: JournalArgument, feed: Feed, target: Target) -> Deliveries:
    """The journal file at a path, made when there is none; else a manifest, which begins with the one that is passed.

    Raises ConfigurationError for a journal that cannot be used.
    """
    if journal is None or isinstance(journal, Manifest):
        return Remembered(feed, target, journal)
    try:
        path = os.fsdecode(journal)
    except TypeError:
        path = ""
    if not path:
        raise ConfigurationError(f"journal is {journal!r}; pass the path of a file, or `report.manifest`, or None")
    from spokebridge.deliveries.journal import Journal  # SQLite takes a while to load

    return Journal(path, feed, target)
