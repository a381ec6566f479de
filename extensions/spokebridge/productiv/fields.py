"""Checks of single fields of a record. Each raises BadRecord with the field's name and the fix."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from spokebridge.publishing import BadRecord, WireRecord

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FLOAT_DIGITS = 15  # what a binary double keeps of any decimal number
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def text(record: WireRecord, name: str) -> str:
    """Text that has to be there."""
    value = record.get(name)
    if not isinstance(value, str) or not value.strip():
        what = "missing" if value is None else "empty" if isinstance(value, str) else f"a {type(value).__name__}"
        raise BadRecord(f"{name} is {what}; it must be text")
    return value


def email(record: WireRecord, name: str) -> str:
    """Something of the shape of an e-mail address; whether it exists is not for us to say."""
    value = text(record, name)
    if not is_email(value):
        raise BadRecord(f"{name} is {value!r}, which is not an e-mail address; write it as user@example.com")
    return value


def is_email(value: str) -> bool:
    """Whether a text has one @ with something on both sides, and no white space."""
    return _EMAIL.fullmatch(value) is not None


def texts(record: WireRecord, names: Iterable[str]) -> None:
    """Fields that may be missing, and are text when they are there."""
    for name in names:
        value = record.get(name)
        if value is not None and not isinstance(value, str):
            raise BadRecord(f"{name} is a {type(value).__name__}; it must be text")


def milliseconds(record: WireRecord, name: str) -> int:
    """A moment in Unix milliseconds, from such a number or from an aware datetime."""
    value = record.get(name)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise BadRecord(f"{name} has no time zone; use an aware datetime")
        return (value - _EPOCH) // timedelta(milliseconds=1)
    if isinstance(value, bool) or not isinstance(value, int):
        what = "missing" if value is None else f"a {type(value).__name__}"
        hint = "; add a time of day and a time zone" if isinstance(value, date) else ""
        raise BadRecord(f"{name} is {what}; use an aware datetime or Unix milliseconds{hint}")
    return value


def amount(record: WireRecord, name: str) -> Decimal | int:
    """An amount of money without the noise of binary floats."""
    value = record.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise BadRecord(f"{name} is {'missing' if value is None else f'a {type(value).__name__}'}; use a Decimal")
    if isinstance(value, float):
        value = Decimal(repr(value))
        if value.is_finite() and len(value.normalize().as_tuple().digits) > _FLOAT_DIGITS:
            raise BadRecord(f"{name} is a float with rounding noise ({value}); use a Decimal")
    if isinstance(value, Decimal) and not value.is_finite():
        raise BadRecord(f"{name} is {value}; use a finite Decimal")
    return value


def drop_nulls(record: WireRecord) -> None:
    """A field set to None is a field left out."""
    if None in record.values():
        for name in [name for name, value in record.items() if value is None]:
            del record[name]
