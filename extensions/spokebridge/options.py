"""How a call is made: time limits, retries, rate. All are immutable; `with_options` gives a client with others."""

from __future__ import annotations

import math
from typing import Literal, cast

from msgspec import Struct

from spokebridge.arguments import flag
from spokebridge.errors import ConfigurationError

CONNECT_SECONDS = 5.0


class Timeouts(Struct, frozen=True):
    """Seconds for each phase of one attempt, and `total` for the whole call with its retries and waits."""

    connect: float = CONNECT_SECONDS
    read: float = 60.0
    write: float = 60.0
    pool: float = 30.0
    total: float | None = 300.0

    def __post_init__(self) -> None:
        for name in ("connect", "read", "write", "pool", "total"):
            value = getattr(self, name)
            if not (name == "total" and value is None):
                _require(f"Timeouts.{name}", value, _is_number(value) and value > 0, "give seconds greater than 0")

    @classmethod
    def of(cls, value: float | Timeouts) -> Timeouts:
        """A plain number of seconds limits every phase and the whole call."""
        if isinstance(value, Timeouts):
            return value
        _require("timeout", value, _is_number(value) and value > 0, "give seconds greater than 0, or Timeouts")
        return cls(connect=min(CONNECT_SECONDS, value), read=value, write=value, pool=value, total=value)


class RetryPolicy(Struct, frozen=True):
    """How often and how long a failed attempt is repeated. Full jitter: each wait is random up to a doubling ceiling.

    `attempts` counts the first one. `deadline` (seconds) covers everything, waits included. Which operations may be
    repeated after an answer was lost is not decided here but by the description (`x-retry`).
    """

    attempts: int = 4
    deadline: float = 60.0
    base: float = 0.5
    ceiling: float = 20.0

    def __post_init__(self) -> None:
        whole = _is_number(self.attempts) and not isinstance(self.attempts, float) and self.attempts >= 1
        _require("RetryPolicy.attempts", self.attempts, whole, "the first attempt counts, so give 1 or more")
        for name in ("deadline", "base", "ceiling"):
            value = getattr(self, name)
            _require(f"RetryPolicy.{name}", value, _is_number(value) and value >= 0, "give seconds, 0 or more")


class RateLimit(Struct, frozen=True):
    """At most `requests` in `seconds`, with bursts up to `requests`."""

    requests: float
    seconds: float = 1.0

    def __post_init__(self) -> None:
        for name in ("requests", "seconds"):
            value = getattr(self, name)
            fits = _is_number(value) and value > 0
            _require(
                f"RateLimit.{name}", value, fits, "give a number greater than 0; rate_limit=None turns the limiter off"
            )


class CallOptions(Struct, frozen=True):
    """What applies to one call. `rate_limit="documented"` keeps to what the description of each operation says."""

    timeouts: Timeouts
    retry: RetryPolicy | None
    rate_limit: RateLimit | Literal["documented"] | None
    strict: bool

    def __post_init__(self) -> None:
        retry, rate = cast(tuple[object, object], (self.retry, self.rate_limit))
        _require("retry", retry, isinstance(retry, RetryPolicy | None), "give a RetryPolicy, or None")
        fits = isinstance(rate, RateLimit | None) or rate == "documented"
        _require("rate_limit", rate, fits, 'give a RateLimit, "documented", or None for no limit')
        flag("strict", self.strict)


def changed(
    options: CallOptions,
    *,
    timeout: float | Timeouts | None,
    retry: RetryPolicy | None | Literal["unchanged"],
    rate_limit: RateLimit | Literal["documented", "unchanged"] | None,
    strict: bool | None,
) -> CallOptions:
    """The options with some replaced. None is a value for `retry` and `rate_limit`: it turns them off."""
    return CallOptions(
        timeouts=options.timeouts if timeout is None else Timeouts.of(timeout),
        retry=options.retry if retry == "unchanged" else retry,
        rate_limit=options.rate_limit if rate_limit == "unchanged" else rate_limit,
        strict=options.strict if strict is None else strict,
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _require(name: str, value: object, fits: bool, fix: str) -> None:
    if not fits:
        raise ConfigurationError(f"{name} is {value!r}; {fix}")
