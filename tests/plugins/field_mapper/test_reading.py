"""Mistakes in a rules file are named with line and rule."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from spokebridge.errors import ConfigurationError
from spokebridge.plugins.field_mapper import Rules

HEAD = 'operation = "publishSpendData"\n'


def complaint(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as found:
        Rules.load(path, operations=["publishSpendData"])
    return str(found.value).removeprefix(str(path))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ": there are no rules; begin each with [[rules]]"),
        ("\nx = 1", ", line 2: a rules file has no 'x'; there are operation"),
        ("rule = 1", ", line 1: a rules file has no 'rule'; did you mean 'rules'?"),
        ("a = [1,\n2", " is not TOML: Unclosed array"),
        (
            'operation = "publishSpend"',
            ", line 1: there is no operation 'publishSpend'; did you mean 'publishSpendData'?",
        ),
        ("[[rules]]\nset = {a = 1}", ", line 1, rule 1: which operation is it for?"),
        (
            HEAD + "[[rules]]\nname = 'x'",
            ", line 2, rule 1 (x): a rule does one thing, and this one has none; use one of rename",
        ),
        (
            HEAD + "[[rules]]\nset = {a = 1}\ndrop = ['b']",
            ", line 2, rule 1: a rule does one thing, and this one has set and drop",
        ),
        (HEAD + "[[rules]]\n\nsett = {a = 1}", ", line 4, rule 1: a rule has no 'sett'; did you mean 'set'?"),
        (HEAD + "[[rules]]\noperation = 'x'\nset = {a = 1}", ", line 3, rule 1: there is no operation 'x'"),
        (HEAD + "rules = [{set = {a = 1}},\n {sat = {a = 1}}]", ", line 2, rule 2: a rule has no 'sat'"),
        (HEAD + "rules = [1]", ", line 2, rule 1: a rule is a table"),
        (HEAD + "rules = 1", ", line 2: there are no rules"),
        (HEAD + "[[rules]]\nrename = 'a'", ', line 3, rule 1: rename is \'a\'; write { "old name" = "new name" }'),
        (HEAD + "[[rules]]\n[rules.rename]\na = 'x'\nb = 3", ", line 5, rule 1: the new name of 'b' is 3; give a name"),
        (HEAD + "[[rules]]\nrename = {a = 'x', b = 'x'}", ", line 3, rule 1: two fields become 'x'"),
        (HEAD + "[[rules]]\ndrop = 'a'", ", line 3, rule 1: drop is 'a'; write a list of names"),
        (HEAD + "[[rules]]\nwhen = 3\ndrop = ['a']", ", line 3, rule 1: when is 3; give an expression as text"),
        (HEAD + "[[rules]]\nsplit = {from = 'a', by = '', into = ['x']}", ", line 3, rule 1: by is missing or no text"),
        (HEAD + "[[rules]]\nlookup = {from = 'a', table = 'b'}", ", line 3, rule 1: into is missing; give a name"),
        (HEAD + "[[rules]]\nlookup = {form = 'a'}", ", line 3, rule 1: lookup has no 'form'; did you mean 'from'?"),
        (
            HEAD + "[tables.vendors]\na = 'b'\n[[rules]]\nlookup = {from = 'a', into = 'b', table = 'vendr'}",
            ", line 5, rule 1: there is no table 'vendr'; did you mean 'vendors'?",
        ),
        (HEAD + "tables = 3", ", line 2: tables is 3; write [tables.name]"),
        (HEAD + "[tables]\na = 3", ', line 3: a is 3; write { "key" = "value" }'),
        (HEAD + "[tables.a]\nb = 'c'\n[table_files.a]\npath = 'x'", ", line 2: table 'a' is there twice"),
        (HEAD + "[table_files.a]\npath = 'x'\nkey = 'k'", ", line 2: value of table file a is missing"),
        (HEAD + "[table_files.a]\npath = 'no.csv'\nkey = 'k'\nvalue = 'v'", ", line 2: table 'a': "),
        (
            HEAD
            + "[[rules]]\nset = {a = 1}\n[[rules]]\nname = 'sums'\n[rules.compute]\na = '1'\nb = '''\n1\n+ 2 +* 3'''",
            ", line 10, rule 2 (sums): b: cannot be read from '* 3' on",
        ),
        (
            HEAD
            + '[[rules]]\nname = """\n[[rules]]\n"""\nset = {a = 1}\n[[rules]]\ncompute = {ok = "1", s = "decimel(1)"}',
            ", line 8, rule 2: s: unknown function 'decimel'; did you mean 'decimal'?",
        ),
        (
            HEAD + "# compute = 1\n[[rules]]\n# sum = 1\ncompute.sum = 'x'",
            ", line 5, rule 1: sum: unknown name 'x'",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    assert complaint(tmp_path / "rules.toml", text).startswith(expected)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"k,v\na,1\na,2\n", "codes.csv, line 3: 'a' is there twice, with different values"),
        (b"k,w\na,1\n", "codes.csv has no column 'v'; it has k, w"),
        (b"k,v\n\xff,1\n", "codes.csv cannot be read: 'utf-8' codec"),
        (b"", "codes.csv has no column 'k'"),
    ],
)
def test_tables_in_files(tmp_path: Path, content: bytes, expected: str) -> None:
    (tmp_path / "codes.csv").write_bytes(content)
    table = "[table_files.codes]\npath = 'codes.csv'\nkey = 'k'\nvalue = 'v'\n[[rules]]\nset = {a = 1}"
    assert expected in complaint(tmp_path / "rules.toml", HEAD + table)


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"no\.toml cannot be read: No such file"):
        Rules.load(tmp_path / "no.toml")
    (tmp_path / "odd.toml").write_bytes(b"\xff")
    with pytest.raises(ConfigurationError, match="is not UTF-8 text"):
        Rules.load(tmp_path / "odd.toml")


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text("\ufeff" + HEAD + "[[rules]]\nset = {a = 1}", encoding="utf-8")
    assert Rules.load(tmp_path / "rules.toml").apply({}, "publishSpendData").record == {"a": 1}


def test_without_the_extra_expressions_say_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(sys.modules):
        if name.startswith("spokebridge.plugins.field_mapper.") and name.rpartition(".")[2] in (
            *("expressions", "functions", "trees", "values"),
        ):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "celpy", None)
    text = HEAD + "[[rules]]\ncompute = {a = '1'}"
    assert complaint(tmp_path / "rules.toml", text) == (
        ", line 3, rule 1: expressions need celpy: pip install 'spokebridge[mapping]'"
    )
    (tmp_path / "rules.toml").write_text(HEAD + "[[rules]]\nset = {a = 1}", encoding="utf-8")
    assert Rules.load(tmp_path / "rules.toml").apply({}, "publishSpendData").record == {"a": 1}
