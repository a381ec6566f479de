"""A run that sends nothing: rules, plugins and checks as for a real one, and the records that would have been sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spokebridge.concurrency import threads
from spokebridge.errors import SpokebridgeError
from spokebridge.plugins.choice import Choice
from spokebridge.plugins.manager import Plugins
from spokebridge.publishing import BadRecord, Feed
from spokebridge.report import PublishReport, Undelivered


def tried(
    records: Iterator[Mapping[str, Any]], feed: Feed, plugins: Sequence[object], report: PublishReport
) -> Iterator[dict[str, Any]]:
    """Each record as it would be sent. `report` is filled as a real run would fill it."""
    manager = Plugins(plugins, choice=Choice.of())
    seen: set[tuple[Any, ...]] = set()
    for index, record in enumerate(records):
        key: tuple[Any, ...] = ()
        try:
            wire = threads.drive(manager.map_outgoing(feed.to_wire(record), feed.operation))
            if wire is None:
                report.dropped += 1
                continue
            feed.check(wire)
            feed.encode(wire)
        except SpokebridgeError:
            raise
        except BadRecord as error:
            report.rejected.append(Undelivered(index, key, str(error)))
            continue
        key = tuple(wire.get(name) for name in feed.identity)
        if feed.identity and key in seen:
            report.duplicates += 1
            continue
        seen.add(key)
        report.accepted += 1
        yield wire
