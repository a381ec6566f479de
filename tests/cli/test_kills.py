"""A sync that is killed at any moment loses nothing and repeats nothing.

Each seed starts real processes, kills them with SIGKILL when the sandbox has seen some request, and lets the next one
go on. `nox -s kills` does it for 200 seeds; here a few will do.
"""

from __future__ import annotations

import os
import random
import signal
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from spokebridge.sandbox import Sandbox
from tests.support.sync_process import SyncProcess
from tests.support.syncing import APP, World, bill

SEEDS = int(os.environ.get("SPOKEBRIDGE_KILLS", "5"))
CONNECTIONS, BILLS, BATCH = 2, 60, 12
REQUESTS = 34  # about what a whole run makes; some kills come too late, as in life

CONFIG = f'app_id = "{APP}"\npage_size = 20\nbatch = {BATCH}\nconnections_at_once = 2\n'


def bills(seed: random.Random, number: int) -> list[dict[str, Any]]:
    return [
        bill(
            f"{number}-{index}",
            Decimal(seed.randrange(-5000, 90000)) / 100,
            day=f"2024-{seed.randrange(1, 13):02d}-{seed.randrange(1, 29):02d}T00:00:00Z",
            party_identifier=f"p-{seed.randrange(5)}",
            transaction_status=seed.choice(["PAID", "UNPAID", "PAID", "VOIDED"]),
        )
        for index in range(BILLS)
    ]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("number", range(SEEDS))
def test_killed_and_resumed_each_bill_arrives_exactly_once(number: int, tmp_path: Path) -> None:
    seed = random.Random(number)
    with Sandbox(seed=number) as sandbox:
        world = World(sandbox, tmp_path)
        made = [bills(seed, connection) for connection in range(CONNECTIONS)]
        tables = [
            f'[[connections]]\ncompany = "{source.company}"\nconnection = "{source.connection}"\n'
            for source in map(world.connect, made)
        ]
        config = tmp_path / "sync.toml"
        config.write_text(CONFIG + "".join(tables))
        for after in seed.sample(range(0, 24, 2), 6):  # the longer a batch is on its way, the more kills find it there
            sandbox.fail("publishSpendData", status=503, retry_after=0.1, after=after)
        if seed.random() < 0.3:
            sandbox.fail("publishSpendData", kind="reset", applied=True, after=seed.randrange(6))
        kills = sum(
            SyncProcess(world, config).signal_at(seed.randrange(1, REQUESTS), signal.SIGKILL, seed.random() * 0.02)
            == -signal.SIGKILL
            for _ in range(seed.randrange(1, 4) if SEEDS > 50 else 1)
        )
        code, words = SyncProcess(world, config).end()
        assert code == 0, words
        due = {
            one["transaction_reference"]: one for part in made for one in part if one["transaction_status"] != "VOIDED"
        }
        received = sandbox.received_spend(APP)
        assert sorted(record["invoiceNumber"] for record in received) == sorted(due)
        assert all(record["amount"] == due[record["invoiceNumber"]]["transaction_gross_value"] for record in received)
        # a kill can repeat what was on its way and not yet written down: a batch for each connection
        assert sandbox.productiv_store.duplicate_spend(APP) <= (kills + 1) * CONNECTIONS * BATCH
        assert world.run().count("accepted") == 0
