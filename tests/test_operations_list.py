"""Every operation at run time."""

from __future__ import annotations

from spokebridge.operations import operations


def test_lists_every_operation_with_its_facts() -> None:
    found = {operation.id: operation for operation in operations()}
    assert len(found) == len(operations()) == 57
    spend = found["publishSpendData"]
    assert (spend.sdk_method, spend.record_limit, spend.retry) == ("productiv.spend.publish", 1000, "deduplicated")
    assert spend.scopes == ("https://api.productiv.com/connector.write",)
    assert (spend.evidence, spend.source) == ("official", "S000")
    assert found["getAppSummaries"].rate_limit == 20
    assert found["setupApplication"].evidence == "unconfirmed"
    assert found["listBills"].sdk_method == "ninespokes.data.bills"
