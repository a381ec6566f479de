"""Many nights, each with new, late, changed, voided and wrong bills, and with faults: what arrived is what was due."""

from __future__ import annotations

import os
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from spokebridge.bridge.routes import Source
from spokebridge.sandbox import Sandbox
from tests.support.syncing import World, bill

SEEDS = 300 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 8
NIGHTS = 9
OVERLAP = timedelta(days=21)
FIRST = date(2024, 1, 1)


class Customer:
    """A connection, and what its bills are by now."""

    def __init__(self, world: World, seed: random.Random, number: int) -> None:
        self.world = world
        self.seed = seed
        self.source: Source = world.connect(name=f"Customer {number}")
        self.bills: dict[str, dict[str, Any]] = {}
        self.wrong: set[str] = set()
        self.delivered: set[str] = set()

    def works(self, night: int) -> None:
        """A day at the office: bills of today and late ones, corrections, voids."""
        today = FIRST + timedelta(days=7 * night)
        for _ in range(self.seed.randrange(8)):
            reference = f"{self.source.connection}-{len(self.bills)}"
            entered = today - timedelta(days=self.seed.choice([0, 0, 1, 5, 20]))
            made = bill(reference, self.seed.randrange(1, 9999), f"{entered}T00:00:00Z")
            if self.seed.random() < 0.2:
                made["transaction_currency"] = "Quid"
                self.wrong.add(reference)
            self.bills[reference] = made
            self.world.add(self.source, made)
        for reference in list(self.bills):
            if reference in self.wrong and self.seed.random() < 0.3:
                self.change(reference, transaction_currency="NZD")
                self.wrong.discard(reference)
            elif reference not in self.delivered and self.seed.random() < 0.1:
                self.change(reference, transaction_status="VOIDED")
                self.wrong.discard(reference)

    def change(self, reference: str, **changes: Any) -> None:
        self.bills[reference] |= changes
        self.world.correct(self.source, reference, **changes)

    @property
    def due(self) -> set[str]:
        return {
            reference
            for reference, one in self.bills.items()
            if reference not in self.wrong and one.get("transaction_status") != "VOIDED"
        }


def trouble(sandbox: Sandbox, seed: random.Random) -> None:
    """A bad night: some calls fail for longer than they are repeated."""
    for operation in ("listBills", "publishSpendData", "listContacts", "getConnectionStatus"):
        if seed.random() < 0.25:
            times = seed.choice([1, 2, 40])
            kind = seed.choice(["status", "reset", "truncated"])
            sandbox.fail(operation, kind=kind, times=times, after=seed.randrange(4), applied=kind != "truncated")


@pytest.mark.parametrize("number", range(SEEDS))
def test_after_all_nights_exactly_what_was_due_is_there(number: int, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("spokebridge.concurrency.threads.sleep", lambda _: None)
    seed = random.Random(number)
    with Sandbox(seed=number) as sandbox:
        world = World(sandbox, tmp_path)
        customers = [Customer(world, seed, index) for index in range(2)]
        for night in range(NIGHTS):
            for customer in customers:
                customer.works(night)
            trouble(sandbox, seed)
            run = world.run(batch=5, page_size=3, overlap=OVERLAP)
            sandbox.clear_faults()
            arrived = set(world.references)
            for customer in customers:
                customer.delivered = arrived & set(customer.bills)
            if not run.failed and not run.count("unknown"):
                assert arrived >= set().union(*(customer.due for customer in customers))
        last = world.run(batch=5, page_size=3, overlap=OVERLAP)
        assert set(world.references) == set().union(*(customer.due for customer in customers))
        assert len(world.references) == len(set(world.references))
        assert last.count("rejected") == sum(len(customer.wrong) for customer in customers)
        assert not last.failed
