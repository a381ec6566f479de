"""Where records go, and in which form: to a file by its ending, else a table on a terminal and JSON Lines in a pipe."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal, TypeAlias

import click

from productiv_client import codec
from spokebridge.cli.output.columns import Column, chosen, columns_in, columns_of
from spokebridge.cli.output.delimited import write_csv
from spokebridge.cli.output.lines import write_lines
from spokebridge.cli.output.plain import line
from spokebridge.cli.replacing import replacing
from spokebridge.errors import ConfigurationError

Format: TypeAlias = Literal["table", "jsonl", "csv", "parquet"]
ENDINGS: dict[str, Format] = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet"}


class Counted:
    """Records that are counted as they pass."""

    def __init__(self, records: Iterable[Any]) -> None:
        self._records = records
        self.count = 0

    def __iter__(self) -> Iterator[Any]:
        for record in self._records:
            self.count += 1
            yield record


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to write, in which form, and which columns. What is None is decided by the rest."""

    output: Path | None = None
    format: Format | None = None
    columns: tuple[str, ...] = ()

    def chosen_format(self) -> Format:
        """The form to write. Raises ConfigurationError for a file name that names none."""
        if self.format is not None:
            return self.format
        if self.output is None:
            return "table" if sys.stdout.isatty() else "jsonl"
        found = ENDINGS.get(self.output.suffix.lower())
        if found is None:
            raise ConfigurationError(
                f"--output {self.output}: the ending says which form to write; use {', '.join(ENDINGS)}, or --format"
            )
        return found

    def write(self, records: Iterable[Any], record_type: Any) -> None:
        """Write all of them. A file is there in full or not at all.

        `record_type` is the class of the records; None for mappings of which nothing is known beforehand.
        """
        form = self.chosen_format()
        if form == "table" and self.output is None:
            self._show(records, record_type)
            return
        if form == "parquet" and self.output is None:
            raise ConfigurationError("--format parquet needs a file: --output NAME.parquet")
        if form == "table":
            raise ConfigurationError(
                "--format table goes to the terminal; leave out --output, or use jsonl, csv, parquet"
            )
        if self.output is None:
            self._send(form, records, record_type, sys.stdout.buffer)
            return
        counted = Counted(records)
        with replacing(self.output) as file:
            self._send(form, counted, record_type, file)
        click.echo(f"{counted.count:,} records written to {self.output}", err=True)

    def _show(self, records: Iterable[Any], record_type: Any) -> None:
        from rich.console import Console

        from spokebridge.cli.output.tables import show_table

        columns = None if record_type is None else self._picked(columns_of(record_type))
        if columns is None and self.columns:
            columns = [Column(tuple(name.split("."))) for name in self.columns]
        show_table(records, columns, Console(), all_columns=bool(self.columns))

    def _send(self, form: Format, records: Iterable[Any], record_type: Any, file: BinaryIO) -> None:
        if form == "jsonl":
            write_lines(records, file)
            return
        if form == "csv":
            write = write_csv
        else:
            from spokebridge.cli.output.parquet import write_parquet as write
        if record_type is not None:
            write(records, self._picked(columns_of(record_type)), file)
            return
        with tempfile.TemporaryFile() as spool:
            for record in records:
                spool.write(line(record) + b"\n")
            columns = self._picked(columns_in(_spooled(spool)))
            write(_spooled(spool), columns, file)

    def _picked(self, columns: Sequence[Column]) -> Sequence[Column]:
        return chosen(columns, self.columns) if self.columns else columns


def _spooled(file: BinaryIO) -> Iterator[Any]:
    """Records that were put aside, because only all of them together tell which columns there are."""
    file.seek(0)
    for content in file:
        yield codec.parse(content)
