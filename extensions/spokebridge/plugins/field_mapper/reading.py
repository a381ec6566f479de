"""From a TOML file to rules. Every complaint names file, line and rule, and says what would be right."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from spokebridge.errors import ConfigurationError
from spokebridge.plain import is_list, is_object
from spokebridge.plugins.field_mapper.lines import Lines
from spokebridge.plugins.field_mapper.parts import (
    ACTIONS,
    Wrong,
    expression,
    names_at,
    only,
    similar,
    table_at,
    text_at,
)
from spokebridge.plugins.field_mapper.rules import ANY_OPERATION, Rule, Rules
from spokebridge.plugins.field_mapper.tables import Table, TableError, read_csv

_TOP = ("operation", "tables", "table_files", "rules")
_COMMON = ("name", "operation", "when")


def load(path: Path, operations: Collection[str]) -> Rules:
    """The rules of a file. Raises ConfigurationError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = tomllib.loads(text, parse_float=Decimal)
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror or error}") from None
    except UnicodeError:
        raise ConfigurationError(f"{path} is not UTF-8 text; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path} is not TOML: {error}") from None
    lines = Lines(text)
    try:
        only(content, _TOP, "a rules file")
        tables = _tables(content, path.parent)
        default = _operations(content, operations)
        entries = content.get("rules", [])
        if not is_list(entries) or not entries:
            raise Wrong("there are no rules; begin each with [[rules]]", "rules")
    except Wrong as error:
        line = lines.of_key(error.key) if error.key else None
        raise ConfigurationError(f"{path}{'' if line is None else f', line {line}'}: {error}") from None
    rules = [_rule(path, lines, number, entry, default, tables, operations) for number, entry in enumerate(entries)]
    return Rules(str(path), tuple(rules), tables)


def _rule(
    path: Path,
    lines: Lines,
    number: int,
    entry: Any,
    default: frozenset[str],
    tables: Mapping[str, Table],
    operations: Collection[str],
) -> Rule:
    found: dict[str, Any] = entry if is_object(entry) else {}
    parts = [*found, *(str(key) for value in found.values() if is_object(value) for key in value)]
    places = lines.of_rule(number, parts)
    name = f"rule {number + 1}" + (f" ({found['name']})" if isinstance(found.get("name"), str) else "")
    try:
        if not is_object(entry):
            raise Wrong("a rule is a table; begin it with [[rules]]")
        only(entry, (*_COMMON, *ACTIONS), "a rule")
        kinds = [kind for kind in ACTIONS if kind in entry]
        if len(kinds) != 1:
            there = "none" if not kinds else " and ".join(kinds)
            raise Wrong(f"a rule does one thing, and this one has {there}; use one of {', '.join(ACTIONS)}")
        names = _operations(entry, operations) or default
        if not names:
            raise Wrong("which operation is it for? Add operation to the rule, or once above all rules")
        when = None if "when" not in entry else expression(entry["when"], "when")
        return Rule(name, names, ACTIONS[kinds[0]](entry[kinds[0]], kinds[0], tables), when, places)
    except Wrong as error:
        line = places.get(error.key, places[""])
        if error.line is not None:
            line = lines.first_of_text(line) + error.line - 1
        raise ConfigurationError(f"{path}, line {line}, {name}: {error}") from None


def _tables(content: Mapping[str, Any], folder: Path) -> dict[str, Table]:
    inline = _section(content, "tables")
    files = _section(content, "table_files")
    for name, entries in inline.items():
        table_at(entries, name, '{ "key" = "value" }')
        if name in files:
            raise Wrong(f"table {name!r} is there twice: in tables and in table_files", name)
    return {**inline, **{name: _csv(name, entry, folder) for name, entry in files.items()}}


def _csv(name: str, entry: Any, folder: Path) -> Table:
    found = table_at(entry, name, '{ path = "file.csv", key = "column", value = "column" }')
    only(found, ("path", "key", "value", "encoding"), f"table file {name}")
    path, key, value = (
        text_at(found.get(part), f"{part} of table file {name}", name) for part in ("path", "key", "value")
    )
    try:
        return read_csv(folder / path, key=key, value=value, encoding=str(found.get("encoding", "utf-8-sig")))
    except TableError as error:
        raise Wrong(f"table {name!r}: {error}", name) from None


def _operations(entry: Mapping[str, Any], known: Collection[str]) -> frozenset[str]:
    if "operation" not in entry:
        return frozenset()
    value = entry["operation"]
    names = [value] if isinstance(value, str) else names_at(value, "operation")
    for name in names:
        if known and name != ANY_OPERATION and name not in known:
            raise Wrong(f"there is no operation {name!r}{similar(name, known)}", "operation")
    return frozenset(names)


def _section(content: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {} if key not in content else table_at(content[key], key, "[" + key + ".name]")
