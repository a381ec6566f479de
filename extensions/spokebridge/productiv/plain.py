"""Records that are right as they are, seen at one look: what `records` would check field by field and not change.

Each function gives the JSON of such a record. It gives None for any other: that one is checked, corrected or refused
by `records`. Most records of most runs are plain, and a look takes a third of the time.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

import msgspec
from msgspec import Struct, convert, field

from spokebridge.productiv.currencies import CURRENCIES
from spokebridge.productiv.fields import is_email

_WITHOUT_DECIMALS = frozenset({str, int, bool})  # what can be written as it is: no null, no object, no float
_KINDS = _WITHOUT_DECIMALS | {Decimal}
_encode = msgspec.json.Encoder(decimal_format="number").encode


class _Spend(Struct):
    signature: str = field(name="signatureId")
    created: int
    amount: Any
    currency: str
    type: Literal["expense", "invoice"]
    vendor: str


class _UsageEvent(Struct):
    timestamp: int
    email: str
    event: str = field(name="eventName")
    app: str = field(name="targetApp", default="")


class _ProvisionedUser(Struct):
    user: str = field(name="appUserId")
    email: str
    username: str = ""
    license: str = ""


def spend(record: Any) -> bytes | None:
    """A spend record."""
    try:
        kinds = [*map(type, record.values())]
        if _KINDS.issuperset(kinds) and kinds.count(Decimal) < 2:
            seen = convert(record, _Spend)
            amount = seen.amount
            counts = type(amount) is int or (type(amount) is Decimal and amount.is_finite())
            if counts and seen.currency in CURRENCIES and seen.signature.strip() and seen.vendor.strip():
                return _encode(record)
    except Exception:  # noqa: S110 - whatever is odd about it, `records` has the words for it
        pass
    return None


def usage_event(record: Any) -> bytes | None:
    """A usage event."""
    try:
        if _WITHOUT_DECIMALS.issuperset(map(type, record.values())):
            seen = convert(record, _UsageEvent)
            if seen.event.strip() and is_email(seen.email):
                return _encode(record)
    except Exception:  # noqa: S110
        pass
    return None


def provisioned_user(record: Any) -> bytes | None:
    """A user of an app."""
    try:
        if _WITHOUT_DECIMALS.issuperset(map(type, record.values())):
            seen = convert(record, _ProvisionedUser)
            if seen.user.strip() and is_email(seen.email):
                return _encode(record)
    except Exception:  # noqa: S110
        pass
    return None
