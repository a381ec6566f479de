"""Checks of what goes to Productiv, before it is sent (Productiv facts 3.2 to 3.6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from productiv_client import codec
from spokebridge.productiv.currencies import CURRENCIES
from spokebridge.publishing import BadRecord, WireRecord, as_mapping

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SPEND_TEXTS = ("signatureId", "vendor")
_FLOAT_DIGITS = 15  # what a binary double keeps of any decimal number


def spend_record(record: Any) -> WireRecord:
    """A SpendDataRecord or mapping in wire form. Raises BadRecord."""
    return _wire(record)


def check_spend(record: WireRecord) -> None:
    """Required fields, types and values of a spend record; `created` and `amount` are brought to wire form."""
    for name in _SPEND_TEXTS:
        _text(record, name)
    record["created"] = _milliseconds(record, "created")
    record["amount"] = _amount(record, "amount")
    currency = _text(record, "currency")
    if currency not in CURRENCIES:
        raise BadRecord(f"currency is {currency!r}; use an ISO 4217 code such as USD")
    kind = _text(record, "type")
    if kind not in ("expense", "invoice"):
        raise BadRecord(f"type is {kind!r}; use 'expense' or 'invoice'")
    if isinstance(record.get("lastModifiedTs"), datetime):
        record["lastModifiedTs"] = _milliseconds(record, "lastModifiedTs")
    for name in [name for name, value in record.items() if value is None]:
        del record[name]


def encode(record: WireRecord) -> bytes:
    """One record as JSON, decimals exact. Raises BadRecord for a value that JSON cannot carry."""
    try:
        return codec.encode(record)
    except (TypeError, ValueError, NotImplementedError, msgspec.MsgspecError) as error:
        raise BadRecord(f"cannot be written as JSON: {error}") from None


def _wire(record: Any) -> WireRecord:
    if isinstance(record, msgspec.Struct):
        plain: Callable[[Any], WireRecord] = codec.to_wire
        try:
            return plain(record)
        except (TypeError, ValueError, NotImplementedError) as error:
            raise BadRecord(str(error)) from None
    return as_mapping(record)


def _text(record: WireRecord, name: str) -> str:
    value = record.get(name)
    if not isinstance(value, str) or not value.strip():
        what = "missing" if value is None else "empty" if isinstance(value, str) else f"a {type(value).__name__}"
        raise BadRecord(f"{name} is {what}; it must be text")
    return value


def _milliseconds(record: WireRecord, name: str) -> int:
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


def _amount(record: WireRecord, name: str) -> Decimal | int:
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
