"""The example rules: payments of a council become spend records that pass every check."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

from spokebridge import Productiv
from spokebridge.operations import operations
from spokebridge.plugins.field_mapper import FieldMapper, Rules
from spokebridge.sandbox import Sandbox

EXAMPLE = Path(__file__).parents[3] / "examples" / "rules" / "leeds.toml"
COLUMNS = (
    "Organisation Code,Organisation Label,Effective Date,Organisational Unit,Service Division Label,"
    "Category Internal Name,Purpose,Detailed Expenditure Code,Payment Date,Transaction Number,"
    "Irrecoverable VAT Amount,Amount,Capital Or Revenue,Beneficiary Name,Procurement Card"
)
PAYMENTS = f"""{COLUMNS}
o,Leeds City Council,,Adults,Homes,Third Party,Housing,569,24/06/2020,2006-00001,0.00,5400.10,R,A & V HOMES,No
o,Leeds City Council,,Culture,Shows,Supplies,Shows,227,30/06/2020,2006-00002,0.00,-14.10,C,CAF\xc9 \xbfQU\xc9?,Yes
,,,,,,,,,,,,,,
"""


def rows() -> list[dict[str, str]]:
    content = PAYMENTS.encode("cp1252")
    return list(csv.DictReader(io.TextIOWrapper(io.BytesIO(content), encoding="cp1252", newline="")))


def test_payments_become_spend() -> None:
    rules = Rules.load(EXAMPLE, operations=[operation.id for operation in operations()])
    first, second, empty = (rules.apply(row, "publishSpendData") for row in rows())
    assert first.record == {
        "signatureId": "leeds:2006-00001",
        "created": 1592956800000,
        "amount": Decimal("5400.10"),
        "currency": "GBP",
        "type": "invoice",
        "vendor": "A & V HOMES",
        "description": "Housing",
        "category": "Third Party",
        "costCenter": "Adults",
        "transactionNumber": "2006-00001",
        "division": "Homes",
        "organisation": "Leeds City Council",
        "ledger": "revenue",
    }
    assert second.record is not None
    assert [second.record[name] for name in ("amount", "type", "vendor", "ledger")] == [
        *(Decimal("-14.10"), "expense", "CAFÉ ¿QUÉ?", "capital"),
    ]
    assert (empty.record, empty.dropped_by) == (None, "rule 1 (rows without a payment)")


def test_as_plugin_of_a_client() -> None:
    with Sandbox() as sandbox:
        broken = {**rows()[0], "Transaction Number": "2006-00003", "Amount": "a lot"}
        with Productiv(**sandbox.productiv, plugins=[FieldMapper(EXAMPLE)]) as productiv:
            report = productiv.spend.publish("spend-import", [*rows(), broken])
        assert (report.accepted, report.dropped, report.total) == (2, 1, 4)
        assert [refused.index for refused in report.rejected] == [3]
        assert report.rejected[0].reason.endswith(
            "leeds.toml, line 23, rule 3 (amount and day): amount: decimal(): 'a lot' is not a number"
        )
        assert [record["amount"] for record in sandbox.received_spend("spend-import")] == [
            *(Decimal("5400.10"), Decimal("-14.10")),
        ]
