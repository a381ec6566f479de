"""One measurement of one peer, in this process and alone in it.

    python -m benchmarks.measure TASK PEER [--url URL] [--records N]

Prints seconds, records and the peak of memory as JSON. Only `first_client` measures imports.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import resource
import time
from collections.abc import Callable
from types import ModuleType

from benchmarks.peers import CHUNK, PAGE
from benchmarks.records import page_of_bills, spend

Measured = tuple[float, int]
"""Seconds, and records moved in them."""


def first_client(peer: ModuleType, url: str, records: int) -> Measured:
    start = time.perf_counter()
    clients = peer.first_client()
    seconds = time.perf_counter() - start
    del clients
    return seconds, 1


def pull(peer: ModuleType, url: str, records: int) -> Measured:
    peer.first_client()
    return _timed(lambda: peer.pull(url))


def pull_ahead(peer: ModuleType, url: str, records: int) -> Measured:
    peer.first_client()
    return _timed(lambda: peer.pull_ahead(url))


def push(peer: ModuleType, url: str, records: int) -> Measured:
    peer.first_client()
    return _timed(lambda: peer.push(url, spend(records)))


def push_ahead(peer: ModuleType, url: str, records: int) -> Measured:
    peer.first_client()
    return _timed(lambda: peer.push_ahead(url, spend(records)))


def decode(peer: ModuleType, url: str, records: int) -> Measured:
    content = b'{"results":%b,"total":%d}' % (page_of_bills(PAGE), PAGE)
    peer.decode(content)
    return _repeated(lambda: peer.decode(content), records // PAGE, PAGE)


def encode(peer: ModuleType, url: str, records: int) -> Measured:
    rows = [{**record, "amount": float(record["amount"])} for record in spend(CHUNK)]
    value = peer.typed(json.dumps({"records": rows}).encode())
    peer.encode(value)
    return _repeated(lambda: peer.encode(value), records // CHUNK, CHUNK)


TASKS: dict[str, Callable[[ModuleType, str, int], Measured]] = {
    task.__name__: task for task in (first_client, pull, pull_ahead, push, push_ahead, decode, encode)
}


def _timed(work: Callable[[], int]) -> Measured:
    start = time.perf_counter()
    count = work()
    return time.perf_counter() - start, count


def _repeated(work: Callable[[], object], times: int, records: int) -> Measured:
    gc.collect()
    start = time.perf_counter()
    for _ in range(times):
        work()
    return time.perf_counter() - start, times * records


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("peer")
    parser.add_argument("--url", default="")
    parser.add_argument("--records", type=int, default=0)
    options = parser.parse_args()
    peer = importlib.import_module(f"benchmarks.peers.{options.peer}")
    seconds, records = TASKS[options.task](peer, options.url, options.records)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "records": records, "peak_kib": peak}))


if __name__ == "__main__":
    main()
