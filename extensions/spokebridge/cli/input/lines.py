"""JSON Lines: a JSON object a line, with exact numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from productiv_client import codec
from productiv_client.errors import DecodeError
from spokebridge.cli.input.rows import Row
from spokebridge.plain import is_object

_BOM = b"\xef\xbb\xbf"


class LinesFile:
    """Rows are the objects."""

    unit = "line"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.share = 0.0

    def check(self) -> None:
        """Each line is looked at when its turn comes."""

    def rows(self) -> Iterator[Row]:
        """One for each line, the empty ones too."""
        size, read = max(1, self.path.stat().st_size), 0
        with self.path.open("rb") as file:
            for place, line in enumerate(file, start=1):
                read += len(line)
                self.share = read / size
                yield _row(place, line.removeprefix(_BOM) if place == 1 else line)

    def writer(self, file: BinaryIO) -> LinesWriter:
        """Lines as they were."""
        return LinesWriter(file)


class LinesWriter:
    """Writes lines."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._lines = 0

    def write(self, row: Row) -> int:
        """Write one; the number of its line."""
        self._file.write(row.raw.rstrip(b"\r\n") + b"\n")
        self._lines += 1
        return self._lines

    def close(self) -> None:
        """There is nothing to do."""


def _row(place: int, line: bytes) -> Row:
    if not line.strip():
        return Row(place, None, line)
    try:
        found = codec.parse(line)
    except DecodeError as error:
        reason = str(error).removeprefix("the body is ").partition("; it has ")[0]  # a line is no body
        return Row(place, None, line, f"{reason}; write each record as one object on a line of its own: {{...}}")
    if not is_object(found):
        return Row(place, None, line, f"a {type(found).__name__} is no record; write an object: {{...}}")
    return Row(place, found, line)
