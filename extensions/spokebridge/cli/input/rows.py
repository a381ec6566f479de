"""A row of a file, and what every kind of file can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it begins, its fields, and itself as it stands in the file.

    `problem` says why no record can be made of it; then it has no fields. An empty row has neither.
    """

    place: int
    values: Mapping[str, Any] | None
    raw: Any
    problem: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return self.values is None and self.problem is None


class RowWriter(Protocol):
    """Writes rows in the form they were read in."""

    def write(self, row: Row) -> int:
        """Write one; where it stands in the new file."""
        ...

    def close(self) -> None:
        """Nothing more follows."""
        ...


class RowFile(Protocol):
    """A file of rows that can be read any number of times."""

    @property
    def path(self) -> Path:
        """Where it is."""
        ...

    @property
    def unit(self) -> str:
        """What `place` of a row counts: line or row."""
        ...

    @property
    def share(self) -> float:
        """How much of the file the last reading has read, from 0 to 1."""
        ...

    def check(self) -> None:
        """Raises ConfigurationError for what shows on a glance: another encoding, another kind of file."""
        ...

    def rows(self) -> Iterator[Row]:
        """All rows. Raises ConfigurationError for a file that cannot be read at all."""
        ...

    def writer(self, file: BinaryIO) -> RowWriter:
        """For rows of this file."""
        ...
