"""Every operation at run time."""

from __future__ import annotations

import inspect
from operator import attrgetter
from typing import Any

import pytest

from spokebridge import AsyncNineSpokes, AsyncProductiv, NineSpokes, Productiv
from spokebridge.operations import OperationInfo, operations


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
    audit = found["getAuditEvents"]
    assert (audit.page_limit, audit.window_days) == (500, 30)


def test_a_summary_holds_all_that_has_to_be_known() -> None:
    found = {operation.id: operation.summary for operation in operations()}
    assert found["getAuditEvents"] == (
        "`GET /services/pull/v1/customer/audit-events`; scope: report.read; limits: 500 items a page, 30 days at a "
        "time; retry: read; evidence: official-head, PAGE-fetch-audit-events."
    )
    assert "scope: none; limits: none known; retry: unsafe;" in found["createCompany"]


CALLED = [operation for operation in operations() if operation.id != "getAccessToken"]  # which the client makes itself


@pytest.mark.parametrize("operation", CALLED, ids=lambda operation: operation.id)
def test_the_docstring_of_a_method_says_the_same(operation: OperationInfo) -> None:
    api, _, method = operation.sdk_method.partition(".")
    kinds: dict[str, list[Any]] = {
        "productiv": [Productiv("id", "secret"), AsyncProductiv("id", "secret")],
        "ninespokes": [NineSpokes("key"), AsyncNineSpokes("key")],
    }
    for client in kinds[api]:
        said = " ".join((inspect.getdoc(attrgetter(method)(client)) or "").split())
        assert operation.summary in said, f"write into the docstring: {operation.summary}"
