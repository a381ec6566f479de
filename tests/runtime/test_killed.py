"""A process that publishes is killed, really, again and again; with its journal the next one goes on."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.support.server import FakeServer, Received, Reply

PUBLISH = "POST /services/push/v1/customer/apps/figma/finance"
RECORDS = 20_000

CHILD = """
import json, sys
from spokebridge import Productiv
settings, journal, count = json.loads(sys.argv[1]), sys.argv[2], int(sys.argv[3])
records = (
    {"signatureId": f"T-{number}", "created": 1_719_830_400_000, "amount": 12, "currency": "USD", "type": "expense",
     "vendor": "GitHub"}
    for number in range(count)
)
with Productiv(**settings) as productiv:
    report = productiv.spend.publish("figma", records, concurrency=3, journal=journal)
print(report.accepted, report.resumed, len(report.rejected), len(report.unknown))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_process_loses_nothing_and_repeats_only_what_was_under_way(tmp_path: Path) -> None:
    arrived: Counter[str] = Counter()
    lock = threading.Lock()
    pace = threading.Event()

    def take(request: Received) -> Reply:
        with lock:
            arrived.update(record["signatureId"] for record in request.json["records"])
        pace.set()
        time.sleep(0.03)
        return Reply(200, {"success": True})

    kills = 2
    with FakeServer() as server:
        server.answer(PUBLISH, take)
        child = [sys.executable, "-c", CHILD, json.dumps(server.productiv), str(tmp_path / "journal"), str(RECORDS)]
        for _ in range(kills):
            pace.clear()
            with subprocess.Popen(child, stdout=subprocess.PIPE) as process:
                assert pace.wait(30)
                time.sleep(0.1)
                process.send_signal(signal.SIGKILL)
                assert process.wait(10) == -signal.SIGKILL
        done = subprocess.run(child, capture_output=True, text=True, check=True, timeout=60)
    accepted, resumed, rejected, unknown = map(int, done.stdout.split())
    assert (accepted, rejected, unknown) == (RECORDS, 0, 0)
    assert resumed > 0
    assert set(arrived) == {f"T-{number}" for number in range(RECORDS)}
    repeated = sum(times - 1 for times in arrived.values())
    assert repeated <= kills * 3 * 1000  # what was under way at the kills, no more than `concurrency` requests each
    assert sum(arrived.values()) - repeated == RECORDS
