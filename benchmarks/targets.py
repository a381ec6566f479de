"""What this project wants to reach, and whether a run reached it. All of it compares measurements of the same run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from statistics import median
from typing import Any, NamedTuple

from benchmarks import plan
from benchmarks.plan import OURS, SEQUENTIAL

Measured = Mapping[str, list[dict[str, float]]]


class Target(NamedTuple):
    """A number of one trial, and its limit."""

    title: str
    what: str
    limit: float
    least: bool
    value: Callable[[Measured], float]

    def line(self, measured: Measured) -> str:
        """A row of the table."""
        value = self.value(measured)
        met = value >= self.limit if self.least else value <= self.limit
        sign = "≥" if self.least else "≤"
        return f"| {self.title} | {self.what} | {sign} {self.limit:g} | {value:.2f} | {'yes' if met else 'no'} |"


def ratio(measured: Measured, peer: str) -> float:
    """Our records a second to the peer's, median of the rounds."""
    pairs = zip(measured[OURS], measured[peer], strict=True)
    return median(ours["records"] / ours["seconds"] * one["seconds"] / one["records"] for ours, one in pairs)


def _times(peer: str) -> Callable[[Measured], float]:
    return lambda measured: ratio(measured, peer)


def _slowest(measured: Measured) -> float:
    return min(ratio(measured, peer) for peer in measured if peer != OURS)


def _above_httpx(measured: Measured) -> float:
    pairs = zip(measured[OURS], measured["httpx_alone"], strict=True)
    return median((ours["seconds"] - one["seconds"]) * 1000 for ours, one in pairs)


TARGETS = (
    Target(plan.FIRST_CLIENT, "ms above `import httpx`", 30, False, _above_httpx),
    Target(plan.PULL, "times openapi-python-client", 2, True, _times("vanilla")),
    Target(plan.PULL, "times Stainless style", 10, True, _times("stainless")),
    Target(plan.PULL, "times httpx + msgspec by hand", 0.85, True, _times("by_hand")),
    Target(plan.PULL_SLOW, "times every sequential peer", 6, True, _slowest),
    Target(plan.PUSH_SLOW, "times itself, sequential", 6, True, _times(SEQUENTIAL)),
)


def table(results: Iterable[Mapping[str, Any]]) -> str:
    """All targets of the trials that were run, as Markdown."""
    by_title = {result["title"]: result["measured"] for result in results}
    lines = ["| | what | target | measured | met |", "| --- | --- | ---: | ---: | --- |"]
    lines += [target.line(by_title[target.title]) for target in TARGETS if target.title in by_title]
    return "\n".join(lines)
