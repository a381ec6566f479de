"""Tables to look values up in: written in the rules file, or a CSV file beside it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

Table = Mapping[str, object]


class TableError(ValueError):
    """A table that cannot be read."""


def read_csv(path: Path, *, key: str, value: str, encoding: str = "utf-8-sig") -> Table:
    """The column `value` by the column `key`. Raises TableError; a key may come once, or again with the same value."""
    found: dict[str, object] = {}
    try:
        with path.open(encoding=encoding, newline="") as lines:
            rows = csv.DictReader(lines, strict=True)
            for column in (key, value):
                if column not in (rows.fieldnames or ()):
                    raise TableError(f"{path} has no column {column!r}; it has {', '.join(rows.fieldnames or ())}")
            for row in rows:
                name, item = row[key] or "", row[value] or ""
                if found.setdefault(name, item) != item:
                    raise TableError(f"{path}, line {rows.line_num}: {name!r} is there twice, with different values")
    except (OSError, csv.Error, UnicodeError, LookupError) as error:
        raise TableError(f"{path} cannot be read: {error}") from None
    return found
