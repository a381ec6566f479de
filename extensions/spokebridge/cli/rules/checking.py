"""Rules on a sample of records: what they change, drop, and fail on, and whether what comes out would be accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from spokebridge.cli.input.opening import opened
from spokebridge.cli.input.rows import Row
from spokebridge.cli.rules.showing import show_change
from spokebridge.errors import ConfigurationError
from spokebridge.operations import operations
from spokebridge.plugins.field_mapper import RuleFailed, Rules
from spokebridge.productiv import feeds
from spokebridge.publishing import BadRecord, Feed

FAILURES_SHOWN = 10
_FEEDS: dict[str, Feed] = {
    feed.operation: feed
    for feed in (feeds.SPEND, feeds.USAGE_EVENTS, feeds.PROVISIONED_USERS, feeds.PROVISIONED_USER_DELETIONS)
}


def load(path: Path) -> Rules:
    """The rules of a file, their operations checked. Raises ConfigurationError."""
    return Rules.load(path, operations=[operation.id for operation in operations()])


@dataclass(slots=True)
class Checking:
    """One sample. Rules that did nothing to it are named: a misspelt column looks like that."""

    rules: Rules
    operation: str
    records: int = 0
    changed: int = 0
    dropped: Counter[str] = field(default_factory=Counter[str])
    failures: list[str] = field(default_factory=list[str])
    failed: int = 0
    active: set[int] = field(default_factory=set[int])

    @classmethod
    def of(cls, rules: Rules, operation: str | None) -> Checking:
        """For the operation, or the only one that the rules name. Raises ConfigurationError."""
        named = rules.operations
        if operation is None:
            if len(named) != 1 or "*" in named:
                raise ConfigurationError(f"{rules.path}: the rules are for {', '.join(sorted(named))}; add --operation")
            (operation,) = named
        elif operation not in named and "*" not in named:
            raise ConfigurationError(f"{rules.path}: no rule is for {operation}, only for {', '.join(sorted(named))}")
        return cls(rules, operation)

    def run(self, sample: Path, encoding: str | None, show: int) -> Checking:
        """Try every row; print the first changed ones. Raises ConfigurationError for a file that cannot be read."""
        with opened(sample, None, encoding) as source:
            source.check()
            for row in source.rows():
                self._try(row, f"{sample.name}, {source.unit} {row.place}", show)
        return self

    def tell(self) -> None:
        """The account. Raises ConfigurationError when something failed."""
        click.echo(f"{self.records:,} records, {self.changed:,} changed, {self.dropped.total():,} dropped")
        for name, count in self.dropped.items():
            click.echo(f"  {count:,} by {name}")
        for rule in self.rules.rules:
            if self.records and rule.line not in self.active and rule.concerns(self.operation):
                click.echo(f"line {rule.line}, {rule.name}: did nothing to any record of the sample")
        for failure in self.failures:
            click.echo(failure, err=True)
        if self.failed:
            raise ConfigurationError(f"{self.failed:,} of {self.records:,} records would be refused")
        if self.operation in _FEEDS:
            click.echo("every record that is left can be sent")

    def _try(self, row: Row, place: str, show: int) -> None:
        if row.is_empty:
            return
        self.records += 1
        if row.values is None:
            self._fail(place, row.problem or "cannot be read")
            return
        try:
            mapped = self.rules.apply(row.values, self.operation)
        except RuleFailed as error:
            self._fail(place, str(error))
            return
        self.active.update(change.line for change in mapped.changes)
        if mapped.dropped_by is not None:
            self._drop(mapped.dropped_by)
        elif mapped.changes:
            self.changed += 1
        if self.changed + self.dropped.total() <= show and (mapped.changes or mapped.dropped_by):
            show_change(place, row.values, mapped)
        if mapped.record is not None:
            self._judge(place, mapped.record)

    def _drop(self, rule: str) -> None:
        self.dropped[rule] += 1
        self.active.update(item.line for item in self.rules.rules if item.name == rule)

    def _judge(self, place: str, record: Mapping[str, Any]) -> None:
        """Whether it would be accepted, as far as that can be known here."""
        feed = _FEEDS.get(self.operation)
        if feed is None:
            return
        try:
            feed.check(dict(record))
        except BadRecord as error:
            self._fail(place, str(error))

    def _fail(self, place: str, reason: str) -> None:
        self.failed += 1
        if len(self.failures) < FAILURES_SHOWN:
            self.failures.append(f"{place}: {reason}")
