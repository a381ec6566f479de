"""Which bills of a connection a run reads: those dated on or after its first day.

A bill is entered when it arrives, which may be weeks after its date, and an app hands its data to 9Spokes once a day.
So a run does not begin where the last one ended but an overlap earlier; what was delivered before is recognised and
passed over. A bill that waits to be tried again pulls the first day back to its own date, and one without a date makes
the run read everything, because no date filter finds it (9Spokes facts 4.2), unless the settings leave old bills out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from spokebridge.bridge.route_state import Waiting
from spokebridge.bridge.routes import Route
from spokebridge.errors import ConfigurationError


def first_day(
    route: Route,
    checkpoint: date | None,
    waiting: Sequence[Waiting],
    *,
    overlap: timedelta,
    since: date | None = None,
    everything: bool = False,
) -> date | None:
    """The first day to read; None reads everything.

    `since` is this run's wish: it wins, may reach further back than the checkpoint, and must not leave a gap after it.
    `everything` ignores the checkpoint. Otherwise nothing before the route's own `since` is read. Raises
    ConfigurationError.
    """
    if since is not None:
        if checkpoint is not None and since > checkpoint:
            raise ConfigurationError(
                f"since is {since}, but bills of connection {route.title} were read up to {checkpoint} only: those in "
                "between would never be sent. Leave since out to go on from there, or give an earlier day"
            )
        return since
    if everything or checkpoint is None:
        return route.since
    days = [checkpoint - overlap]
    for bill in waiting:
        if bill.day is not None:
            days.append(bill.day)
        elif route.since is None:
            return None
    return min(days) if route.since is None else max(min(days), route.since)
