"""Rules of a TOML file, applied to records."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spokebridge.plugins.field_mapper.actions import Action, ActionError, Expression, true
from spokebridge.plugins.field_mapper.tables import Table
from spokebridge.plugins.field_mapper.work import Change, Work
from spokebridge.plugins.signals import Reject

ANY_OPERATION = "*"


class RuleFailed(Reject):
    """A rule that cannot be applied to a record. The message names file, line and rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `lines` says where its parts stand; `""` is its head."""

    name: str
    operations: frozenset[str]
    action: Action
    when: Expression | None
    lines: Mapping[str, int]

    @property
    def line(self) -> int:
        """Where the rule begins."""
        return self.lines[""]

    def concerns(self, operation: str) -> bool:
        """Whether it is meant for records of this operation."""
        return operation in self.operations or ANY_OPERATION in self.operations


@dataclass(frozen=True, slots=True)
class Mapped:
    """A record after all rules. `record` is None when `dropped_by` (a rule's name) dropped it."""

    record: dict[str, Any] | None
    changes: Sequence[Change]
    dropped_by: str | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of one file, in its order. Immutable; may be used by several threads at once."""

    path: str
    rules: Sequence[Rule]
    tables: Mapping[str, Table]

    @classmethod
    def load(cls, path: str | Path, *, operations: Collection[str] = ()) -> Rules:
        """Read a file. `operations` are the ids that exist; without it they are not checked.

        Raises ConfigurationError with file, line and rule for anything that is not right in it.
        """
        from spokebridge.plugins.field_mapper.reading import load

        return load(Path(path), operations)

    @property
    def operations(self) -> frozenset[str]:
        """The operations that the rules name."""
        return frozenset(name for rule in self.rules for name in rule.operations)

    def apply(self, record: Mapping[str, Any], operation: str) -> Mapped:
        """The record after all rules of the operation. What is given is not changed. Raises RuleFailed."""
        work = Work(dict(record), operation, self.tables)
        for rule in self.rules:
            if not rule.concerns(operation):
                continue
            work.enter(rule.name, rule.line)
            try:
                if rule.when is not None and not true(rule.when.of(work), "when"):
                    continue
                if not rule.action.do(work):
                    return Mapped(None, work.changes, rule.name)
            except ActionError as error:
                raise self._failed(rule, error, rule.lines.get(error.key or "", rule.line)) from None
            except ValueError as error:
                raise self._failed(rule, error, rule.line) from None
        return Mapped(work.record, work.changes)

    def _failed(self, rule: Rule, error: ValueError, line: int) -> RuleFailed:
        return RuleFailed(f"{self.path}, line {line}, {rule.name}: {error}")
