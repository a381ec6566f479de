"""Running the rules over a document, and over files for the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from codegen.document import Document, DocumentError, load_yaml
from codegen.lint.counts import count
from codegen.lint.finding import Counts, Finding, Report, shown
from codegen.lint.rules import RULES
from codegen.lint.rules.ledger import LEDGER
from codegen.lint.source import Source
from codegen.lint.spec import Companions, Spec

DOCUMENTED = "documented.yaml"


def lint(document: Document, ledger: Any | None, documented: Any | None = None) -> Report:
    """Check one document, the ledger and the list of documented names that lie beside it (None: there is none)."""
    source = Source.read(document.file)
    spec = Spec(document, Companions(ledger, documented), source)
    files = {"ledger": document.file.with_name(LEDGER), "documented": document.file.with_name(DOCUMENTED)}
    sources = {document.file: source}
    findings: list[Finding] = []
    for finding in _findings(spec, files):
        if finding.file not in sources:
            sources[finding.file] = Source.read(finding.file)
        found = sources[finding.file]
        findings.append(replace(finding, line=found.line(finding.pointer)) if found else finding)
    return Report(tuple(sorted(findings, key=_by_place)), count(spec))


def run(files: Sequence[Path], *, as_json: bool, out: TextIO) -> int:
    """Lint files with what lies beside each, print counts and findings; 1 when there is a finding."""
    reports = {file: _lint_file(file) for file in files}
    total = sum(len(report.findings) for report in reports.values())
    if as_json:
        documents = [
            {"file": str(file), "counts": report.counts.as_json(), "findings": [f.as_json() for f in report.findings]}
            for file, report in reports.items()
        ]
        json.dump({"findings": total, "documents": documents}, out, indent=2)
        out.write("\n")
    else:
        for file, report in reports.items():
            out.write(f"{shown(file)}: {report.counts}\n")
            out.writelines(f"{finding}\n" for finding in report.findings)
        out.write(f"{_counted(total, 'finding')} in {_counted(len(reports), 'file')}\n")
    return 1 if total or not reports else 0


def _findings(spec: Spec, files: dict[str, Path]) -> Iterator[Finding]:
    unsound = [problem.pointer for problems in spec.unsound.values() for problem in problems]
    for rule in RULES.values():
        for problem in rule.check(spec):
            if rule.subject == "document" and _stands_in(problem.pointer, unsound):
                continue  # the node was replaced, and the finding about that says all there is to say
            yield Finding(
                files.get(rule.subject, spec.document.file), problem.pointer, rule.id, problem.message, problem.fix
            )


def _stands_in(place: str, unsound: list[str]) -> bool:
    return any(place == broken or place.startswith(f"{broken}/") for broken in unsound)


def _by_place(finding: Finding) -> tuple[str, int, str, str]:
    return str(finding.file), finding.line or 0, finding.pointer, finding.rule


def _lint_file(file: Path) -> Report:
    try:
        document, ledger, documented = Document.load(file), _beside(file, LEDGER), _beside(file, DOCUMENTED)
    except DocumentError as error:
        return _unreadable(file, str(error))
    except RecursionError:
        return _unreadable(file, "it is nested too deeply")
    return lint(document, ledger, documented)


def _unreadable(file: Path, message: str) -> Report:
    return Report((Finding(file, "", "document", message, "put it right first: nothing else was checked"),), Counts())


def _counted(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


def _beside(file: Path, name: str) -> Any | None:
    path = file.with_name(name)
    return load_yaml(path) if path.exists() else None
