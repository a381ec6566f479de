"""All bills of a connection, from one sandboxed service to the other."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from spokebridge import NineSpokes, Productiv
from spokebridge.bridge.transfer import Route, sum_by_currency, transfer
from spokebridge.sandbox import NineSpokesOptions, Sandbox

APP = "spend-import"


def move(sandbox: Sandbox, route: Route, **options: Any) -> Any:
    with NineSpokes(**sandbox.ninespokes) as ninespokes, Productiv(**sandbox.productiv) as productiv:
        return transfer(ninespokes, productiv, route, **options)


def made_up(sandbox: Sandbox, bills: int) -> tuple[Route, list[dict[str, Any]]]:
    connection = sandbox.ninespokes_store.add_example(0)
    made = sandbox.ninespokes_store.make_up_bills(connection.id, bills)
    return Route(connection.company, connection.id, APP), [record["data"] for record in made]


def test_every_bill_but_the_voided_ones_arrives_to_the_cent(sandbox: Sandbox) -> None:
    route, bills = made_up(sandbox, 1300)
    result = move(sandbox, route)
    paid = [bill for bill in bills if bill["transaction_status"] != "VOIDED"]
    expected: dict[str, Decimal] = {}
    for bill in paid:
        currency = bill["transaction_currency"]
        expected[currency] = expected.get(currency, Decimal(0)) + bill["transaction_gross_value"]
    assert (result.bills, result.voided) == (1300, 1300 - len(paid))
    assert result.report.accepted == len(paid)
    assert result.report.requests == 2
    assert sum_by_currency(sandbox.received_spend(APP)) == expected
    assert result.unnamed_vendors > 0


def test_faults_on_the_way_lose_and_repeat_nothing(sandbox: Sandbox) -> None:
    route, _ = made_up(sandbox, 1500)
    sandbox.fail("listBills", status=503, after=1)
    sandbox.fail("listContacts", kind="reset")
    sandbox.fail("publishSpendData", kind="reset", applied=True)
    result = move(sandbox, route, page_size=100, look_ahead=3)
    result.report.raise_for_rejected()
    received = sandbox.received_spend(APP)
    assert len(received) == result.report.accepted == result.bills - result.voided
    assert len({record["signatureId"] for record in received}) == len(received)


def test_a_second_run_adds_nothing(sandbox: Sandbox) -> None:
    route, _ = made_up(sandbox, 50)
    move(sandbox, route)
    before = sandbox.received_spend(APP)
    move(sandbox, route)
    assert sandbox.received_spend(APP) == before


def test_a_bill_that_cannot_be_read_is_reported_and_the_rest_goes_on() -> None:
    with Sandbox(ninespokes_options=NineSpokesOptions(dates_stored_as="string")) as sandbox:
        route, _ = made_up(sandbox, 10)
        odd = {"transaction_reference": "odd", "transaction_currency": "NZD", "transaction_gross_value": 5}
        sandbox.ninespokes_store.add_bills(route.connection, [{"data": {**odd, "transaction_date": "yesterday"}}])
        result = move(sandbox, route)
    (rejected,) = result.report.rejected
    assert "created is a str" in rejected.reason
    assert result.report.accepted == result.bills - result.voided - 1


def test_an_unknown_app_is_an_error_with_the_report() -> None:
    with Sandbox() as sandbox:
        route, _ = made_up(sandbox, 10)
        with pytest.raises(Exception, match="no application nowhere") as found:
            move(sandbox, Route(route.company, route.connection, "nowhere"))
    assert vars(found.value)["report"].accepted == 0
