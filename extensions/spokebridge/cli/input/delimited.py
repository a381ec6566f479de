"""CSV: a heading and a record a row.

Between the cells stands a comma, semicolon, tab or bar, whichever the heading has most of.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from spokebridge.cli.input.rows import Row
from spokebridge.errors import ConfigurationError

DEFAULT_ENCODING = "utf-8-sig"
BLOCK = 1_000_000
_DELIMITERS = ",;\t|"


class CsvFile:
    """Rows are mappings of heading to cell; all cells are text. Empty cells are fields of empty text."""

    unit = "line"

    def __init__(self, path: Path, encoding: str = DEFAULT_ENCODING) -> None:
        self.path = path
        self.share = 0.0
        self._encoding = encoding
        self._heading: Sequence[str] = ()
        self._delimiter = ","

    def check(self) -> None:
        """Read all of it as text, so that a wrong encoding shows before anything is sent."""
        decoder = codecs.getincrementaldecoder(self._encoding)()
        with self.path.open("rb") as file:
            try:
                while block := file.read(BLOCK):
                    decoder.decode(block)
                decoder.decode(b"", final=True)
            except UnicodeDecodeError as error:
                raise self._undecodable(error) from None

    def rows(self) -> Iterator[Row]:
        """All rows below the heading, the empty ones too."""
        size = max(1, self.path.stat().st_size)
        with self.path.open("rb") as raw, io.TextIOWrapper(raw, encoding=self._encoding, newline="") as text:
            place = 1
            try:
                first = text.readline()
                self._delimiter = max(_DELIMITERS, key=first.count)
                reader = csv.reader(_again(first, text), delimiter=self._delimiter, strict=True)
                self._heading = self._checked(next(reader, list[str]()))
                place = reader.line_num + 1
                for cells in reader:
                    yield self._row(place, cells)
                    place = reader.line_num + 1
                    self.share = min(1.0, raw.tell() / size)
            except csv.Error as error:
                raise ConfigurationError(
                    f"{self.path}, line {place}: {error}; correct the quotes of this line"
                ) from None

    def writer(self, file: BinaryIO) -> CsvWriter:
        """In the same encoding and with the same heading."""
        return CsvWriter(file, self._encoding, self._delimiter, self._heading)

    def _row(self, place: int, cells: list[str]) -> Row:
        if not any(cell.strip() for cell in cells):
            return Row(place, None, cells)
        if len(cells) != len(self._heading):
            problem = f"{len(cells)} cells, but the heading has {len(self._heading)}"
            return Row(place, None, cells, problem)
        return Row(place, dict(zip(self._heading, cells, strict=True)), cells)

    def _checked(self, heading: list[str]) -> list[str]:
        if not heading:
            raise ConfigurationError(f"{self.path} is empty; the first line has to name the columns")
        for number, name in enumerate(heading, start=1):
            if not name.strip():
                raise ConfigurationError(f"{self.path}, line 1, column {number}: the heading is empty; give it a name")
            if name in heading[: number - 1]:
                raise ConfigurationError(f"{self.path}, line 1, column {number}: a second {name!r}; rename one of them")
        return heading

    def _undecodable(self, error: UnicodeDecodeError) -> ConfigurationError:
        where = ""
        with self.path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                try:
                    line.decode(self._encoding)
                except UnicodeDecodeError as found:
                    where = f", line {number}, byte {found.start + 1} (0x{line[found.start]:02x})"
                    break
        hint = "cp1252, for example" if self._encoding == DEFAULT_ENCODING else "the one it was written in"
        return ConfigurationError(f"{self.path}{where}: this is not {error.encoding} text; give --encoding, {hint}")


class CsvWriter:
    """Writes a heading and rows."""

    def __init__(self, file: BinaryIO, encoding: str, delimiter: str, heading: Sequence[str]) -> None:
        self._text = io.TextIOWrapper(file, encoding=encoding, newline="", write_through=True)
        self._table = csv.writer(self._text, delimiter=delimiter, lineterminator="\n")
        self._table.writerow(heading)
        self._lines = 1

    def write(self, row: Row) -> int:
        """Write one; the line it begins at."""
        place = self._lines + 1
        self._table.writerow(row.raw)
        self._lines += 1 + sum(cell.count("\n") for cell in row.raw)
        return place

    def close(self) -> None:
        """Leave the file to whoever opened it."""
        self._text.detach()


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
