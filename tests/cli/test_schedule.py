"""When the next run begins."""

from __future__ import annotations

import time

import pytest

from spokebridge.bridge.stopping import Stop
from spokebridge.cli.syncing.schedule import Pace, rest, seconds_of
from spokebridge.errors import ConfigurationError


@pytest.mark.parametrize(("text", "seconds"), [("90s", 90), ("15m", 900), ("1h30m", 5400), ("1d", 86400)])
def test_times_are_read(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "0s", "1", "1.5h", "-1h", "1w", "h"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match="every is"):
        seconds_of(text)


def test_runs_begin_at_equal_distances_however_long_they_take() -> None:
    pace = Pace(3600)
    assert [pace.wait(took, in_vain=False) for took in (0, 600, 3600, 5000)] == [3600, 3000, 0, 0]


def test_after_runs_in_vain_the_next_comes_sooner_and_then_later_and_later() -> None:
    day = Pace(86400)
    waits = [day.wait(1, in_vain=True) for _ in range(8)]
    assert waits == [60, 120, 240, 480, 960, 1920, 3600, 3600]
    day.wait(1, in_vain=False)
    assert day.wait(1, in_vain=True) == 60


def test_a_quick_pace_slows_down_while_runs_are_in_vain() -> None:
    quick = Pace(10)
    assert [quick.wait(1, in_vain=True) for _ in range(8)] == [10, 20, 40, 80, 160, 320, 600, 600]


def test_rest_ends_when_stopping_is_wanted() -> None:
    stop = Stop()
    stop.wanted = True
    began = time.monotonic()
    rest(3600, stop)
    assert time.monotonic() - began < 60
