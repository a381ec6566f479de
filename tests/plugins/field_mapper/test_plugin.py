"""The plugin `field_mapper` in a client: typed records stay typed, and failures cost no record that came in."""

from __future__ import annotations

from pathlib import Path

import pytest

from spokebridge import NineSpokes
from spokebridge.plugins.field_mapper import FieldMapper
from spokebridge.sandbox import Sandbox

RULES = """
operation = "listBills"
[[rules]]
name = "first one"
drop_record = 'record.transaction_reference == "B-0001"'
[[rules]]
name = "sums"
compute = { transaction_net_value = 'record.transaction_gross_value * 0.5', tax_amount = 'null' }
[[rules]]
name = "lines"
compute = { related_reference = 'record.line_items.map(line, line.product_name).join("; ")' }
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "rules.toml").write_text(RULES)
    return tmp_path / "rules.toml"


def test_typed_records_are_mapped_and_stay_typed(sandbox: Sandbox, path: Path) -> None:
    connection = sandbox.ninespokes_store.add_example(4)
    with NineSpokes(**sandbox.ninespokes) as plain:
        before = list(plain.data.bills(connection.company, connection.id))
    with NineSpokes(**sandbox.ninespokes, plugins=[FieldMapper(path)]) as ninespokes:
        with ninespokes.plugins.provenance() as changes:
            after = list(ninespokes.data.bills(connection.company, connection.id))
        assert not ninespokes.plugins.failures
    kept = [bill for bill in before if bill.transaction_reference != "B-0001"]
    assert [type(bill) for bill in after] == [type(bill) for bill in kept]
    for old, new in zip(kept, after, strict=True):
        assert old.transaction_gross_value is not None
        assert new.transaction_net_value == old.transaction_gross_value / 2
        assert new.tax_amount is None
        assert new.related_reference == "; ".join(str(line.product_name) for line in old.line_items or ())
        assert new.line_items == old.line_items
    reasons = {field.field: field.reason for change in changes for field in change.fields}
    assert reasons["transaction_net_value"] == f"{path}, line 6, rule 2 (sums)"


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        ("set = { nonsense = 1 }", "a Bill has no field 'nonsense'"),
        ('set = { transaction_gross_value = "much" }', "transaction_gross_value: "),
        ("compute = { memo = 'record.nowhere' }", "rules.toml, line 3, rule 1: memo: there is no field 'nowhere'"),
    ],
)
def test_a_rule_that_fails_costs_no_record(
    sandbox: Sandbox, path: Path, caplog: pytest.LogCaptureFixture, rule: str, complaint: str
) -> None:
    path.write_text(f'operation = "listBills"\n[[rules]]\n{rule}\n')
    connection = sandbox.ninespokes_store.add_example(3)
    with NineSpokes(**sandbox.ninespokes, plugins=[FieldMapper(path)]) as ninespokes:
        assert len(list(ninespokes.data.bills(connection.company, connection.id))) == 3
        assert ninespokes.plugins.failures == {"field_mapper": 3}
    assert complaint in caplog.text
