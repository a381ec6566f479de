"""Records that are right as they are, seen at one look: what `records` would check field by field and not change.

Each function gives identity and JSON of such a record. It gives None for any other, also for one with fields that the
description does not have: that one is checked, corrected or refused by `records`. Most records of most runs are plain,
and a look takes a fraction of the time. The JSON has its fields in the order of the description.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal, TypeAlias

import msgspec
from msgspec import UNSET, Struct, UnsetType, convert, field

from spokebridge.productiv.currencies import CURRENCIES
from spokebridge.productiv.fields import is_email

Plain: TypeAlias = tuple[tuple[Any, ...], bytes]
_Text: TypeAlias = str | UnsetType

_encode = msgspec.json.Encoder(decimal_format="number").encode


class _Spend(Struct, forbid_unknown_fields=True, gc=False):
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


class _UsageEvent(Struct, forbid_unknown_fields=True, gc=False):
    timestamp: int
    email: str
    event: str = field(name="eventName")
    app: _Text = field(name="targetApp", default=UNSET)


class _ProvisionedUser(Struct, forbid_unknown_fields=True, gc=False):
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
            return (seen.signature,), _encode(seen)
    except Exception:  # noqa: S110 - whatever is odd about it, `records` has the words for it
        pass
    return None


def usage_event(record: Any) -> Plain | None:
    """A usage event."""
    try:
        seen = convert(record, _UsageEvent)
        if seen.event.strip() and is_email(seen.email):
            return (seen.timestamp, seen.email, seen.event), _encode(seen)
    except Exception:  # noqa: S110
        pass
    return None


def provisioned_user(record: Any) -> Plain | None:
    """A user of an app."""
    try:
        seen = convert(record, _ProvisionedUser)
        if seen.user.strip() and is_email(seen.email):
            return (seen.user,), _encode(seen)
    except Exception:  # noqa: S110
        pass
    return None
