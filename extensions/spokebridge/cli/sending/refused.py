"""Rows that were refused, in a file like the one they came from: to be corrected and sent again.

The reasons are in a second file beside it, so that nothing of them is sent.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from spokebridge.cli.input.opening import STDIN
from spokebridge.cli.input.rows import Row, RowFile
from spokebridge.cli.replacing import replacing
from spokebridge.errors import ConfigurationError
from spokebridge.report import Undelivered

_SENT_BEFORE = re.compile(r"\.rejected(-\d+)?$")
SHOWN = 5  # refused rows that are kept to be told
REASONS = ("line", "original_line", "outcome", "record", "status", "reason")


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not accepted. `outcome` is `rejected`, or `unknown` when its answer was lost."""

    row: Row
    outcome: str
    reason: str
    key: str = ""
    status: int | None = None


def refused_rows(source: RowFile, rejected: Sequence[Undelivered], unknown: Sequence[Undelivered]) -> Iterator[Refused]:
    """Reads the file again and picks its refused rows, those of which no record could be made included."""
    outcomes: Mapping[int, tuple[str, Undelivered]] = {
        **{item.index: ("rejected", item) for item in rejected},
        **{item.index: ("unknown", item) for item in unknown},
    }
    index = 0
    for row in source.rows():
        if row.problem is not None:
            yield Refused(row, "rejected", row.problem)
        elif not row.is_empty:
            if index in outcomes:
                outcome, item = outcomes[index]
                key = " ".join(str(part) for part in item.key if part is not None)
                yield Refused(row, outcome, item.reason, key, item.status)
            index += 1


def place_for(given: Path, chosen: Path | None) -> Path:
    """Where refused rows will go: beside the input, never over a file that is there, unless one was chosen.

    Raises ConfigurationError, before anything is sent, when nothing can be written there.
    """
    path = chosen
    if path is None:
        name = Path("stdin.jsonl") if given == STDIN else given
        stem = name.with_name(_SENT_BEFORE.sub("", name.stem))
        numbers = (".rejected" if number == 1 else f".rejected-{number}" for number in range(1, 1000))
        names = (stem.with_name(f"{stem.name}{part}{name.suffix}") for part in numbers)
        path = next(free for free in names if not free.exists())
    if not os.access(path.parent, os.W_OK):
        raise ConfigurationError(
            f"refused records would go to {path}, where nothing can be written; use --rejected FILE"
        )
    return path


def write_refused(source: RowFile, refused: Iterator[Refused], path: Path) -> tuple[int, list[Refused]]:
    """Write the rows and, beside them, the reasons. How many there were, and the first few."""
    first: list[Refused] = []
    count = 0
    with replacing(path) as rows, replacing(reasons_path(path)) as beside:
        text = io.TextIOWrapper(beside, encoding="utf-8", newline="", write_through=True)
        reasons = csv.writer(text, lineterminator="\n")
        reasons.writerow(REASONS)
        with closing(source.writer(rows)) as writer:
            for item in refused:
                place = writer.write(item.row)
                reasons.writerow([place, item.row.place, item.outcome, item.key, item.status or "", item.reason])
                count += 1
                if len(first) < SHOWN:
                    first.append(item)
        text.detach()
    return count, first


def reasons_path(path: Path) -> Path:
    """Where the reasons are."""
    return path.with_name(f"{path.stem}.reasons.csv")
