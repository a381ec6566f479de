"""What one connection has at 9Spokes: its state, its contacts, its bills."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from datetime import date
from typing import Any

from ninespokes_client.models import Bill, ConnectionState, Datasource
from spokebridge._sync.ninespokes.client import NineSpokes
from spokebridge.bridge.moments import day_of
from spokebridge.bridge.options import Options
from spokebridge.bridge.routes import Route
from spokebridge.errors import MethodNotAllowed, NotFound
from spokebridge.odata import F

_ORDER = (F.transaction_date, F.transaction_reference)  # days hold many bills; without the second, pages might overlap


class Origin:
    """One connection. `warnings` collects what a person should know."""

    def __init__(self, ninespokes: NineSpokes, route: Route, options: Options, warnings: list[str]) -> None:
        self._ninespokes = ninespokes
        self._route = route
        self._options = options
        self._warnings = warnings

    def is_extracted(self) -> bool:
        """Whether 9Spokes has all bills of the app. Until then older ones may still appear, in any order (9Spokes facts
        5.14).
        """
        where = self._route.company, self._route.connection
        connections = self._ninespokes.connections
        try:
            state = connections.get(*where).status
            found = [item for item in connections.status(*where) if item.datasource == Datasource.BILLS]
        except (NotFound, MethodNotAllowed):
            return True  # if the connection does not exist, reading its bills will say so
        if state == ConnectionState.NOT_CONNECTED:
            self._warnings.append(
                "no longer connected to its app: nothing new arrives until the customer connects it again"
            )
        if all(item.completed >= item.total for item in found):
            return True
        self._warnings.append("9Spokes is still extracting bills: the checkpoint waits until it has all of them")
        return False

    def contacts(self) -> Iterable[object]:
        """All contacts; there is no way to ask for one, or for new ones."""
        return self._ninespokes.data.contacts(
            self._route.company, self._route.connection, page_size=self._options.page_size
        )

    def bills(self, start: date | None) -> Generator[object, None, None]:
        """Bills dated on this day or later, oldest first; all of them for None."""
        if start is None:
            yield from self._read()
            return
        met = False
        for bill in self._read(F.transaction_date >= start):
            met = True
            yield bill
        if not met and self._filter_misses(start):
            self._warnings.append("9Spokes does not filter bills by date: all of them were read")
            for bill in self._read():
                day = bill_day(bill)
                if day is None or day >= start:
                    yield bill

    def _filter_misses(self, start: date) -> bool:
        """Whether there are bills that the filter should have found. Where dates are stored as text it finds none,
        without an error (9Spokes facts 4.2 and 8.10).
        """
        newest = next(iter(self._read(order=F.transaction_date.desc(), page_size=1)), None)
        day = bill_day(newest)
        return day is not None and day >= start

    def _read(self, condition: Any = None, *, order: Any = _ORDER, page_size: int | None = None) -> Iterable[object]:
        return self._ninespokes.data.bills(
            self._route.company,
            self._route.connection,
            filter=condition,
            order_by=order,
            page_size=page_size or self._options.page_size,
            concurrency=self._options.look_ahead if page_size is None else 1,
        )


def bill_day(bill: object) -> date | None:
    """The day of a bill in UTC, if it has one that can be read."""
    return day_of(bill.transaction_date) if isinstance(bill, Bill) else None
