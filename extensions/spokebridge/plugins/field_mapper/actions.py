"""What a rule can do to a record, one class each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from spokebridge.plugins.field_mapper.work import ABSENT, Work


class Expression(Protocol):
    """Gives a plain value for a record. Raises ExpressionError, a ValueError."""

    def of(self, work: Work) -> Any:
        """The value for the record as it is now."""
        ...


class ActionError(ValueError):
    """An action that cannot be done to this record. `key` is what it stands under in the rule."""

    def __init__(self, message: str, key: str | None = None) -> None:
        super().__init__(message)
        self.key = key


class Action(Protocol):
    """Changes the record; says False when it is to be dropped."""

    def do(self, work: Work) -> bool:
        """Once for each record. Raises ActionError."""
        ...


@dataclass(frozen=True, slots=True)
class Rename:
    """Old names to new ones; a field that is not there stays that way."""

    names: Mapping[str, str]

    def do(self, work: Work) -> bool:
        """All at once, so that two fields can trade names."""
        found = {new: work.record[old] for old, new in self.names.items() if old in work.record}
        for old in self.names:
            work.set(old, ABSENT)
        for new, value in found.items():
            work.set(new, value)
        return True


@dataclass(frozen=True, slots=True)
class Set:
    """Fixed values."""

    values: Mapping[str, Any]

    def do(self, work: Work) -> bool:
        """Whether the field was there or not."""
        for field, value in self.values.items():
            work.set(field, value)
        return True


@dataclass(frozen=True, slots=True)
class DropFields:
    """Fields nobody wants."""

    fields: Sequence[str]

    def do(self, work: Work) -> bool:
        """Those that are there."""
        for field in self.fields:
            work.set(field, ABSENT)
        return True


@dataclass(frozen=True, slots=True)
class KeepFields:
    """The only fields that are wanted."""

    fields: Sequence[str]

    def do(self, work: Work) -> bool:
        """All others go."""
        for field in [field for field in work.record if field not in self.fields]:
            work.set(field, ABSENT)
        return True


@dataclass(frozen=True, slots=True)
class DropRecord:
    """Records nobody wants."""

    condition: Expression

    def do(self, work: Work) -> bool:
        """False for a record that fulfils the condition."""
        return not true(self.condition.of(work), "drop_record")


@dataclass(frozen=True, slots=True)
class Lookup:
    """A field's value by the value of another one. What is not in the table gets `otherwise`, or is left alone."""

    source: str
    table: str
    target: str
    otherwise: Any = ABSENT

    def do(self, work: Work) -> bool:
        """The keys of a table are texts."""
        key = work.record.get(self.source)
        found = self.otherwise if key is None else work.tables[self.table].get(str(key), self.otherwise)
        if found is not ABSENT:
            work.set(self.target, found)
        return True


@dataclass(frozen=True, slots=True)
class Split:
    """A text in parts, without the white space around them. The last field gets all that is left."""

    source: str
    separator: str
    targets: Sequence[str]

    def do(self, work: Work) -> bool:
        """Fewer parts than fields leave the last fields alone."""
        value = work.record.get(self.source)
        if value is None:
            return True
        if not isinstance(value, str):
            raise ActionError(f"{self.source} is a {type(value).__name__}; only text can be split")
        for target, part in zip(self.targets, value.split(self.separator, len(self.targets) - 1), strict=False):
            work.set(target, part.strip())
        return True


@dataclass(frozen=True, slots=True)
class Compute:
    """Values of expressions, from top to bottom; each sees what those before it gave."""

    expressions: Mapping[str, Expression]

    def do(self, work: Work) -> bool:
        """Null is a value."""
        for field, expression in self.expressions.items():
            try:
                work.set(field, expression.of(work))
            except ValueError as error:
                raise ActionError(f"{field}: {error}", field) from None
        return True


def true(value: Any, what: str) -> bool:
    """The value of a condition. Raises ActionError when it is not a boolean."""
    if not isinstance(value, bool):
        raise ActionError(f"the condition gives {value!r}; it must be true or false", what)
    return value
