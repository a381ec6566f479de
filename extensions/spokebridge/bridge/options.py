"""What a run works with, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol, TypeAlias

from spokebridge._sync.ninespokes.client import NineSpokes
from spokebridge.bridge.summary import ConnectionSummary
from spokebridge.bridge.watch import Watch
from spokebridge.report import PublishReport

OnProgress: TypeAlias = Callable[[ConnectionSummary], object]


class Publish(Protocol):
    """Where records go: `productiv.spend.publish`, or a rehearsal of it."""

    def __call__(self, app_id: str, records: Iterable[Any], /) -> PublishReport:
        """Publish records to an app."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """Both ends of a transfer. `watch` is a plugin of both clients."""

    ninespokes: NineSpokes
    publish: Publish
    watch: Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a run works. `since` and `everything` are about which bills: see `window`."""

    overlap: timedelta = timedelta(days=30)
    since: date | None = None
    everything: bool = False
    page_size: int = 500
    batch: int = 2000
    look_ahead: int = 2
    connections_at_once: int = 4
