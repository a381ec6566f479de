"""Records that are right as they are, seen at one look: what `records` would check field by field and not change.

Each function gives identity and JSON of such a record. It gives None for any other: that one is checked, corrected or
refused by `records`. Most records of most runs are plain, and a look takes a quarter of the time.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal, TypeAlias

import msgspec
from msgspec import Struct, convert, field
from msgspec.structs import fields

from spokebridge.productiv.currencies import CURRENCIES
from spokebridge.productiv.fields import is_email

Plain: TypeAlias = tuple[tuple[Any, ...], bytes]

_FLAT = frozenset({str, int, bool})  # what can be written as it is: no null, no object, no float
_encode = msgspec.json.Encoder(decimal_format="number").encode


class _Spend(Struct):
    signature: str = field(name="signatureId")
    created: int
    amount: Any
    currency: str
    type: Literal["expense", "invoice"]
    vendor: str
    description: str = ""
    identifier: str = ""
    name: str = ""
    category: str = ""
    transaction: str = field(name="transactionNumber", default="")
    invoice: str = field(name="invoiceNumber", default="")
    order: str = field(name="poNumber", default="")
    cost_center: str = field(name="costCenter", default="")
    modified: str | int = field(name="lastModifiedTs", default="")


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


def spend(record: Any) -> Plain | None:
    """A spend record."""
    try:
        seen = convert(record, _Spend)
        amount = seen.amount
        counts = type(amount) is int or (type(amount) is Decimal and amount.is_finite())
        fits = counts and seen.currency in CURRENCIES and seen.signature.strip() and seen.vendor.strip()
        if fits and (_SPEND.issuperset(record) or _is_flat(record, except_for="amount")):
            return (seen.signature,), _encode(record)
    except Exception:  # noqa: S110 - whatever is odd about it, `records` has the words for it
        pass
    return None


def usage_event(record: Any) -> Plain | None:
    """A usage event."""
    try:
        seen = convert(record, _UsageEvent)
        if seen.event.strip() and is_email(seen.email) and (_USAGE_EVENT.issuperset(record) or _is_flat(record)):
            return (seen.timestamp, seen.email, seen.event), _encode(record)
    except Exception:  # noqa: S110
        pass
    return None


def provisioned_user(record: Any) -> Plain | None:
    """A user of an app."""
    try:
        seen = convert(record, _ProvisionedUser)
        if seen.user.strip() and is_email(seen.email) and (_PROVISIONED_USER.issuperset(record) or _is_flat(record)):
            return (seen.user,), _encode(record)
    except Exception:  # noqa: S110
        pass
    return None


def _names(kind: type[Struct]) -> frozenset[str]:
    """The fields whose types `convert` has seen to be right."""
    return frozenset(info.encode_name for info in fields(kind))


def _is_flat(record: dict[str, Any], *, except_for: str = "") -> bool:
    """Whether the other fields can be written as they are, too."""
    return all(type(value) in _FLAT for name, value in record.items() if name != except_for)


_SPEND, _USAGE_EVENT, _PROVISIONED_USER = _names(_Spend), _names(_UsageEvent), _names(_ProvisionedUser)
