"""A run that sends nothing: rules, plugins and checks as for a real one, and the records that would have been sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from spokebridge.concurrency import threads
from spokebridge.errors import SpokebridgeError
from spokebridge.identities import SeenKeys
from spokebridge.plugins.choice import Choice
from spokebridge.plugins.manager import Plugins
from spokebridge.publishing import BadRecord, Feed
from spokebridge.report import PublishReport, Undelivered


def tried(
    records: Iterator[Mapping[str, Any]], feed: Feed, plugins: Sequence[object], report: PublishReport
) -> Iterator[dict[str, Any]]:
    """Each record as it would be sent. `report` is filled as a real run would fill it."""
    manager = Plugins(plugins, choice=Choice.of())
    with closing(SeenKeys()) as seen:
        yield from _each(records, feed, manager, report, seen)


def _each(
    records: Iterator[Mapping[str, Any]], feed: Feed, manager: Plugins, report: PublishReport, seen: SeenKeys
) -> Iterator[dict[str, Any]]:
    for index, record in enumerate(records):
        key: tuple[Any, ...] = ()
        try:
            wire: dict[str, Any] | None = feed.to_wire(record)
            if manager.map_outgoing:
                wire = threads.drive(manager.map_outgoing(wire, feed.operation))
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
        if feed.identity and seen.add([feed.key(wire)]) == [False]:
            report.duplicates += 1
            continue
        report.accepted += 1
        yield wire
