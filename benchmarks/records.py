"""The records that every benchmark moves: bills as 9Spokes sends them, spend as Productiv takes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

PAGE_NUMBER = "@" * 9
USERS_PAGE = 1000
START = datetime(2024, 1, 1, tzinfo=UTC)


def bill(reference: str, number: int) -> dict[str, Any]:
    """A bill of twelve fields and two line items."""
    net = Decimal(1000 + number * 37 % 90_000) / 100
    tax = (net / 5).quantize(Decimal("0.01"))
    day = (START + timedelta(days=number % 365)).strftime("%Y-%m-%dT00:00:00Z")
    return {
        "transaction_reference": reference,
        "transaction_date": day,
        "transaction_due_date": day,
        "transaction_status": ("UNPAID", "PAID")[number % 2],
        "transaction_currency": "GBP",
        "transaction_gross_value": float(net + tax),
        "transaction_net_value": float(net),
        "transaction_tax_value": float(tax),
        "transaction_outstanding_amount": float(net + tax),
        "currency_rate": 1.0,
        "party_identifier": f"supplier-{number % 97}",
        "line_items": [
            {
                "product_name": name,
                "item_category": "Software",
                "item_type": "bill",
                "item_quantity": 1,
                "item_net_unit_sale_value": float(net) / 2,
                "item_total_net_value": float(net) / 2,
            }
            for name in ("Licence", "Support")
        ],
    }


def page_of_bills(size: int) -> bytes:
    """The results of a page as JSON. Every reference holds `PAGE_NUMBER`, a place for the number of the page."""
    results = [{"data": bill(f"B-{PAGE_NUMBER}-{number:04}", number)} for number in range(size)]
    return json.dumps(results, separators=(",", ":")).encode()


def page_of_users(size: int) -> bytes:
    """Provisioned users as JSON, with the same place for the number of the page."""
    users = [
        {
            "appUserId": f"U-{PAGE_NUMBER}-{number:04}",
            "email": f"user-{PAGE_NUMBER}-{number}@example.com",
            "username": f"User {number}",
            "license": "Pro",
        }
        for number in range(size)
    ]
    return json.dumps(users, separators=(",", ":")).encode()


def spend(count: int) -> Iterator[dict[str, Any]]:
    """Spend records with the names of the wire, each with its own signature."""
    for number in range(count):
        yield {
            "signatureId": f"S-{number:09}",
            "created": 1_719_830_400_000 + number,
            "amount": Decimal(number % 100_000) / 100,
            "currency": "GBP",
            "type": "invoice",
            "vendor": f"supplier-{number % 97}",
            "description": "Licence and support",
            "category": "Software",
            "costCenter": "100",
        }
