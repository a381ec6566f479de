"""What rules do to a record, and how it is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from plugins.field_mapper.conftest import WriteRules

from spokebridge.plugins.field_mapper import ABSENT, Change, RuleFailed, Rules


@pytest.mark.parametrize(
    ("text", "record", "expected"),
    [
        ('[[rules]]\nrename = { a = "b" }', {"a": 1, "c": 2}, {"b": 1, "c": 2}),
        ('[[rules]]\nrename = { a = "b", b = "a" }', {"a": 1, "b": 2}, {"a": 2, "b": 1}),
        ('[[rules]]\nrename = { a = "b" }', {"c": 2}, {"c": 2}),
        ('[[rules]]\nset = { a = "x", b = 1.50, c = true }', {"a": 1}, {"a": "x", "b": Decimal("1.50"), "c": True}),
        ('[[rules]]\ndrop = ["a", "z"]', {"a": 1, "c": 2}, {"c": 2}),
        ('[[rules]]\nkeep = ["a", "z"]', {"a": 1, "c": 2}, {"a": 1}),
        ("[[rules]]\ndrop_record = 'record.a > 1'", {"a": 1}, {"a": 1}),
        ("[[rules]]\ndrop_record = 'record.a > 1'", {"a": 2}, None),
        (
            '[tables.t]\nx = "1"\n[[rules]]\nlookup = { from = "a", table = "t", into = "b" }',
            {"a": "x"},
            {"a": "x", "b": "1"},
        ),
        ('[tables.t]\nx = "1"\n[[rules]]\nlookup = { from = "a", table = "t", into = "a" }', {"a": "x"}, {"a": "1"}),
        ('[tables.t]\nx = "1"\n[[rules]]\nlookup = { from = "a", table = "t", into = "b" }', {"a": "y"}, {"a": "y"}),
        (
            '[tables.t]\nx = "1"\n[[rules]]\nlookup = { from = "a", table = "t", into = "b", otherwise = "?" }',
            {},
            {"b": "?"},
        ),
        (
            '[tables.t]\n7 = "1"\n[[rules]]\nlookup = { from = "a", table = "t", into = "b" }',
            {"a": 7},
            {"a": 7, "b": "1"},
        ),
        (
            '[[rules]]\nsplit = { from = "n", by = ",", into = ["a", "b"] }',
            {"n": "x , y, z"},
            {"n": "x , y, z", "a": "x", "b": "y, z"},
        ),
        ('[[rules]]\nsplit = { from = "n", by = ",", into = ["a", "b"] }', {"n": "x"}, {"n": "x", "a": "x"}),
        ('[[rules]]\nsplit = { from = "n", by = ",", into = ["a", "b"] }', {}, {}),
        ("[[rules]]\ncompute = { a = '1 + 1', b = 'record.a * 2' }", {}, {"a": 2, "b": 4}),
        ("[[rules]]\nwhen = 'record.a == 1'\nset = { b = 2 }", {"a": 1}, {"a": 1, "b": 2}),
        ("[[rules]]\nwhen = 'record.a == 1'\nset = { b = 2 }", {"a": 0}, {"a": 0}),
        ("[[rules]]\nset = { a = 1 }\n[[rules]]\nset = { a = 2 }", {}, {"a": 2}),
        ('[[rules]]\noperation = "other"\nset = { a = 1 }', {}, {}),
        ('[[rules]]\noperation = ["other", "op"]\nset = { a = 1 }', {}, {"a": 1}),
        ('[[rules]]\noperation = "*"\nset = { a = 1 }', {}, {"a": 1}),
    ],
)
def test_actions(rules: WriteRules, text: str, record: dict[str, Any], expected: dict[str, Any] | None) -> None:
    before = dict(record)
    assert rules(text).apply(record, "op").record == expected
    assert record == before


def test_every_change_says_by_which_rule_and_line(rules: WriteRules) -> None:
    loaded = rules("""
        [[rules]]
        name = "names"
        rename = { a = "b" }

        [[rules]]
        compute = { c = 'record.b + 1', d = 'null' }

        [[rules]]
        set = { c = 2 }
    """)
    mapped = loaded.apply({"a": 1}, "op")
    assert mapped.record == {"b": 1, "c": 2, "d": None}
    assert mapped.changes == [
        Change("a", 1, ABSENT, "rule 1 (names)", 2),
        Change("b", ABSENT, 1, "rule 1 (names)", 2),
        Change("c", ABSENT, 2, "rule 2", 6),
        Change("d", ABSENT, None, "rule 2", 6),
    ]
    assert repr(ABSENT) == "(absent)"


def test_a_dropped_record_names_the_rule(rules: WriteRules) -> None:
    mapped = rules("""
        [[rules]]
        name = "credits"
        drop_record = 'record.amount < 0'
    """).apply({"amount": Decimal("-0.01")}, "op")
    assert mapped.record is None
    assert mapped.dropped_by == "rule 1 (credits)"


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        (
            "[[rules]]\nname = 'sums'\n[rules.compute]\na = '1'\nb = 'record.x'",
            6,
            "rule 1 (sums): b: there is no field 'x'",
        ),
        (
            "[[rules]]\nset = {a = 1}\n[[rules]]\nwhen = 'record.a'\nset = {a = 1}",
            5,
            "rule 2: the condition gives 1; it must be",
        ),
        ("[[rules]]\ndrop_record = 'null'", 3, "rule 1: the condition gives None"),
        ('[[rules]]\nsplit = { from = "n", by = ",", into = ["a"] }', 2, "rule 1: n is a int; only text can be split"),
    ],
)
def test_a_rule_that_fails_says_where(rules: WriteRules, text: str, line: int, complaint: str) -> None:
    loaded = rules(text)
    with pytest.raises(RuleFailed) as found:
        loaded.apply({"n": 1}, "op")
    assert f"rules.toml, line {line}, {complaint}" in str(found.value)


def test_a_table_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "codes.csv").write_bytes("Name;x\nCafé,1\n".replace(";", ",").encode("cp1252"))
    text = """
        operation = "op"
        [table_files.codes]
        path = "codes.csv"
        key = "Name"
        value = "x"
        encoding = "cp1252"
        [[rules]]
        lookup = { from = "a", table = "codes", into = "b" }
        [[rules]]
        compute = { c = 'tables.codes.get(record.a, "?")' }
    """
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    loaded = Rules.load(str(path))
    assert loaded.apply({"a": "Café"}, "op").record == {"a": "Café", "b": "1", "c": "1"}
    assert loaded.operations == {"op"}
