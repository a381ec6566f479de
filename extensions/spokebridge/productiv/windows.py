"""A long time range as windows that one list may cover (audit events, Productiv facts 3.12)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from productiv_client.operations import OPERATIONS
from productiv_client.types import TimeWindow
from spokebridge.errors import ConfigurationError
from spokebridge.productiv import arguments

_DESCRIBED = cast(TimeWindow, OPERATIONS["getAuditEvents"].time_window)
LONGEST = timedelta(days=cast(int, _DESCRIBED.days))
OLDEST = timedelta(days=cast(int, _DESCRIBED.oldest_days))


@dataclass(frozen=True, slots=True)
class Span:
    """The range that was asked for: start inclusive, end exclusive, both UTC."""

    start: datetime
    end: datetime

    @classmethod
    def checked(cls, start: datetime, end: datetime) -> Span:
        """Raises ConfigurationError."""
        found = cls(arguments.moment("start", start), arguments.moment("end", end))
        arguments.in_order(found.start, found.end)
        return found

    def first(self) -> Place:
        """Where the list begins: the oldest window."""
        return Place(self.start, min(self.start + LONGEST, self.end))


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a list over windows: a window, and the server's cursor within it; None is the window's beginning."""

    start: datetime
    end: datetime
    cursor: str | None = None

    @property
    def text(self) -> str:
        """As a cursor that holds the window too."""
        return json.dumps([self.start.isoformat(), self.end.isoformat(), self.cursor], separators=(",", ":"))

    @classmethod
    def of(cls, text: str | None, span: Span) -> Place:
        """Raises ConfigurationError for a text that is none of ours, or was made for another range."""
        try:
            body: Any = json.loads(text or "")
            start, end, cursor = body
            place = cls(datetime.fromisoformat(start), datetime.fromisoformat(end), cursor)
            if not isinstance(cursor, str | None):
                raise TypeError("no cursor")
            fits = span.start <= place.start < place.end <= span.end and place.end - place.start <= LONGEST
        except (ValueError, TypeError):
            raise ConfigurationError("resume is not a resume_token of this list; pass one unchanged, or None") from None
        if not fits:
            raise ConfigurationError(
                "resume was made for another range; pass the start and end of the list it came from"
            )
        return place

    def next(self, cursor: str | None, span: Span) -> Place | None:
        """What follows: the same window at the server's cursor, else the next window, else nothing."""
        if cursor is not None:
            return Place(self.start, self.end, cursor)
        if self.end >= span.end:
            return None
        return Place(self.end, min(self.end + LONGEST, span.end))


def require_recent(start: datetime, now: datetime) -> None:
    """Raises ConfigurationError for a start that the server no longer holds."""
    if now - start > OLDEST:
        oldest = (now - OLDEST).isoformat(timespec="seconds")
        raise ConfigurationError(
            f"start is {start.isoformat()}; audit events are kept for {OLDEST.days} days, so begin at {oldest} or later"
        )
