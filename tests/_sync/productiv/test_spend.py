# Derived from tests/_async/productiv/test_spend.py by `python -m codegen build`; edit that file instead.
"""Publishing spend records."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from productiv_client import models
from spokebridge import Productiv
from spokebridge.errors import ConfigurationError
from spokebridge.sandbox import Sandbox

pytestmark = pytest.mark.anyio

MOMENT = datetime(2024, 7, 1, 12, tzinfo=UTC)


def record(**changed: object) -> dict[str, Any]:
    return {
        "signatureId": "T-1",
        "created": 1_719_835_200_000,
        "amount": Decimal("12.50"),
        "currency": "USD",
        "type": "expense",
        "vendor": "GitHub",
        **changed,
    }


def test_publishes_typed_and_plain_records_once_each(sandbox: Sandbox) -> None:
    app = sandbox.productiv_store.app_ids[0]
    typed = models.SpendDataRecord(
        signature_id="T-1",
        created=MOMENT,
        amount=Decimal("12.50"),
        currency="USD",
        type=models.SpendType.EXPENSE,
        vendor="GitHub",
        additional_details={"project": "alpha"},
    )
    plain = record(signatureId="T-2", created=MOMENT, amount=0.1, lastModifiedTs=MOMENT, poNumber=None)
    with Productiv(**sandbox.productiv) as productiv:
        report = productiv.spend.publish(app, [typed, plain, record(vendor="late")])
    assert (report.accepted, report.duplicates, report.rejected) == (2, 1, [])
    assert sandbox.received_spend(app) == [
        record(project="alpha"),
        record(signatureId="T-2", amount=Decimal("0.1"), lastModifiedTs=1_719_835_200_000),
    ]


def test_rejects_bad_records_with_their_reason(sandbox: Sandbox) -> None:
    bad: dict[str, Any] = {
        "signatureId is empty; it must be text": record(signatureId=""),
        "created is a date; use an aware datetime or Unix milliseconds; add a time": record(created=date(2024, 7, 1)),
        "amount is missing; use a Decimal": record(amount=None),
        "amount is a str; use a Decimal": record(amount="12"),
        "amount is a float with rounding noise": record(amount=0.1 + 0.2),
        "amount is NaN; use a finite Decimal": record(amount=Decimal("NaN")),
        "currency is 'usd'; use an ISO 4217 code": record(currency="usd"),
        "type is 'refund'; use 'expense' or 'invoice'": record(type="refund"),
        "cannot be written as JSON": record(extra=object()),
        "a list is not a record": [],
    }
    with Productiv(**sandbox.productiv) as productiv:
        report = productiv.spend.publish(sandbox.productiv_store.app_ids[0], bad.values())
    assert report.accepted == 0
    for rejected, reason in zip(report.rejected, bad, strict=True):
        assert rejected.reason.startswith(reason)
    assert sandbox.requests == []


def test_a_repeated_additional_detail_is_refused(sandbox: Sandbox) -> None:
    typed = models.SpendDataRecord(
        signature_id="T-1",
        created=MOMENT,
        amount=Decimal(1),
        currency="USD",
        type=models.SpendType.EXPENSE,
        vendor="GitHub",
        additional_details={"vendor": "another"},
    )
    with Productiv(**sandbox.productiv) as productiv:
        report = productiv.spend.publish(sandbox.productiv_store.app_ids[0], [typed])
    assert "repeats a documented property" in report.rejected[0].reason


def test_refuses_an_empty_app_id(sandbox: Sandbox) -> None:
    with Productiv(**sandbox.productiv) as productiv:
        with pytest.raises(ConfigurationError, match="app_id is empty"):
            productiv.spend.publish("", [record()])
