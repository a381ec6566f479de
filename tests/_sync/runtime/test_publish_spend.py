# Derived from tests/_async/runtime/test_publish_spend.py by `python -m codegen build`; edit that file instead.
"""Publishing spend records through a client."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from productiv_client import models
from spokebridge._sync.productiv.client import Productiv
from spokebridge.errors import (
    AuthenticationError,
    Forbidden,
    MethodNotAllowed,
    NotFound,
    Unauthorized,
)
from spokebridge.options import RetryPolicy
from spokebridge.plugins import Abort, hookimpl
from spokebridge.sandbox import ProductivOptions, Sandbox

from tests._sync.runtime.publishing import spend
from tests.support.misbehaving import Misbehaving, answer, reset

pytestmark = pytest.mark.anyio


BAD: list[tuple[dict[str, Any], str]] = [
    ({"created": datetime(2024, 7, 1)}, "created has no time zone"),
    ({"created": date(2024, 7, 1)}, "created is a date"),
    ({"created": None}, "created is missing"),
    ({"created": True}, "created is a bool"),
    ({"created": "2024-07-01"}, "created is a str"),
    ({"amount": 0.1 + 0.2}, "rounding noise"),
    ({"amount": "12"}, "amount is a str"),
    ({"amount": None}, "amount is missing"),
    ({"amount": float("nan")}, "finite"),
    ({"amount": Decimal("Infinity")}, "finite"),
    ({"currency": "usd"}, "ISO 4217"),
    ({"currency": "XXZ"}, "ISO 4217"),
    ({"currency": None}, "currency is missing"),
    ({"type": "bill"}, "use 'expense' or 'invoice'"),
    ({"vendor": " "}, "vendor is empty"),
    ({"signatureId": 7}, "signatureId is a int"),
    ({"extra": object()}, "cannot be written as JSON"),
]


def test_bad_records_are_rejected_with_index_and_reason_before_they_are_sent(sandbox: Sandbox) -> None:
    records = [spend(0), *(spend(number, **members) for number, (members, _) in enumerate(BAD, 1)), spend(99)]
    with Productiv(**sandbox.productiv) as productiv:
        report = productiv.spend.publish("figma", records)
    assert report.accepted == 2
    assert len(report.rejected) == len(BAD)
    for number, (item, (_, reason)) in enumerate(zip(report.rejected, BAD, strict=True), 1):
        assert item.index == number
        assert reason in item.reason
        assert item.status is None
    assert [record["signatureId"] for record in sandbox.received_spend("figma")] == ["T-0", "T-99"]


def test_values_arrive_exactly(sandbox: Sandbox) -> None:
    moment = datetime(2024, 7, 1, 9, 0, 0, 123000, tzinfo=UTC)
    typed = models.SpendDataRecord(
        signature_id="T-1", created=moment, amount=Decimal("0.10"), currency="NZD", type="invoice", vendor="A"
    )
    with Productiv(**sandbox.productiv) as productiv:
        plain = spend(2, created=moment, amount=19.99, team="x", note=None)
        report = productiv.spend.publish("figma", [typed, plain])
    assert report.accepted == 2
    first, second = sandbox.received_spend("figma")
    assert (str(first["amount"]), first["created"]) == ("0.10", 1_719_824_400_123)
    assert (str(second["amount"]), second["team"], "note" in second) == ("19.99", "x", False)


def test_thousands_of_records_travel_in_thousands(sandbox: Sandbox) -> None:
    with Productiv(**sandbox.productiv) as productiv:
        report = productiv.spend.publish("figma", (spend(number) for number in range(2500)), concurrency=3)
    assert (report.accepted, report.requests) == (2500, 3)
    assert sandbox.count("publishSpendData") == 3
    assert len(sandbox.received_spend("figma")) == 2500


def test_transport_faults_are_healed_by_repeating(sandbox: Sandbox) -> None:
    sandbox.fail("publishSpendData", kind="reset", applied=True)
    sandbox.fail("publishSpendData", after=2, status=500, applied=True)
    sandbox.fail("publishSpendData", after=3, status=429, retry_after=0)
    sandbox.fail("publishSpendData", after=5, kind="truncated")
    sandbox.fail("publishSpendData", after=6, kind="html")
    with Productiv(**sandbox.productiv) as productiv:
        report = productiv.spend.publish("figma", (spend(number) for number in range(3500)), concurrency=1)
    assert (report.accepted, report.unknown, report.rejected) == (3500, [], [])
    assert len(sandbox.received_spend("figma")) == 3500


def test_429_after_all_attempts_is_a_rejection_and_lost_answers_are_unknown(sandbox: Sandbox) -> None:
    sandbox.fail("publishSpendData", times=2, status=429, message="slow down")
    sandbox.fail("publishSpendData", times=2, after=2, kind="reset")
    policy = RetryPolicy(attempts=2)
    with Productiv(**sandbox.productiv, retry=policy) as productiv:
        report = productiv.spend.publish("figma", (spend(number) for number in range(3000)), concurrency=1)
    assert [len(report.rejected), len(report.unknown), report.accepted] == [1000, 1000, 1000]
    assert report.rejected[0].reason == "slow down"
    assert report.rejected[0].status == 429
    assert report.unknown[0].index == 1000


def test_a_lost_answer_then_a_refusal_leaves_the_fate_open(sandbox: Sandbox) -> None:
    """The first attempt took effect and its answer was lost; the second was turned away: the server has the records."""
    sandbox.fail("publishSpendData", kind="reset", applied=True)
    sandbox.fail("publishSpendData", after=1, times=9, status=429)
    with Productiv(**sandbox.productiv, retry=RetryPolicy(attempts=2)) as productiv:
        report = productiv.spend.publish("figma", [spend(1)])
    assert len(sandbox.received_spend("figma")) == 1
    assert (report.accepted, len(report.rejected), len(report.unknown)) == (0, 0, 1)


@pytest.mark.parametrize(
    ("status", "kind"), [(401, Unauthorized), (403, Forbidden), (404, NotFound), (405, MethodNotAllowed)]
)
def test_what_more_records_would_meet_as_well_stops_the_run(sandbox: Sandbox, status: int, kind: Any) -> None:
    sandbox.fail("publishSpendData", after=2, times=99, status=status)
    with Productiv(**sandbox.productiv) as productiv:
        with pytest.raises(kind) as found:
            productiv.spend.publish("figma", (spend(number) for number in range(10_000)), concurrency=2)
    report = found.value.report
    assert report is not None
    assert report.accepted == len(sandbox.received_spend("figma")) == 2000
    assert report.total <= 6001
    assert report.total == report.accepted + len(report.rejected)


def test_a_missing_scope_is_named_and_stops_the_run() -> None:
    with Sandbox(productiv_options=ProductivOptions(granted_scopes=frozenset())) as sandbox:
        with Productiv(**sandbox.productiv) as productiv:
            with pytest.raises((AuthenticationError, Forbidden)) as found:
                productiv.spend.publish("figma", [spend(1)])
    assert found.value.report is not None
    assert found.value.report.total == 1


def test_a_refused_connection_never_counts_as_unknown() -> None:
    with Misbehaving(reset, reset) as server:
        settings = {**server.productiv, "base_url": "http://127.0.0.1:1"}
        with Productiv(**settings) as productiv:
            report = productiv.spend.publish("figma", [spend(1)])
    assert (len(report.rejected), len(report.unknown)) == (1, 0)


def test_an_abort_after_the_answer_leaves_no_rejection() -> None:
    class Stopper:
        @hookimpl
        def spokebridge_after_response(self, response: Any) -> None:
            raise Abort("enough")

    with Misbehaving(answer(body={"success": True})) as server:
        with Productiv(**server.productiv, plugins=[Stopper()]) as productiv:
            with pytest.raises(Abort) as found:
                productiv.spend.publish("figma", [spend(1)])
    assert found.value.report is not None
    assert (len(found.value.report.rejected), len(found.value.report.unknown)) == (0, 1)
