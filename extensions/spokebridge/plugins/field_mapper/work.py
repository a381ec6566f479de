"""A record while rules change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from spokebridge.plugins.field_mapper.tables import Table


class _Absent:
    """No value, not even null."""

    def __repr__(self) -> str:
        return "(absent)"


ABSENT: Final = _Absent()
"""In a Change: the field was not there before, or is not there after."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one rule did to one field. `rule` is its name, `line` where it stands in the file."""

    field: str
    before: Any
    after: Any
    rule: str
    line: int


class Work:
    """The record so far, and how it came about.

    `view` is how expressions see it, kept by them from the first one on; `unseen` are the fields it does not show yet.
    """

    def __init__(self, record: dict[str, Any], operation: str, tables: Mapping[str, Table]) -> None:
        self.record = record
        self.operation = operation
        self.tables = tables
        self.changes: list[Change] = []
        self.view: dict[str, Any] | None = None
        self.unseen: set[str] = set()
        self._rule = ("", 0)

    def enter(self, rule: str, line: int) -> None:
        """Changes from now on are this rule's."""
        self._rule = (rule, line)

    def set(self, field: str, value: Any) -> None:
        """Give the field a value; ABSENT takes it away."""
        before = self.record.get(field, ABSENT)
        if value is ABSENT:
            self.record.pop(field, None)
        else:
            self.record[field] = value
        if type(before) is not type(value) or before != value:
            self.changes.append(Change(field, before, value, *self._rule))
            self.unseen.add(field)
