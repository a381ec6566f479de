"""Records that are right as they are, seen at one look: what `records` would check field by field and not change.

Each function gives the JSON of such a record. It gives None for any other: that one is checked, corrected or refused
by `records`. Most records of most runs are plain, and a look takes a third of the time.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal, Protocol

import msgspec
from msgspec import Struct, convert, field

from spokebridge.productiv.currencies import CURRENCIES
from spokebridge.productiv.fields import is_email

_KINDS = frozenset({str, int, bool, Decimal})
_encode = msgspec.json.Encoder(decimal_format="number").encode


class _Plain(Protocol):
    def fits(self) -> bool:
        """Whether the values of the fields, whose types are known to be right, can be sent as they are."""
        ...


class _Spend(Struct):
    signature: str = field(name="signatureId")
    created: int
    amount: Any
    currency: str
    type: Literal["expense", "invoice"]
    vendor: str

    def fits(self) -> bool:
        amount = self.amount
        counts = type(amount) is int or (type(amount) is Decimal and amount.is_finite())
        return counts and self.currency in CURRENCIES and bool(self.signature.strip() and self.vendor.strip())


class _UsageEvent(Struct):
    timestamp: int
    email: str
    event: str = field(name="eventName")
    app: str = field(name="targetApp", default="")

    def fits(self) -> bool:
        return bool(self.event.strip()) and is_email(self.email)


class _ProvisionedUser(Struct):
    user: str = field(name="appUserId")
    email: str
    username: str = ""
    license: str = ""

    def fits(self) -> bool:
        return bool(self.user.strip()) and is_email(self.email)


def spend(record: Any) -> bytes | None:
    """A spend record."""
    return _content(record, _Spend, decimals=1)


def usage_event(record: Any) -> bytes | None:
    """A usage event."""
    return _content(record, _UsageEvent, decimals=0)


def provisioned_user(record: Any) -> bytes | None:
    """A user of an app."""
    return _content(record, _ProvisionedUser, decimals=0)


def _content(record: Any, kind: type[_Plain], *, decimals: int) -> bytes | None:
    """The JSON of a dictionary that fits, has no null, object or float, and at most so many decimals."""
    try:
        kinds = list(map(type, record.values()))
        if _KINDS.issuperset(kinds) and kinds.count(Decimal) <= decimals and convert(record, kind).fits():
            return _encode(record)
    except Exception:  # noqa: S110 - whatever is odd about it, `records` has the words for it
        pass
    return None
