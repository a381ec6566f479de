"""Tables of a run, and the file that docs/performance.md and the chart are made from."""

from __future__ import annotations

import importlib
import json
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import targets
from benchmarks.plan import OURS

RESULTS = Path("benchmarks/results.json")
PAGE = Path("docs/performance.md")
BEGIN, END = "<!-- results: made by python -m benchmarks --write -->", "<!-- end of results -->"
VERSIONS = ("httpx", "msgspec", "openapi-python-client", "openapi-generator-cli", "openai", "pydantic")


def table(result: dict[str, Any]) -> str:
    """One trial as Markdown. The ratio is ours to the peer's in records a second, median of the rounds."""
    measured: dict[str, list[dict[str, float]]] = result["measured"]
    moves = any(one["records"] > 1000 for rounds in measured.values() for one in rounds)
    unit = "records/s" if moves else "ms"
    lines = [
        f"### {result['title']}",
        "",
        f"| | {unit}, median | best | we are faster by |",
        "| --- | ---: | ---: | ---: |",
    ]
    for peer, rounds in measured.items():
        values = [_value(one, moves) for one in rounds]
        best = max(values) if moves else min(values)
        said = "" if peer == OURS else f"{targets.ratio(measured, peer):.2f} ×"
        lines.append(f"| {_name(peer)} | {median(values):,.0f} | {best:,.0f} | {said} |")
    return "\n".join([*lines, ""])


def write(results: list[dict[str, Any]], tables: list[str], records: int) -> None:
    """Keep the results, and put their tables into the page."""
    facts = {
        "date": datetime.now(UTC).date().isoformat(),
        "records": records,
        "python": platform.python_version(),
        "versions": {name: version(name) for name in VERSIONS},
    }
    RESULTS.write_text(json.dumps({**facts, "results": results}, indent=1) + "\n", encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(BEGIN)
    versions = ", ".join(f"{name} {number}" for name, number in facts["versions"].items())
    said = f"{facts['date']}, {records:,} records, Python {facts['python']}, {versions}."
    body = "\n".join([said, "", targets.table(results), "", *(table(result) for result in results), *tables])
    PAGE.write_text(f"{head}{BEGIN}\n{body}{END}{rest.split(END)[1]}", encoding="utf-8")


def _rate(one: dict[str, float]) -> float:
    return one["records"] / one["seconds"]


def _value(one: dict[str, float], moves: bool) -> float:
    return _rate(one) if moves else one["seconds"] * 1000


def _name(peer: str) -> str:
    name: str = importlib.import_module(f"benchmarks.peers.{peer}").NAME
    return name
