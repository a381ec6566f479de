"""Time as the sandbox sees it: a function that tells the seconds since 1970, so that a test can hold or move it."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

Clock = Callable[[], float]

system_clock: Clock = time.time


class ManualClock:
    """A clock that stands still until it is told to advance."""

    def __init__(self, start: datetime = datetime(2024, 7, 1, 9, 0, tzinfo=UTC)) -> None:
        self._now = start.timestamp()

    def __call__(self) -> float:
        """Tells the moment it stands at."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Moves it."""
        self._now += seconds


def rfc3339(seconds: float, *, fraction: bool = True) -> str:
    """UTC with milliseconds, trailing zeros of the fraction removed as Go does (9Spokes facts 3.1)."""
    moment = datetime.fromtimestamp(seconds, UTC)
    text = moment.strftime("%Y-%m-%dT%H:%M:%S")
    milliseconds = moment.microsecond // 1000
    if fraction and milliseconds:
        text += f".{milliseconds:03d}".rstrip("0")
    return text + "Z"


def day_before(seconds: float) -> date:
    """The last complete day, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).date() - timedelta(days=1)
