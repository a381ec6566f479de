"""`corrections.yaml`: where our description deviates from the vendor's, and why. `specs/README.md` has the format.

Everything that can be wrong in the file is found here, with the file, the entry and what to write instead.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codegen.document import DocumentError, load_yaml
from codegen.facts.notation import is_list, is_mapping

CONFIDENCES = ("high", "medium", "unconfirmed")
SECTIONS = ("operations", "description", "pages")
_COMMON = ("id", "theirs", "ours", "source", "confidence", "date", "why")
_TEXTS = ("id", "pointer", "source", "confidence", "date", "why")


class LedgerError(DocumentError):
    """A ledger that cannot be used; the message names the file, the entry, the member and the fix."""


@dataclass(frozen=True)
class Entry:
    """One deviation. An entry of `operations` has no pointer: its two sides are operation ids."""

    id: str
    theirs: Any
    ours: Any
    source: str
    confidence: str
    date: str
    why: str
    pointer: str = ""


@dataclass(frozen=True)
class Ledger:
    """All deviations of one API, in the order of the file."""

    file: Path
    operations: tuple[Entry, ...] = ()
    description: tuple[Entry, ...] = ()
    pages: tuple[Entry, ...] = ()

    def entries(self) -> Iterator[Entry]:
        """Every entry, whatever its section."""
        yield from (*self.operations, *self.description, *self.pages)


def load_ledger(path: Path) -> Ledger:
    """Read and check one ledger. Raises LedgerError."""
    root = load_yaml(path)
    if not is_mapping(root):
        raise LedgerError(f"{path}: not a ledger; write the lists `operations:`, `description:` and `pages:`")
    for section in root:
        if section not in SECTIONS:
            raise LedgerError(f"{path}: `{section}` is not a section{_meant(str(section), SECTIONS)}")
    ledger = Ledger(path, *(tuple(_section(path, name, root.get(name))) for name in SECTIONS))
    seen: set[str] = set()
    for entry in ledger.entries():
        if entry.id in seen:
            raise LedgerError(f"{path}: {entry.id}: `id` is used twice; give one of them another, e.g. `{entry.id}a`")
        seen.add(entry.id)
    return ledger


def _section(path: Path, section: str, rows: Any) -> Iterator[Entry]:
    if rows is None:
        return
    if not is_list(rows):
        raise LedgerError(f"{path}: `{section}` is not a list; begin each entry with `- id:`")
    for number, row in enumerate(rows, 1):
        if not is_mapping(row):
            raise LedgerError(f"{path}: entry {number} of `{section}` is not a mapping; write `- id: …`")
        yield _entry(row, f"{path}: {row.get('id') or f'entry {number} of `{section}`'}", section)


def _entry(row: dict[Any, Any], where: str, section: str) -> Entry:
    wanted = _COMMON if section == "operations" else (*_COMMON, "pointer")
    for name in row:
        if name not in wanted:
            raise LedgerError(f"{where}: `{name}` is not a member{_meant(str(name), wanted)}")
    for name in wanted:
        if row.get(name) is None:
            raise LedgerError(f"{where}: `{name}` is missing; {_advice(name, section)}")
        if (name in _TEXTS or section != "description") and not (isinstance(row[name], str) and row[name].strip()):
            raise LedgerError(f"{where}: `{name}` must be text; {_advice(name, section)}")
    entry = Entry(**{str(name): value for name, value in row.items()})
    _check_values(entry, where, section)
    return entry


def _check_values(entry: Entry, where: str, section: str) -> None:
    if entry.confidence not in CONFIDENCES:
        raise LedgerError(f"{where}: `confidence` is `{entry.confidence}`; write one of {', '.join(CONFIDENCES)}")
    try:
        dt.date.fromisoformat(entry.date)
    except ValueError as error:
        raise LedgerError(f"{where}: `date` is `{entry.date}`; {_advice('date', section)}") from error
    if section == "pages" and not entry.pointer.startswith("/"):
        raise LedgerError(f"{where}: `pointer` is `{entry.pointer}`; {_advice('pointer', section)}")
    if section == "description" and entry.theirs == "present":
        raise LedgerError(f"{where}: `theirs` is `present`; say exactly what they have, so that a change shows")


def _advice(name: str, section: str) -> str:
    shape = "write a shape or `absent`" if section == "description" else "write what they say"
    return {
        "id": "write a short name that no other entry has, e.g. `P11`",
        "theirs": "name their operation" if section == "operations" else shape,
        "ours": "name our operation" if section == "operations" else shape,
        "source": "name an id of `x-sources` in our description",
        "confidence": f"write one of {', '.join(CONFIDENCES)}",
        "date": "write the day it was decided as YYYY-MM-DD",
        "why": "write a sentence that somebody can argue with",
        "pointer": (
            "write a JSON pointer into our openapi.yaml, e.g. `/paths/~1workflows~1resume`"
            if section == "pages"
            else "write e.g. `publishSpendData/request`"
        ),
    }[name]


def _meant(name: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean `{close[0]}`?" if close else f"; known are {', '.join(known)}"
