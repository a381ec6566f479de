"""From a TOML file to rules. Every complaint names file, line and rule, and says what would be right."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from spokebridge.errors import ConfigurationError
from spokebridge.plain import is_list, is_object
from spokebridge.plugins.field_mapper import actions
from spokebridge.plugins.field_mapper.lines import Lines
from spokebridge.plugins.field_mapper.rules import ANY_OPERATION, Rule, Rules
from spokebridge.plugins.field_mapper.tables import Table, TableError, read_csv

_TOP = ("operation", "tables", "table_files", "rules")
_COMMON = ("name", "operation", "when")
_EXTRA = frozenset({"celpy", "lark", "re2", "pendulum", "jmespath", "yaml"})


class _Wrong(ValueError):
    """Something in the file, at `key` where that is known."""

    def __init__(self, message: str, key: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.key = key
        self.line = line


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
        _only(content, _TOP, "a rules file")
        tables = _tables(content, path.parent)
        default = _operations(content, operations)
        entries = content.get("rules", [])
        if not is_list(entries) or not entries:
            raise _Wrong("there are no rules; begin each with [[rules]]", "rules")
    except _Wrong as error:
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
            raise _Wrong("a rule is a table; begin it with [[rules]]")
        _only(entry, (*_COMMON, *_ACTIONS), "a rule")
        kinds = [kind for kind in _ACTIONS if kind in entry]
        if len(kinds) != 1:
            there = "none" if not kinds else " and ".join(kinds)
            raise _Wrong(f"a rule does one thing, and this one has {there}; use one of {', '.join(_ACTIONS)}")
        names = _operations(entry, operations) or default
        if not names:
            raise _Wrong("which operation is it for? Add operation to the rule, or once above all rules")
        when = None if "when" not in entry else _expression(entry["when"], "when")
        return Rule(name, names, _ACTIONS[kinds[0]](entry[kinds[0]], kinds[0], tables), when, places)
    except _Wrong as error:
        line = places.get(error.key, places[""])
        if error.line is not None:
            line = lines.first_of_text(line) + error.line - 1
        raise ConfigurationError(f"{path}, line {line}, {name}: {error}") from None


def _rename(value: Any, key: str, _: Mapping[str, Table]) -> actions.Action:
    names = _table(value, key, '{ "old name" = "new name" }')
    for old, new in names.items():
        _text(new, f"the new name of {old!r}", old)
    double = next((new for new in names.values() if list(names.values()).count(new) > 1), None)
    if double is not None:
        raise _Wrong(f"two fields become {double!r}", key)
    return actions.Rename(names)


def _set(value: Any, key: str, _: Mapping[str, Table]) -> actions.Action:
    return actions.Set(_table(value, key, '{ field = "value" }'))


def _drop(value: Any, key: str, _: Mapping[str, Table]) -> actions.Action:
    return actions.DropFields(_names(value, key))


def _keep(value: Any, key: str, _: Mapping[str, Table]) -> actions.Action:
    return actions.KeepFields(_names(value, key))


def _drop_record(value: Any, key: str, _: Mapping[str, Table]) -> actions.Action:
    return actions.DropRecord(_expression(value, key))


def _lookup(value: Any, key: str, tables: Mapping[str, Table]) -> actions.Action:
    form = '{ from = "field", table = "name", into = "field" }'
    found = _table(value, key, form)
    _only(found, ("from", "table", "into", "otherwise"), key)
    source, table, target = (_text(found.get(name), name, key) for name in ("from", "table", "into"))
    if table not in tables:
        raise _Wrong(f"there is no table {table!r}{_similar(table, tables)}", "table")
    otherwise = {"otherwise": found["otherwise"]} if "otherwise" in found else {}
    return actions.Lookup(source, table, target, **otherwise)


def _split(value: Any, key: str, _: Mapping[str, Table]) -> actions.Action:
    found = _table(value, key, '{ from = "field", by = " ", into = ["first", "second"] }')
    _only(found, ("from", "by", "into"), key)
    separator = found.get("by")
    if not isinstance(separator, str) or not separator:
        raise _Wrong("by is missing or no text; give what stands between the parts", key)
    return actions.Split(_text(found.get("from"), "from", key), separator, _names(found.get("into"), "into"))


def _compute(value: Any, key: str, _: Mapping[str, Table]) -> actions.Action:
    found = _table(value, key, "{ field = 'expression' }")
    return actions.Compute({field: _expression(source, field) for field, source in found.items()})


_ACTIONS: dict[str, Callable[[Any, str, Mapping[str, Table]], actions.Action]] = {
    "rename": _rename,
    "set": _set,
    "drop": _drop,
    "keep": _keep,
    "drop_record": _drop_record,
    "lookup": _lookup,
    "split": _split,
    "compute": _compute,
}


def _expression(source: Any, key: str) -> actions.Expression:
    if not isinstance(source, str) or not source.strip():
        raise _Wrong(f"{key} is {source!r}; give an expression as text", key)
    try:
        from spokebridge.plugins.field_mapper.expressions import Expression, ExpressionError
    except ModuleNotFoundError as error:
        if error.name not in _EXTRA:
            raise
        raise _Wrong(f"expressions need {error.name}: pip install 'spokebridge[mapping]'", key) from None
    try:
        return Expression(source)
    except ExpressionError as error:
        raise _Wrong(f"{key}: {error}", key, error.line) from None


def _tables(content: Mapping[str, Any], folder: Path) -> dict[str, Table]:
    inline = _section(content, "tables")
    files = _section(content, "table_files")
    for name, entries in inline.items():
        _table(entries, name, '{ "key" = "value" }')
        if name in files:
            raise _Wrong(f"table {name!r} is there twice: in tables and in table_files", name)
    return {**inline, **{name: _csv(name, entry, folder) for name, entry in files.items()}}


def _csv(name: str, entry: Any, folder: Path) -> Table:
    found = _table(entry, name, '{ path = "file.csv", key = "column", value = "column" }')
    _only(found, ("path", "key", "value", "encoding"), f"table file {name}")
    path, key, value = (
        _text(found.get(part), f"{part} of table file {name}", name) for part in ("path", "key", "value")
    )
    try:
        return read_csv(folder / path, key=key, value=value, encoding=str(found.get("encoding", "utf-8-sig")))
    except TableError as error:
        raise _Wrong(f"table {name!r}: {error}", name) from None


def _operations(entry: Mapping[str, Any], known: Collection[str]) -> frozenset[str]:
    if "operation" not in entry:
        return frozenset()
    value = entry["operation"]
    names = [value] if isinstance(value, str) else _names(value, "operation")
    for name in names:
        if known and name != ANY_OPERATION and name not in known:
            raise _Wrong(f"there is no operation {name!r}{_similar(name, known)}", "operation")
    return frozenset(names)


def _section(content: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {} if key not in content else _table(content[key], key, "[" + key + ".name]")


def _table(value: Any, key: str, form: str) -> dict[str, Any]:
    if not is_object(value) or not value:
        raise _Wrong(f"{key} is {value!r}; write {form}", key)
    return value


def _names(value: Any, key: str) -> list[str]:
    if not is_list(value) or not value or not all(isinstance(item, str) and item for item in value):
        raise _Wrong(f'{key} is {value!r}; write a list of names: ["first", "second"]', key)
    return [str(item) for item in value]


def _text(value: Any, what: str, key: str) -> str:
    if not isinstance(value, str) or not value:
        raise _Wrong(f"{what} is {'missing' if value is None else repr(value)}; give a name", key)
    return value


def _only(entry: Mapping[str, Any], known: Collection[str], what: str) -> None:
    strange = next((name for name in entry if name not in known), None)
    if strange is not None:
        hint = _similar(strange, known) or f"; there are {', '.join(known)}"
        raise _Wrong(f"{what} has no {strange!r}{hint}", strange)


def _similar(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name, list(known), 1)
    return f"; did you mean {close[0]!r}?" if close else ""
