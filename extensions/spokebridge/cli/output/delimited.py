"""CSV: UTF-8, a heading, one record a line. Numbers are written in full, lists as JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from spokebridge.cli.output.columns import Column
from spokebridge.cli.output.plain import plain, text


def write_csv(records: Iterable[Any], columns: Sequence[Column], file: BinaryIO) -> None:
    """Write them."""
    wrapped = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    try:
        table = csv.writer(wrapped, lineterminator="\n")
        table.writerow([column.name for column in columns])
        for record in records:
            values = plain(record)
            table.writerow([text(column.value(values)) for column in columns])
    finally:
        wrapped.detach()
