"""Whether this machine's clock and that of a service agree: tokens and signed addresses depend on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from spokebridge.cli.doctor.findings import Finding
from spokebridge.wire import Answer

SKEW_SECONDS = 60.0


def clock_finding(service: str, seen: Sequence[Answer[Any]]) -> Finding:
    """What the first answer that has a Date header says."""
    what = f"{service}: clock"
    theirs = next((found for answer in seen if (found := _date(answer)) is not None), None)
    if theirs is None:
        return Finding(what, "not compared: no answer says what time it is")
    seconds = (now() - theirs).total_seconds()
    if abs(seconds) > SKEW_SECONDS:
        way = "ahead of" if seconds > 0 else "behind"
        fix = "set this machine's clock (turn on time synchronization): tokens and signed addresses depend on it"
        return Finding(what, f"{abs(seconds):.0f} s {way} the service", fix)
    return Finding(what, f"within {SKEW_SECONDS:.0f} s of the service")


def now() -> datetime:
    """What this machine's clock says."""
    return datetime.now(UTC)


def _date(answer: Answer[Any]) -> datetime | None:
    """The Date header, when it says when."""
    try:
        found = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
