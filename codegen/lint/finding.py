"""What lint hands back: findings, counts, and the report that holds both."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One thing to repair: where it stands, which rule it breaks, what is wrong and how it is put right."""

    file: Path
    pointer: str
    rule: str
    message: str
    fix: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{shown(self.file)}:{self.line}" if self.line else shown(self.file)
        return f"{place}: {self.pointer or '(root)'}: [{self.rule}] {self.message}; {self.fix}"

    def as_json(self) -> dict[str, Any]:
        """The finding as JSON can carry it."""
        return {
            "file": str(self.file),
            "line": self.line,
            "pointer": self.pointer,
            "rule": self.rule,
            "message": self.message,
            "fix": self.fix,
        }


@dataclass(frozen=True)
class Counts:
    """The size of a document and how well it is grounded."""

    operations: int = 0
    webhooks: int = 0
    schemas: int = 0
    properties: int = 0
    examples: int = 0
    documented_names: int = 0
    operation_evidence: dict[str, int] = field(default_factory=dict[str, int])
    property_evidence: dict[str, int] = field(default_factory=dict[str, int])

    def __str__(self) -> str:
        sizes = (
            f"{self.operations} operations, {self.webhooks} webhooks, {self.schemas} schemas, "
            f"{self.properties} properties, {self.examples} examples, {self.documented_names} documented names"
        )
        return (
            f"{sizes}\n  evidence of operations: {_listed(self.operation_evidence)}"
            f"\n  evidence of properties: {_listed(self.property_evidence)}"
        )

    def as_json(self) -> dict[str, Any]:
        """The counts as JSON can carry them."""
        return dict(vars(self))


@dataclass(frozen=True)
class Report:
    """Everything lint has to say about one document (and the ledger beside it)."""

    findings: tuple[Finding, ...]
    counts: Counts


def shown(file: Path) -> str:
    """A path as a person at this place would type it."""
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{level} {count}" for level, count in counts.items() if count) or "none"
