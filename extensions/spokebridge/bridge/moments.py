"""Dates of bills, however they come: the pages call them dates and show timestamps (9Spokes facts 5.16, Q44)."""

from __future__ import annotations

from datetime import MINYEAR, UTC, date, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment_of(value: object) -> datetime | None:
    """A timestamp in UTC, or midnight of a day that came as text; without a zone it is taken for UTC.

    None for anything else, and for the first year of all: that is how Go writes a time that was never set, and the
    server side is Go (9Spokes facts 3.1).
    """
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    if not isinstance(value, datetime) or value.year == MINYEAR:
        return None
    return value.astimezone(UTC) if value.tzinfo is not None else value.replace(tzinfo=UTC)


def day_of(value: object) -> date | None:
    """The day in UTC."""
    moment = moment_of(value)
    return None if moment is None else moment.date()


def milliseconds_of(value: object, otherwise: object) -> object:
    """Unix milliseconds of the first of two that is a date. When neither is, what came for it as text, for the check
    before publishing to name.
    """
    for moment in (moment_of(value), moment_of(otherwise)):
        if moment is not None:
            return (moment - _EPOCH) // timedelta(milliseconds=1)
    return next((text for text in (value, otherwise) if text is not None and not isinstance(text, datetime)), None)
