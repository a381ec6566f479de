"""Run with `pytest`; needs `spokebridge[testing]`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from acme_finance import AcmeFinance

from spokebridge import Productiv
from spokebridge.sandbox import Sandbox


def payment(vendor: str) -> dict[str, Any]:
    return {
        "signatureId": vendor,
        "created": datetime(2024, 1, 1, tzinfo=UTC),
        "amount": 5,
        "currency": "USD",
        "type": "expense",
        "vendor": vendor,
    }


def test_payments_get_the_cost_center_of_their_vendor() -> None:
    with Sandbox() as sandbox:
        # deny what is installed, so that the plugin of this folder runs once
        with Productiv(**sandbox.productiv, plugins=[AcmeFinance()], allow_plugins=[]) as productiv:
            report = productiv.spend.publish("spend-import", [payment("GitHub"), payment("Acme")])
        assert (report.accepted, len(report.rejected)) == (1, 1)
        assert sandbox.received_spend("spend-import")[0]["costCenter"] == "100"
