"""Every rule, by a document that breaks it in one place: cases/*.yaml says how, good/ is what they break.

A case edits one file (`file`, the document unless given) by JSON pointers (`set`, `remove`) or in its text (`replace`),
names the pointer of the one finding (`finds`), and the other rules that object to the same edit (`also`).
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen.document import Document, load_yaml
from codegen.facts.notation import is_list
from codegen.lint import RULES, Report, lint
from codegen.lint.nodes import mapping, sequence
from codegen.lint.spec import Companions, Spec

HERE = Path(__file__).parent
GOOD = {name: load_yaml(HERE / "good" / f"{name}.yaml") for name in ("openapi", "corrections", "documented")}
FILES = {
    "soundness": "openapi.yaml",
    "document": "openapi.yaml",
    "ledger": "corrections.yaml",
    "documented": "documented.yaml",
}
CASES: list[tuple[str, dict[str, Any]]] = [
    (rule, case)
    for path in sorted((HERE / "cases").glob("*.yaml"))
    for rule, cases in load_yaml(path).items()
    for case in cases
]


def report(files: dict[str, Any], path: Path = HERE / "nowhere" / "openapi.yaml") -> Report:
    return lint(Document(path, files["openapi"]), files["corrections"], files["documented"])


def edit(root: Any, pointer: str, *value: Any) -> None:
    """Set the node at a JSON pointer, or delete it when no value is given."""
    *above, last = [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]
    for token in above:
        root = root[int(token) if is_list(root) else token]
    key: Any = int(last) if is_list(root) else last
    if not value:
        del root[key]
    elif is_list(root) and key == len(root):
        root.append(value[0])
    else:
        root[key] = value[0]


def broken(case: dict[str, Any], folder: Path) -> Report:
    files = copy.deepcopy(GOOD)
    name: str = case.get("file", "openapi")
    path = folder / f"{name}.yaml"
    if "replace" in case:
        text = (HERE / "good" / path.name).read_text(encoding="utf-8")
        for old, new in case["replace"].items():
            assert old in text
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")
        files[name] = load_yaml(path)
    for pointer, value in case.get("set", {}).items():
        edit(files[name], pointer, value)
    for pointer in case.get("remove", []):
        edit(files[name], pointer)
    return report(files, folder / "openapi.yaml")


def test_the_good_document_has_no_finding() -> None:
    assert report(GOOD).findings == ()


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule}-{case['finds']}" for rule, case in CASES])
def test_a_broken_document_has_the_finding(rule: str, case: dict[str, Any], tmp_path: Path) -> None:
    found = broken(case, tmp_path).findings
    expected = [finding for finding in found if (finding.rule, finding.pointer) == (rule, case["finds"])]
    assert [finding.file.name for finding in expected] == [FILES[RULES[rule].subject]]
    assert {finding.rule for finding in found if finding not in expected} == set(case.get("also", []))


def test_every_rule_has_a_case() -> None:
    assert {rule for rule, _ in CASES} == set(RULES)


JUNK: list[Any] = [None, True, 5, 1.5, "x", [], {}, [[]], {"x": []}, {"$ref": "#/nowhere"}, {"$ref": 5}, {5: None}]


def nodes(node: Any, pointer: str = "") -> Iterator[str]:
    for key, child in [*mapping(node).items(), *enumerate(sequence(node))]:
        below = f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"
        yield below
        yield from nodes(child, below)


PLACES = [(name, pointer) for name, root in GOOD.items() for pointer in nodes(root)]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(JUNK)), min_size=1, max_size=3))
def test_no_malformed_node_stops_lint(edits: list[tuple[tuple[str, str], Any]]) -> None:
    files = copy.deepcopy(GOOD)
    for (name, pointer), junk in edits:
        try:
            edit(files[name], pointer, copy.deepcopy(junk))
        except (KeyError, IndexError, TypeError, ValueError, AttributeError):
            continue  # an earlier edit removed the place
    document = Document(HERE / "nowhere.yaml", files["openapi"])
    spec = Spec(document, Companions(files["corrections"], files["documented"]), None)
    for rule in RULES.values():
        if rule.id != "openapi":  # by far the slowest, and it turns whatever stops it into a finding
            list(rule.check(spec))


@pytest.mark.parametrize("root", [{}, {"paths": None}, {"openapi": "3.1.0", "paths": {"/": None}}, {1: 2}])
def test_an_empty_document_has_findings(root: dict[Any, Any]) -> None:
    assert lint(Document(HERE / "nowhere.yaml", root), None).findings


def test_aliases_that_unfold_without_measure_are_a_finding() -> None:
    level: Any = ["x"] * 10
    for _ in range(9):
        level = [level] * 10
    found = lint(Document(HERE / "nowhere.yaml", {"openapi": "3.1.0", "x-sources": level}), None).findings
    assert any(finding.rule == "json-value" and "unfolds" in finding.message for finding in found)
