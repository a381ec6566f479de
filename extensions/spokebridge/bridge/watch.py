"""What a run has to see of its calls: records as they leave, after all plugins, and how many bills there are."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from spokebridge.plugins import PageRead, hookimpl

WireRecord = dict[str, Any]


@dataclass(slots=True)
class Sight:
    """What was seen on behalf of one connection. `leaving` holds records by their place in the batch."""

    total: int | None = None
    index: int = 0
    leaving: dict[int, WireRecord] = field(default_factory=dict[int, WireRecord])


class Watch:
    """A plugin; both clients of a run need it as the last of theirs. Connections run side by side, each in a context of
    its own.
    """

    def __init__(self) -> None:
        self._sight: ContextVar[Sight | None] = ContextVar("spokebridge_sync_sight", default=None)

    @contextmanager
    def on(self, sight: Sight) -> Generator[None]:
        """What this thread does from here on belongs to this sight."""
        before = self._sight.set(sight)
        try:
            yield
        finally:
            self._sight.reset(before)

    @hookimpl(trylast=True)
    def spokebridge_map_outgoing(self, record: WireRecord) -> WireRecord:
        """A record as it will be checked and sent; the check corrects it in place."""
        sight = self._sight.get()
        if sight is not None:
            sight.leaving[sight.index] = record
        return record

    @hookimpl
    def spokebridge_on_page(self, page: PageRead) -> None:
        """How many bills match, where the server says so."""
        sight = self._sight.get()
        if sight is not None and page.operation == "listBills" and page.total:
            sight.total = page.total
