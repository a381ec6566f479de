"""One bill becomes one spend record.

`docs/sync.md` has the table for users: which field comes from which, and why.

Sources: 9Spokes facts 5.16, Productiv facts 3.3. What is missing in the bill is left out; what a spend record cannot do
without is checked where records are published, so that a bad bill is reported with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from ninespokes_client.models import Bill, LineItem, TransactionStatus
from spokebridge.bridge.moments import day_of, milliseconds_of
from spokebridge.plain import is_list

WireRecord = dict[str, Any]

_NO_VALUE = frozenset({"", "n/a"})
_LONGEST_TEXT = 500


def is_voided(bill: Bill) -> bool:
    """Whether the bill was cancelled at the app; such bills are no spend (9Spokes facts Q31: mind no case)."""
    return str(bill.transaction_status or "").upper() == TransactionStatus.VOIDED


def spend_record(bill: Bill, *, connection: str, vendor: str | None) -> WireRecord:
    """The spend record of a bill, in wire form."""
    lines = _lines(bill)
    record: WireRecord = {
        "signatureId": signature(bill, connection),
        "created": milliseconds_of(bill.transaction_date, bill.transaction_due_date),
        "amount": bill.transaction_gross_value,
        "currency": bill.transaction_currency,
        "type": "invoice",
        "vendor": vendor or _text(bill.party_identifier) or "(unknown)",
        "description": _joined(item.product_name for item in lines),
        "category": _joined(item.item_category for item in lines),
        "invoiceNumber": _text(bill.transaction_reference),
        "relatedReference": _text(bill.related_reference),
        "partyIdentifier": _text(bill.party_identifier),
        "status": _text(bill.transaction_status),
        "dueDate": _day(bill.transaction_due_date),
        "currencyRate": _text(bill.currency_rate),
        "netAmount": _text(bill.transaction_net_value),
        "taxAmount": _text(bill.tax_amount if bill.tax_amount is not None else bill.transaction_tax_value),
        "outstandingAmount": _text(bill.transaction_outstanding_amount),
        "connection": connection,
    }
    return {name: value for name, value in record.items() if value is not None}


def signature(bill: Bill, connection: str) -> str:
    """The id by which Productiv recognises a repeat.

    A reference is only unique per supplier (it may be the supplier's own invoice number), hence the party. A bill
    without a reference is recognised by its content.
    """
    reference = _text(bill.transaction_reference) or _text(bill.related_reference)
    if not reference:
        lines = [(_text(line.product_name), _number(line.item_total_gross_value)) for line in _lines(bill)]
        reference = "#" + blake2b(repr((_amount(bill), lines)).encode(), digest_size=12).hexdigest()
    return ":".join(("9spokes", connection, _text(bill.party_identifier) or "", reference))


def content(bill: Bill) -> str:
    """What makes a bill another one of the same signature: date, amount and currency, and that it is voided."""
    return f"{_amount(bill)}, voided" if is_voided(bill) else _amount(bill)


def _amount(bill: Bill) -> str:
    day = _day(bill.transaction_date) or "no date"
    return f"{_number(bill.transaction_gross_value)} {bill.transaction_currency} of {day}"


def content_signature(record: object, connection: str) -> str:
    """A name for something that came in place of a bill and has no fields to tell it by."""
    return f"9spokes:{connection}:#{blake2b(repr(record).encode(), digest_size=12).hexdigest()}"


def _lines(bill: Bill) -> list[LineItem]:
    """The line items that could be read."""
    lines: object = bill.line_items
    return [line for line in lines if isinstance(line, LineItem)] if is_list(lines) else []


def _day(value: object) -> str | None:
    day = day_of(value)
    if day is not None:
        return day.isoformat()
    return None if isinstance(value, datetime) else _text(value)


def _joined(names: Iterable[object]) -> str | None:
    distinct = dict.fromkeys(
        name.strip() for name in names if isinstance(name, str) and name.strip().lower() not in _NO_VALUE
    )
    return "; ".join(distinct)[:_LONGEST_TEXT] or None


def _number(value: object) -> str:
    """However the server wrote it: 115, 115.0 and 115.00 are one amount."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) and value.is_finite() else str(value)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
