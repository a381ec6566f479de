"""When to run again."""

from __future__ import annotations

import re
import time

import click

from spokebridge.bridge.stopping import Stop
from spokebridge.errors import ConfigurationError

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_DURATION = re.compile(r"(\d+[smhd])+")
_FIRST_WAIT, _HOUR, _LOOK = 60.0, 3600.0, 0.5


def seconds_of(text: str) -> float:
    """`90s`, `15m`, `1h30m` or `1d` in seconds. Raises ConfigurationError."""
    total = 0
    if _DURATION.fullmatch(text.strip()):
        total = sum(int(part[:-1]) * _UNITS[part[-1]] for part in re.findall(r"\d+[smhd]", text))
    if total <= 0:
        raise ConfigurationError(f"every is {text!r}; write a time such as 90s, 15m, 1h30m or 1d")
    return float(total)


class Duration(click.ParamType[float]):
    """A length of time on the command line."""

    name = "duration"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Seconds."""
        try:
            return seconds_of(str(value))
        except ConfigurationError as error:
            self.fail(str(error), param, ctx)


class Pace:
    """How long to wait after a run.

    A run begins `every` seconds after the one before it began, however long that took. After a run in which nothing
    could be done the next one comes sooner: after a minute, then after twice as long each time, up to an hour.
    """

    def __init__(self, every: float) -> None:
        self._every = every
        self._failures = 0

    def wait(self, took: float, *, in_vain: bool) -> float:
        """Seconds until the next run."""
        if not in_vain:
            self._failures = 0
            return max(self._every - took, 0.0)
        self._failures = min(self._failures + 1, 16)
        first = min(self._every, _FIRST_WAIT)
        return min(first * 2.0 ** (self._failures - 1), min(max(self._every, 10 * _FIRST_WAIT), _HOUR))


def rest(seconds: float, stop: Stop) -> None:
    """Wait, but not when stopping is wanted."""
    until = time.monotonic() + seconds
    while not stop.wanted and (left := until - time.monotonic()) > 0:
        time.sleep(min(left, _LOOK))
