"""Whether a failed attempt is made again, and after which wait. Arithmetic only: no clock is read, nobody sleeps.

Rules (design section 5, anchors E3): - a request that never left may be repeated whatever it does; - one whose answer
was lost, or that was answered 408, 429 or 5xx, only when the description calls it repeatable; - a wait the server asks
for (Retry-After) is kept to exactly, or not at all: if it does not fit the budget, the error carries it; - otherwise
the wait is random between 0 and a ceiling that doubles with each attempt.
"""

from __future__ import annotations

import email.utils
import random
from datetime import UTC, datetime
from enum import Enum

from msgspec import Struct

from spokebridge.options import RetryPolicy


class Failure(Enum):
    """How an attempt failed, as far as repeating is concerned."""

    NOT_SENT = "the request never left"
    ANSWER_LOST = "the request left and no answer came"
    REFUSED = "the server answered with an error that passes"


_DOUBLINGS = 60  # more would only overflow; every sensible ceiling is reached long before
_PASSING = frozenset({408, 425, 429, *range(500, 600)} - {501, 505, 511})


def passes(status_code: int) -> bool:
    """Whether an error of this status may be gone on the next attempt."""
    return status_code in _PASSING


class Attempt(Struct, frozen=True):
    """A failed attempt: which one, how, how many seconds the call has taken, and the wait the server asked for."""

    number: int
    failure: Failure
    elapsed: float
    retry_after: float | None = None


def wait_before_next(
    policy: RetryPolicy | None, attempt: Attempt, *, repeatable: bool, budget: float | None
) -> float | None:
    """Seconds to wait before the next attempt, or None to give up.

    `budget` is what the call's total deadline leaves, in seconds; None for no limit.
    """
    if policy is None or attempt.number >= policy.attempts:
        return None
    if attempt.failure is not Failure.NOT_SENT and not repeatable:
        return None
    left = policy.deadline - attempt.elapsed
    if budget is not None:
        left = min(left, budget)
    if attempt.retry_after is not None:
        return attempt.retry_after if attempt.retry_after < left else None
    ceiling = min(policy.ceiling, policy.base * 2.0 ** min(attempt.number - 1, _DOUBLINGS))
    wait = random.uniform(0, ceiling)
    return wait if wait < left else None


def parse_retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Seconds to wait, from a Retry-After header in seconds or as HTTP date. None when absent or unreadable."""
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return float(text)
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
