"""All factories in one place, and records in wire form."""

from __future__ import annotations

from typing import Any

import msgspec

from ninespokes_client import codec as ninespokes_codec
from ninespokes_client import models
from productiv_client import codec as productiv_codec
from spokebridge.testing.ninespokes_records import NineSpokesRecords
from spokebridge.testing.productiv_records import ProductivRecords

_STORED: dict[type[msgspec.Struct], tuple[str, str | None]] = {
    models.BankAccountsRecord: ("bank_accounts", None),
    models.Bill: ("bills", "data"),
    models.Business: ("business", "business"),
    models.Campaign: ("campaigns", None),
    models.Contact: ("contacts", "contact"),
    models.GrowthHistory: ("growth_history", None),
    models.Invoice: ("invoices", "data"),
    models.Leave: ("leaves", "leave"),
    models.PayRunSummary: ("payRunSummary", "pay_run_summary"),
    models.Product: ("products", "data"),
    models.Sale: ("sales", "data"),
    models.StaffWages: ("staffWages", "staff_wages"),
    models.TrialBalanceRecord: ("trial_balance", None),
    models.WebAnalytics: ("webAnalytics", None),
}
"""Datasource and wrapper of each type (9Spokes facts 4.4)."""


class Records(ProductivRecords, NineSpokesRecords):
    """Factories of valid records: `records.bill(transaction_currency="EUR")`.

    Every record of a kind differs from the one before, and runs are alike. A keyword argument that is no attribute of
    the record is a `TypeError`.
    """


def wire(record: msgspec.Struct) -> dict[str, Any]:
    """A typed record as the mapping that goes over the wire: wire names, a 9Spokes record in its wrapper."""
    if type(record).__module__.startswith("productiv_client"):
        return productiv_codec.to_wire(record)
    mapping = ninespokes_codec.to_wire(record)
    _, wrapper = _STORED.get(type(record), ("", None))
    return mapping if wrapper is None else {wrapper: mapping}


def datasource_of(record: msgspec.Struct) -> str:
    """The datasource that lists records of this type. Raises `TypeError` for what 9Spokes does not list."""
    if type(record) not in _STORED:
        raise TypeError(f"{type(record).__name__} is no record of a 9Spokes datasource")
    return _STORED[type(record)][0]
