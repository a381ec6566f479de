"""Checks of what goes to Productiv, before it is sent (Productiv facts 3.2 to 3.6, 3.8)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

import msgspec

from productiv_client import codec
from spokebridge.productiv import fields
from spokebridge.productiv.currencies import CURRENCIES
from spokebridge.publishing import BadRecord, WireRecord, as_mapping

_SPEND_TEXTS = ("signatureId", "vendor")
_USER_KEYS = ("appUserId", "email")
_ORG_CHART_TEXTS = (
    "firstName",
    "lastName",
    "team",
    "location",
    "title",
    "managerEmail",
    "additionalEmails",
    "costCenter",
)
_CUSTOM_FIELD = "customField"


def wire_record(record: Any) -> WireRecord:
    """A typed record or mapping in wire form. Raises BadRecord."""
    if isinstance(record, msgspec.Struct):
        plain: Callable[[Any], WireRecord] = codec.to_wire
        try:
            return plain(record)
        except (TypeError, ValueError, NotImplementedError) as error:
            raise BadRecord(str(error)) from None
    return as_mapping(record)


def encode(record: WireRecord) -> bytes:
    """One record as JSON, decimals exact. Raises BadRecord for a value that JSON cannot carry."""
    try:
        return codec.encode(record)
    except (TypeError, ValueError, NotImplementedError, msgspec.MsgspecError) as error:
        raise BadRecord(f"cannot be written as JSON: {error}") from None


def check_spend(record: WireRecord) -> None:
    """Required fields, types and values of a spend record; `created` and `amount` are brought to wire form."""
    for name in _SPEND_TEXTS:
        fields.text(record, name)
    record["created"] = fields.milliseconds(record, "created")
    record["amount"] = fields.amount(record, "amount")
    currency = fields.text(record, "currency")
    if currency not in CURRENCIES:
        raise BadRecord(f"currency is {currency!r}; use an ISO 4217 code such as USD")
    kind = fields.text(record, "type")
    if kind not in ("expense", "invoice"):
        raise BadRecord(f"type is {kind!r}; use 'expense' or 'invoice'")
    if isinstance(record.get("lastModifiedTs"), datetime):
        record["lastModifiedTs"] = fields.milliseconds(record, "lastModifiedTs")
    fields.drop_nulls(record)


def check_usage_event(record: WireRecord) -> None:
    """When, who, what; `timestamp` is brought to wire form. Which names an app knows, only the server can say."""
    record["timestamp"] = fields.milliseconds(record, "timestamp")
    fields.email(record, "email")
    fields.text(record, "eventName")
    fields.texts(record, ("targetApp",))
    fields.drop_nulls(record)


def check_provisioned_user(record: WireRecord) -> None:
    """The user's id in the app and the e-mail address; the rest is text when it is there."""
    fields.text(record, "appUserId")
    fields.email(record, "email")
    fields.texts(record, ("username", "license"))
    fields.drop_nulls(record)


def check_user_key(record: WireRecord) -> None:
    """The two fields that name a user to delete; any other field of the user stays behind."""
    fields.text(record, "appUserId")
    fields.email(record, "email")
    for name in [name for name in record if name not in _USER_KEYS]:
        del record[name]


def org_chart_check(custom_fields: Collection[str]) -> Callable[[WireRecord], None]:
    """The check of one person of an org chart whose configured custom fields are these (wire names)."""

    def check(record: WireRecord) -> None:
        fields.email(record, "email")
        fields.drop_nulls(record)
        custom = [name for name in record if name.startswith(_CUSTOM_FIELD)]
        fields.texts(record, (*_ORG_CHART_TEXTS, *custom))
        strange = next((name for name in custom if name not in custom_fields), None)
        if strange is not None:
            raise BadRecord(f"{strange} is not a custom field of this chart; name it in custom_fields, or leave it out")

    return check
