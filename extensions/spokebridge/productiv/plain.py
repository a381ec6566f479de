"""Records that are right as they are, seen at one look: what `records` would check field by field and not change.

Each function gives identity and JSON of such a record. It gives None for any other: that one is checked, corrected or
refused by `records`. Most records of most runs are plain, and a look takes a fraction of the time. In the JSON the
described fields come first, in the order of the description.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal, TypeAlias

import msgspec
from msgspec import UNSET, Struct, UnsetType, convert, field
from msgspec.structs import fields

from spokebridge.productiv.currencies import CURRENCIES
from spokebridge.productiv.fields import is_email

Plain: TypeAlias = tuple[tuple[Any, ...], bytes]
_Text: TypeAlias = str | UnsetType

_FLAT = frozenset({str, int, bool})  # what can be written as it is: no null, no object, no float
_encode = msgspec.json.Encoder(decimal_format="number").encode


class _Spend(Struct, gc=False):
    signature: str = field(name="signatureId")
    created: int
    amount: Any
    currency: str
    type: Literal["expense", "invoice"]
    vendor: str
    description: _Text = UNSET
    identifier: _Text = UNSET
    name: _Text = UNSET
    category: _Text = UNSET
    transaction: _Text = field(name="transactionNumber", default=UNSET)
    invoice: _Text = field(name="invoiceNumber", default=UNSET)
    order: _Text = field(name="poNumber", default=UNSET)
    cost_center: _Text = field(name="costCenter", default=UNSET)
    modified: _Text | int = field(name="lastModifiedTs", default=UNSET)


class _UsageEvent(Struct, gc=False):
    timestamp: int
    email: str
    event: str = field(name="eventName")
    app: _Text = field(name="targetApp", default=UNSET)


class _ProvisionedUser(Struct, gc=False):
    user: str = field(name="appUserId")
    email: str
    username: _Text = UNSET
    license: _Text = UNSET


def spend(record: Any) -> Plain | None:
    """A spend record."""
    try:
        seen = convert(record, _Spend)
        amount = seen.amount
        counts = type(amount) is int or (type(amount) is Decimal and amount.is_finite())
        if counts and seen.currency in CURRENCIES and seen.signature.strip() and seen.vendor.strip():
            return (seen.signature,), _encode(seen) if _SPEND.issuperset(record) else _with_others(seen, record, _SPEND)
    except Exception:  # noqa: S110 - whatever is odd about it, `records` has the words for it
        pass
    return None


def usage_event(record: Any) -> Plain | None:
    """A usage event."""
    try:
        seen = convert(record, _UsageEvent)
        if seen.event.strip() and is_email(seen.email):
            key = (seen.timestamp, seen.email, seen.event)
            return key, _encode(seen) if _EVENT.issuperset(record) else _with_others(seen, record, _EVENT)
    except Exception:  # noqa: S110
        pass
    return None


def provisioned_user(record: Any) -> Plain | None:
    """A user of an app."""
    try:
        seen = convert(record, _ProvisionedUser)
        if seen.user.strip() and is_email(seen.email):
            return (seen.user,), _encode(seen) if _USER.issuperset(record) else _with_others(seen, record, _USER)
    except Exception:  # noqa: S110
        pass
    return None


def _with_others(seen: Struct, record: dict[str, Any], described: frozenset[str]) -> bytes:
    """The JSON of a record with fields that no description names. Raises ValueError for one that needs a look."""
    others = {name: value for name, value in record.items() if name not in described}
    if not _FLAT.issuperset(map(type, others.values())):
        raise ValueError
    return _encode(seen)[:-1] + b"," + _encode(others)[1:]


def _names(kind: type[Struct]) -> frozenset[str]:
    return frozenset(info.encode_name for info in fields(kind))


_SPEND, _EVENT, _USER = _names(_Spend), _names(_UsageEvent), _names(_ProvisionedUser)
