"""50 connections × 2,000 bills in one `spokebridge sync`: how long it takes, and how much memory the process needs.

    python -m benchmarks.sync [--connections 50] [--bills 2000] [--bound 200]

The sandbox runs in this process. The sync runs in one that a third, small one starts: the peak that the system reports
of a process is never below that of the one it was forked from. Exits with 1 when a bill is missing or the peak is above
the bound (MiB).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from spokebridge.sandbox import Sandbox

APP = "spend-import"
MIB = 1024 * 1024


def main() -> int:
    """Run both sizes and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--connections", type=int, default=50)
    parser.add_argument("--bills", type=int, default=2000)
    parser.add_argument("--bound", type=int, default=150, help="MiB")
    options = parser.parse_args()
    print(f"{'connections':>11} {'bills each':>10} {'seconds':>8} {'bills/s':>8} {'peak MiB':>8} {'second run s':>12}")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as starter:
        starter.submit(os.getpid).result()
        small = measured(starter, 1, options.bills)
        whole = measured(starter, options.connections, options.bills)
    print(f"{options.connections} connections need {(whole - small) / MIB:.0f} MiB more than one")
    print(f"peak {whole / MIB:.0f} MiB, bound {options.bound} MiB")
    return 0 if whole <= options.bound * MIB else 1


def measured(starter: ProcessPoolExecutor, connections: int, bills: int) -> int:
    """Print a line; the peak memory of the first run in bytes."""
    with Sandbox() as sandbox, tempfile.TemporaryDirectory() as folder:
        expected = 0
        tables: list[str] = []
        for _ in range(connections):
            connection = sandbox.ninespokes_store.add_example(0)
            made = sandbox.ninespokes_store.make_up_bills(connection.id, bills)
            expected += sum(bill["data"]["transaction_status"] != "VOIDED" for bill in made)
            tables.append(f'[[connections]]\ncompany = "{connection.company}"\nconnection = "{connection.id}"\n')
        config = Path(folder) / "sync.toml"
        config.write_text(f'app_id = "{APP}"\nreport = "report.html"\n' + "".join(tables))
        settings = {f"PRODUCTIV_{name.upper()}": str(value) for name, value in sandbox.productiv.items()}
        settings |= {f"NINESPOKES_{name.upper()}": str(value) for name, value in sandbox.ninespokes.items()}
        seconds, peak = starter.submit(synced, config, settings).result()
        arrived = len(sandbox.received_spend(APP))
        if arrived != expected:
            raise SystemExit(f"{expected} bills were due and {arrived} arrived")
        again, _ = starter.submit(synced, config, settings).result()
        total = connections * bills
        print(
            f"{connections:>11} {bills:>10,} {seconds:>8.1f} {total / seconds:>8,.0f} {peak / MIB:>8.0f} {again:>12.1f}"
        )
        return peak


def synced(config: Path, settings: dict[str, str]) -> tuple[float, int]:
    """Seconds and peak memory in bytes of one `spokebridge sync`."""
    environment = {**os.environ, **settings, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "spokebridge", "sync", "--config", str(config), "--json"]
    began = time.perf_counter()
    with (
        tempfile.TemporaryFile() as output,
        subprocess.Popen(command, env=environment, stdout=output, stderr=output) as process,
    ):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read().decode()
    if process.returncode != 0:
        raise RuntimeError(f"the sync ended with {process.returncode}: {said[:2000]}")
    return time.perf_counter() - began, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    raise SystemExit(main())
