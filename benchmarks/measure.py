"""One measurement of one peer, in this process and alone in it.

    python -m benchmarks.measure TASK PEER [--url URL] [--warm-up URL] [--records N]

Prints seconds and records as JSON. `first_client` and `first_page` measure imports; for all other tasks everything is
loaded and each function was called once before the time is taken, at the small server of `--warm-up`.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import time
from collections.abc import Callable
from types import ModuleType
from typing import NamedTuple

from benchmarks.peers import CHUNK, PAGE, WARM_UP
from benchmarks.records import page_of_bills, spend

Measured = tuple[float, int]
"""Seconds, and records moved in them."""


class Where(NamedTuple):
    """The addresses of the server that is measured with, and of the one to warm up."""

    url: str
    warm_up: str


def first_client(peer: ModuleType, where: Where, records: int) -> Measured:
    start = time.perf_counter()
    clients = peer.first_client()
    seconds = time.perf_counter() - start
    del clients
    return seconds, 1


def first_page(peer: ModuleType, where: Where, records: int) -> Measured:
    return _timed(lambda: peer.pull(where.url))


def pull(peer: ModuleType, where: Where, records: int) -> Measured:
    peer.pull(where.warm_up)
    return _timed(lambda: peer.pull(where.url))


def pull_ahead(peer: ModuleType, where: Where, records: int) -> Measured:
    peer.pull_ahead(where.warm_up)
    return _timed(lambda: peer.pull_ahead(where.url))


def push(peer: ModuleType, where: Where, records: int) -> Measured:
    rows = list(spend(records))
    peer.push(where.warm_up, rows[:WARM_UP])
    return _timed(lambda: peer.push(where.url, rows))


def push_ahead(peer: ModuleType, where: Where, records: int) -> Measured:
    rows = list(spend(records))
    peer.push_ahead(where.warm_up, rows[:WARM_UP])
    return _timed(lambda: peer.push_ahead(where.url, rows))


def decode(peer: ModuleType, where: Where, records: int) -> Measured:
    content = b'{"results":%b,"total":%d}' % (page_of_bills(PAGE), PAGE)
    peer.decode(content)
    return _repeated(lambda: peer.decode(content), records // PAGE, PAGE)


def encode(peer: ModuleType, where: Where, records: int) -> Measured:
    rows = [{**record, "amount": float(record["amount"])} for record in spend(CHUNK)]
    value = peer.typed(json.dumps({"records": rows}).encode())
    peer.encode(value)
    return _repeated(lambda: peer.encode(value), records // CHUNK, CHUNK)


TASKS: dict[str, Callable[[ModuleType, Where, int], Measured]] = {
    task.__name__: task for task in (first_client, first_page, pull, pull_ahead, push, push_ahead, decode, encode)
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
    parser.add_argument("--warm-up", default="")
    parser.add_argument("--records", type=int, default=0)
    options = parser.parse_args()
    peer = importlib.import_module(f"benchmarks.peers.{options.peer}")
    seconds, records = TASKS[options.task](peer, Where(options.url, options.warm_up), options.records)
    print(json.dumps({"seconds": seconds, "records": records}))


if __name__ == "__main__":
    main()
