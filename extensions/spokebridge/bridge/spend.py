"""Sums of what was delivered."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any


@dataclass(slots=True)
class Sum:
    """How many records, and their exact sum."""

    records: int = 0
    amount: Decimal = Decimal(0)

    def add(self, amount: Decimal) -> None:
        """Take in one record."""
        self.records += 1
        self.amount += amount


class Spend:
    """Sums of what was delivered, by vendor and by month, for each currency. Threads may add to it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.by_currency: dict[str, Sum] = {}
        self.by_vendor: dict[tuple[str, str], Sum] = {}
        self.by_month: dict[tuple[str, str], Sum] = {}
        self.credits = 0

    def add(self, records: Iterable[dict[str, Any]]) -> None:
        """Take in records in wire form, as they were accepted."""
        with self._lock:
            for record in records:
                amount, currency = Decimal(record["amount"]), record["currency"]
                moment = datetime.fromtimestamp(record["created"] / 1000, UTC)
                month = f"{moment.year:04d}-{moment.month:02d}"
                self.by_currency.setdefault(currency, Sum()).add(amount)
                self.by_vendor.setdefault((currency, record["vendor"]), Sum()).add(amount)
                self.by_month.setdefault((currency, month), Sum()).add(amount)
                self.credits += amount < 0

    @property
    def currencies(self) -> list[str]:
        """The one with most records first."""
        return sorted(self.by_currency, key=lambda name: (-self.by_currency[name].records, name))

    def vendors(self, currency: str) -> list[tuple[str, Sum]]:
        """Vendors of a currency, largest first."""
        found = [(vendor, total) for (code, vendor), total in self.by_vendor.items() if code == currency]
        return sorted(found, key=lambda item: (-item[1].amount, item[0]))

    def months(self, currency: str) -> list[tuple[str, Sum]]:
        """Months of a currency, in order."""
        return sorted(
            ((month, total) for (code, month), total in self.by_month.items() if code == currency),
            key=lambda item: item[0],
        )
