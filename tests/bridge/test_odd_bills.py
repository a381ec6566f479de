"""Whatever stands in a field of a bill, its bill is accepted or rejected, and no other bill suffers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.support.syncing import World, bill

ODD: list[Any] = [
    None,
    "",
    " ",
    "n/a",
    "x",
    0,
    -7,
    Decimal("1.5"),
    True,
    [],
    ["a"],
    {},
    {"a": 1},
    "2024-13-45",
    "0001-01-01T00:00:00Z",
]
FIELDS = (
    "transaction_reference",
    "related_reference",
    "party_identifier",
    "transaction_date",
    "transaction_due_date",
    "transaction_status",
    "transaction_currency",
    "currency_rate",
    "transaction_gross_value",
    "transaction_net_value",
    "tax_amount",
    "line_items",
)
LINE_FIELDS = ("product_name", "item_category", "item_total_gross_value")


def odd_bills(field: str) -> list[dict[str, Any]]:
    if field in LINE_FIELDS:
        return [bill(f"b-{index}", line_items=[{field: value}]) for index, value in enumerate(ODD)]
    return [bill(f"b-{index}", index) | {field: value} for index, value in enumerate(ODD)]


@pytest.mark.parametrize("field", [*FIELDS, *LINE_FIELDS])
def test_a_bill_with_something_odd_is_accepted_or_rejected(world: World, field: str) -> None:
    source = world.connect([*odd_bills(field), bill("good", 99)])
    contact = {"id": "p-1", "company_name": 7, "first_name": ["x"], "email": "a@example.test"}
    world.sandbox.ninespokes_store.add_contacts(str(source.connection), [{"contact": contact}])
    connection = world.one()
    assert connection.ending == "done", connection.message
    assert "good" in {record.get("invoiceNumber") for record in world.received}
    assert {record["vendor"] for record in world.received if record.get("invoiceNumber") == "good"} == {
        "a@example.test"
    }
    assert world.one().ending == "done"
