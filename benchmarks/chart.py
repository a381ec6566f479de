"""Draws `docs/pictures/performance.svg` from the kept results: our records a second next to each peer's.

python -m benchmarks.chart
"""

from __future__ import annotations

import importlib
import json
from html import escape
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.plan import OURS
from benchmarks.report import RESULTS

PICTURE = Path("docs/pictures/performance.svg")
WIDTH, LABEL, BAR, ROW, HEAD = 860, 320, 400, 24, 44
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#24292f}.t{font-weight:600;font-size:14px}"
    ".o{fill:#0b6e4f}.p{fill:#8c959f}@media(prefers-color-scheme:dark){text{fill:#e6edf3}.o{fill:#3fb68b}}"
)


def main() -> None:
    """Draw it."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8"))
    charted = [result for result in kept["results"] if _moves(result)]
    parts: list[str] = []
    height = 10
    for result in charted:
        parts.append(f'<text class="t" x="10" y="{height + 20}">{escape(result["title"])}, records/s</text>')
        height += HEAD - 10
        rates = {peer: median(one["records"] / one["seconds"] for one in ones) for peer, ones in _peers(result)}
        for peer, rate in rates.items():
            parts.append(_row(peer, rate, rate / max(rates.values()), height))
            height += ROW
        height += 16
    title = f"Records a second next to peers, {kept['date']}"
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{title}">'
        f"<title>{title}</title><style>{STYLE}</style>{''.join(parts)}</svg>\n",
        encoding="utf-8",
    )


def _row(peer: str, rate: float, share: float, top: int) -> str:
    name: str = importlib.import_module(f"benchmarks.peers.{peer}").NAME
    kind = "o" if peer == OURS else "p"
    return (
        f'<text x="{LABEL - 8}" y="{top + 15}" text-anchor="end">{escape(name)}</text>'
        f'<rect class="{kind}" x="{LABEL}" y="{top + 3}" width="{max(1, share * BAR):.0f}" height="{ROW - 8}" rx="2"/>'
        f'<text x="{LABEL + share * BAR + 8:.0f}" y="{top + 15}">{rate:,.0f}</text>'
    )


def _moves(result: dict[str, Any]) -> bool:
    return any(one["records"] > 1000 for _, ones in _peers(result) for one in ones)


def _peers(result: dict[str, Any]) -> list[tuple[str, list[dict[str, float]]]]:
    return list(result["measured"].items())


if __name__ == "__main__":
    main()
