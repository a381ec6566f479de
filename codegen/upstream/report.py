"""What `drift` found, for a person and for a program."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal, TypeAlias

Status: TypeAlias = Literal["unexplained", "out-of-date", "obsolete"]
_STATUSES: tuple[Status, ...] = ("unexplained", "out-of-date", "obsolete")


@dataclass(frozen=True)
class Finding:
    """One thing to look at. `recorded` is what ledger and description led to expect of the vendor."""

    status: Status
    path: str
    what: str
    hint: str
    entry: str | None = None
    recorded: str | None = None
    vendor: str | None = None
    ours: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class DriftReport:
    """All findings, and how many differing facts the ledger explains."""

    findings: tuple[Finding, ...]
    explained: int
    entries: int

    @property
    def ok(self) -> bool:
        """Whether nobody has to act: an obsolete entry is no error."""
        return all(finding.status == "obsolete" for finding in self.findings)


def to_text(report: DriftReport) -> str:
    """The report for a person."""
    lines: list[str] = []
    for finding in report.findings:
        name = f" [{finding.entry}]" if finding.entry else ""
        lines += [f"{finding.status}{name} {finding.path}", f"  {finding.what}"]
        lines += [f"  also at {path}" for path in finding.also]
        lines.append(f"  → {finding.hint}")
    counts = {status: sum(finding.status == status for finding in report.findings) for status in _STATUSES}
    total = ", ".join(f"{count} {status}" for status, count in counts.items())
    return "\n".join([*lines, f"{total}; {report.explained} facts explained by {report.entries} entries", ""])


def to_json(report: DriftReport) -> str:
    """The report for a program."""
    rows = [asdict(finding) for finding in report.findings]
    body = {"ok": report.ok, "explained": report.explained, "entries": report.entries, "findings": rows}
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"
