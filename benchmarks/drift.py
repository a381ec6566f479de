"""What it costs to look for members that the description does not have. `python -m benchmarks.drift`

The answers are made up in process; a page holds 500 bills, all as described.
"""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.hooks import detach, measured
from benchmarks.peers import PAGE
from benchmarks.records import page_of_bills
from spokebridge import NineSpokes
from spokebridge.drift import SAMPLED, DriftLog

PAGES = 100


class Sampling(DriftLog):
    """Looks into each answer, or into none."""

    def __init__(self, *, always: bool) -> None:
        super().__init__()
        self._always = always

    def is_sample(self, operation: str) -> bool:
        """The same every time."""
        return self._always


def table() -> str:
    """The measurements as Markdown."""
    tasks = {
        "no answer": reading(Sampling(always=False)),
        f"one answer in {SAMPLED}, as it is": reading(DriftLog()),
        "every answer": reading(Sampling(always=True)),
        "every record, `strict=True`": reading(DriftLog(), strict=True),
    }
    taken = measured(tasks, PAGES)
    least = next(iter(taken.values()))
    lines = ["| looked into | ms for a page of 500 | more than none |", "| --- | ---: | ---: |"]
    for name, microseconds in taken.items():
        more = (microseconds - least) / least
        lines.append(f"| {name} | {microseconds / PAGES / 1000:.2f} | {more:+.1%} |")
    return "\n".join(lines)


def reading(log: DriftLog, *, strict: bool = False) -> Callable[[], object]:
    """Reads one page with this log."""
    client = NineSpokes("key", allow_plugins=[], rate_limit=None, strict=strict)
    detach(client, b'{"results":%b,"total":%d}' % (page_of_bills(PAGE), PAGE), drift_log=log)
    return lambda: next(iter(client.data.bills("company", "connection", page_size=PAGE).pages()))


if __name__ == "__main__":
    print(table())
