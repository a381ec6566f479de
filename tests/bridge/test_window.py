"""Which bills a run reads."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from spokebridge.bridge.route_state import Waiting
from spokebridge.bridge.routes import Route
from spokebridge.bridge.window import first_day
from spokebridge.errors import ConfigurationError

MAY = date(2024, 5, 1)
MONTH = timedelta(days=30)


def waiting(day: date | None) -> Waiting:
    return Waiting("s", day, "why", datetime(2024, 5, 1, tzinfo=UTC), 1)


def start(
    checkpoint: date | None, *bills: Waiting, limit: date | None = None, **wish: date | bool | None
) -> date | None:
    route = Route("c", "k", "app", since=limit)
    return first_day(route, checkpoint, bills, overlap=MONTH, **wish)  # type: ignore[arg-type]


def test_the_first_run_reads_all_that_the_settings_allow() -> None:
    assert start(None) is None
    assert start(None, limit=MAY) == MAY


def test_later_runs_begin_an_overlap_before_the_checkpoint() -> None:
    assert start(MAY) == date(2024, 4, 1)
    assert start(MAY, limit=date(2024, 4, 20)) == date(2024, 4, 20)


def test_bills_that_wait_pull_the_first_day_back() -> None:
    assert start(MAY, waiting(date(2024, 4, 15))) == date(2024, 4, 1)
    assert start(MAY, waiting(date(2023, 4, 15))) == date(2023, 4, 15)
    assert start(MAY, waiting(None)) is None
    assert start(MAY, waiting(None), limit=date(2024, 1, 1)) == date(2024, 4, 1)


def test_a_full_run_forgets_the_checkpoint() -> None:
    assert start(MAY, everything=True) is None
    assert start(MAY, everything=True, limit=date(2023, 1, 1)) == date(2023, 1, 1)


def test_a_wish_may_reach_back_but_not_leave_a_gap() -> None:
    assert start(None, since=MAY) == MAY
    assert start(MAY, since=date(2020, 1, 1), limit=date(2024, 1, 1)) == date(2020, 1, 1)
    assert start(MAY, since=MAY) == MAY
    with pytest.raises(ConfigurationError, match="would never be sent"):
        start(MAY, since=MAY + timedelta(days=1))
