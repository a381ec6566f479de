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
from benchmarks.plan import OURS, TITLES

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


def write(results: list[dict[str, Any]], tables: dict[str, str], records: int) -> None:
    """Keep the results, and put their tables into the page. What was not measured this time stays as it was kept."""
    facts = {
        "date": datetime.now(UTC).date().isoformat(),
        "records": records,
        "python": platform.python_version(),
        "versions": {name: version(name) for name in VERSIONS},
    }
    kept: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    by_title = {result["title"]: result for result in [*kept.get("results", []), *results]}
    order = {title: place for place, title in enumerate([*TITLES, *by_title])}
    merged = sorted(by_title.values(), key=lambda result: order[result["title"]])
    all_tables = {**kept.get("tables", {}), **tables}
    RESULTS.write_text(
        json.dumps({**facts, "results": merged, "tables": all_tables}, indent=1) + "\n", encoding="utf-8"
    )
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(BEGIN)
    versions = ", ".join(f"{name} {number}" for name, number in facts["versions"].items())
    said = f"{facts['date']}, {records:,} records, Python {facts['python']}, {versions}."
    sections = [f"### {title}\n\n{text}\n" for title, text in all_tables.items()]
    body = "\n".join([said, "", targets.table(merged), "", *(table(result) for result in merged), *sections])
    PAGE.write_text(f"{head}{BEGIN}\n{body}{END}{rest.split(END)[1]}", encoding="utf-8")


def _rate(one: dict[str, float]) -> float:
    return one["records"] / one["seconds"]


def _value(one: dict[str, float], moves: bool) -> float:
    return _rate(one) if moves else one["seconds"] * 1000


def _name(peer: str) -> str:
    name: str = importlib.import_module(f"benchmarks.peers.{peer}").NAME
    return name
