"""Records on a terminal: a table of the columns that have something and fit, or one record as a list of its fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from itertools import islice
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from spokebridge.cli.output.columns import Column, Kind, columns_in
from spokebridge.cli.output.plain import plain, text
from spokebridge.cli.visible import visible

SAMPLE = 100  # records that decide columns and widths, before the first is shown
WIDEST = 40
_GAP = 2
_PIECE = re.compile(r"[A-Z]?[^_.A-Z]+[_.]?|.")
_RIGHT = (Kind.NUMBER, Kind.INTEGER, Kind.FLOAT)


def show_table(
    records: Iterable[Any], columns: Sequence[Column] | None, console: Console, *, all_columns: bool
) -> None:
    """Show records as they come. `columns` of None are found in the records.

    With `all_columns` none is left out, for they were chosen by name.
    """
    source = (plain(record) for record in records)
    sample = list(islice(source, SAMPLE))
    if not sample:
        console.print("nothing found")
        return
    known = columns_in(sample) if columns is None else columns
    filled = known if all_columns else _filled(known, sample)
    widths = {column.name: _width(column, sample) for column in filled}
    shown = filled if all_columns else list(_fitting(filled, widths, console.width))
    console.print(_table(sample, shown, widths, heading=True))
    while more := list(islice(source, SAMPLE)):
        console.print(_table(more, shown, widths, heading=False))
    if left := [column.name for column in filled if column not in shown]:
        names = Text(", ".join(left))
        console.print(Text("not shown: ").append(names).append("  (--columns NAME, --format jsonl)"), style="dim")


def show_fields(record: Any, console: Console) -> None:
    """Show one record, a field a line; what is empty is left out."""
    table = Table(show_header=False, box=None, pad_edge=False, padding=(0, _GAP, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    values = plain(record)
    for column in columns_in([values]):
        if value := _cell(column, values):
            table.add_row(Text(column.name), Text(value))
    console.print(table)


def _table(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[Column], widths: Mapping[str, int], *, heading: bool
) -> Table:
    table = Table(box=SIMPLE_HEAD if heading else None, pad_edge=False, show_header=heading, padding=(0, _GAP, 0, 0))
    for column in columns:
        table.add_column(
            Text(_heading(column.name, widths[column.name])),
            justify="right" if column.kind in _RIGHT else "left",
            width=widths[column.name],
            no_wrap=True,
            overflow="ellipsis",
        )
    for row in rows:
        table.add_row(*(Text(_cell(column, row)) for column in columns))
    return table


def _filled(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> list[Column]:
    """Those that hold something; what is a list comes last."""
    found = [column for column in columns if any(_cell(column, row) for row in rows)]
    return sorted(found, key=lambda column: column.kind is Kind.JSON)


def _fitting(columns: Sequence[Column], widths: Mapping[str, int], width: int) -> Iterator[Column]:
    """The columns from the left that fit side by side; at least one."""
    used = 0
    for number, column in enumerate(columns):
        used += widths[column.name] + _GAP
        if number and used > width:
            return
        yield column


def _width(column: Column, rows: Sequence[Mapping[str, Any]]) -> int:
    longest = max(len(piece) for piece in _PIECE.findall(column.name))
    return min(WIDEST, max(longest, *(len(_cell(column, row)) for row in rows)))


def _heading(name: str, width: int) -> str:
    """The name on as many lines as the width of its column asks for, broken where its words end."""
    lines = [""]
    for piece in _PIECE.findall(name):
        if lines[-1] and len(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece
    return "\n".join(lines)


def _cell(column: Column, row: Mapping[str, Any]) -> str:
    value = column.value(row)
    if isinstance(value, datetime):
        whole = value.replace(microsecond=0)
        value = value.date() if value.time() == time() else whole
    return visible(text(value))
