"""The command's view: files in, counts and findings out, and an exit code."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from codegen.lint import run

GOOD = Path(__file__).parent / "good"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "api"))


def spoil(file: Path, old: str, new: str) -> Path:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def printed(*files: Path) -> tuple[int, str]:
    out = io.StringIO()
    return run(files, as_json=False, out=out), out.getvalue()


def as_json(*files: Path) -> tuple[int, dict[str, Any]]:
    out = io.StringIO()
    return run(files, as_json=True, out=out), json.loads(out.getvalue())


def test_a_good_file_prints_its_counts(folder: Path) -> None:
    code, text = printed(folder / "openapi.yaml")
    assert code == 0
    assert "5 operations, 1 webhooks, 19 schemas, 34 properties, 12 examples, 12 documented names" in text
    assert "evidence of operations: official 4, official-head 1, inferred 1\n" in text
    assert "evidence of properties: official 33, official-head 1\n" in text
    assert text.endswith("no findings in 1 file\n")


def test_a_finding_names_file_line_pointer_rule_and_fix(folder: Path) -> None:
    file = spoil(folder / "openapi.yaml", "x-sdk-method: (token)", "x-sdk-methods: (token)")
    code, text = printed(file)
    line = 1 + next(n for n, line in enumerate(file.read_text().splitlines()) if "x-sdk-methods" in line)
    assert code == 1
    assert (
        f"{file}:{line}: /paths/~1token/post/x-sdk-methods: [x-unknown] `x-sdk-methods` is not a member this project "
        "knows; did you mean `x-sdk-method`?\n"
    ) in text
    assert text.endswith("2 findings in 1 file\n")


def test_findings_come_in_the_order_of_the_file(folder: Path) -> None:
    spoil(folder / "openapi.yaml", "description: Text for humans", "description: Message")
    spoil(folder / "openapi.yaml", "operationId: listBills", "operationId: bills")
    _, found = as_json(folder / "openapi.yaml")
    findings = found["documents"][0]["findings"]
    lines = [finding["line"] for finding in findings if finding["file"] == str(folder / "openapi.yaml")]
    assert len(lines) >= 2
    assert lines == sorted(lines)


def test_the_ledger_beside_the_file_is_read(folder: Path) -> None:
    ledger = spoil(folder / "corrections.yaml", "confidence: medium", "confidence: some")
    line = 1 + ledger.read_text().splitlines().index("  confidence: some")
    code, found = as_json(folder / "openapi.yaml")
    assert code == 1
    assert found["findings"] == 1
    (finding,) = found["documents"][0]["findings"]
    assert (finding["file"], finding["rule"], finding["line"]) == (str(ledger), "ledger-form", line)


def test_files_beside_the_document_may_be_missing(folder: Path) -> None:
    (folder / "corrections.yaml").unlink()
    (folder / "documented.yaml").unlink()
    assert printed(folder / "openapi.yaml")[0] == 0


def test_json_carries_the_counts(folder: Path) -> None:
    code, found = as_json(folder / "openapi.yaml")
    assert code == 0
    assert found["documents"][0]["counts"] == {
        "operations": 5,
        "webhooks": 1,
        "schemas": 19,
        "properties": 34,
        "examples": 12,
        "documented_names": 12,
        "operation_evidence": {"official": 4, "official-head": 1, "inferred": 1, "unconfirmed": 0, "missing": 0},
        "property_evidence": {"official": 33, "official-head": 1, "inferred": 0, "unconfirmed": 0, "missing": 0},
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("openapi.yaml", "openapi: [3.1"),
        ("openapi.yaml", "swagger: '2.0'"),
        ("openapi.yaml", "- 1"),
        ("openapi.yaml", ""),
        ("openapi.yaml", "openapi: 3.1.0\nx: " + "[" * 5000),
        ("corrections.yaml", "a: b: c"),
    ],
)
def test_an_unreadable_file_is_a_finding(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    code, found = as_json(folder / "openapi.yaml")
    assert code == 1
    assert [finding["rule"] for finding in found["documents"][0]["findings"]] == ["document"]


def test_a_missing_file_is_a_finding_and_the_others_are_read(folder: Path) -> None:
    code, found = as_json(folder / "absent.yaml", folder / "openapi.yaml")
    assert code == 1
    assert [len(document["findings"]) for document in found["documents"]] == [1, 0]


def test_nothing_to_lint_is_no_success() -> None:
    assert printed()[0] == 1
