"""What a rule says, part by part, as the action it stands for. Each part complains of itself, as Wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from typing import Any

from spokebridge.plain import is_list, is_object
from spokebridge.plugins.field_mapper import actions
from spokebridge.plugins.field_mapper.tables import Table

_EXTRA = frozenset({"celpy", "lark", "re2", "pendulum", "jmespath", "yaml"})


class Wrong(ValueError):
    """Something in the file, at `key` where that is known."""

    def __init__(self, message: str, key: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.key = key
        self.line = line


def _rename(value: Any, key: str, _: Mapping[str, Table]) -> actions.Action:
    names = table_at(value, key, '{ "old name" = "new name" }')
    for old, new in names.items():
        text_at(new, f"the new name of {old!r}", old)
    double = next((new for new in names.values() if list(names.values()).count(new) > 1), None)
    if double is not None:
        raise Wrong(f"two fields become {double!r}", key)
    return actions.Rename(names)


def _set(value: Any, key: str, _: Mapping[str, Table]) -> actions.Action:
    return actions.Set(table_at(value, key, '{ field = "value" }'))


def _drop(value: Any, key: str, _: Mapping[str, Table]) -> actions.Action:
    return actions.DropFields(names_at(value, key))


def _keep(value: Any, key: str, _: Mapping[str, Table]) -> actions.Action:
    return actions.KeepFields(names_at(value, key))


def _drop_record(value: Any, key: str, _: Mapping[str, Table]) -> actions.Action:
    return actions.DropRecord(expression(value, key))


def _lookup(value: Any, key: str, tables: Mapping[str, Table]) -> actions.Action:
    form = '{ from = "field", table = "name", into = "field" }'
    found = table_at(value, key, form)
    only(found, ("from", "table", "into", "otherwise"), key)
    source, table, target = (text_at(found.get(name), name, key) for name in ("from", "table", "into"))
    if table not in tables:
        raise Wrong(f"there is no table {table!r}{similar(table, tables)}", "table")
    otherwise = {"otherwise": found["otherwise"]} if "otherwise" in found else {}
    return actions.Lookup(source, table, target, **otherwise)


def _split(value: Any, key: str, _: Mapping[str, Table]) -> actions.Action:
    found = table_at(value, key, '{ from = "field", by = " ", into = ["first", "second"] }')
    only(found, ("from", "by", "into"), key)
    separator = found.get("by")
    if not isinstance(separator, str) or not separator:
        raise Wrong("by is missing or no text; give what stands between the parts", key)
    return actions.Split(text_at(found.get("from"), "from", key), separator, names_at(found.get("into"), "into"))


def _compute(value: Any, key: str, _: Mapping[str, Table]) -> actions.Action:
    found = table_at(value, key, "{ field = 'expression' }")
    return actions.Compute({field: expression(source, field) for field, source in found.items()})


ACTIONS: dict[str, Callable[[Any, str, Mapping[str, Table]], actions.Action]] = {
    "rename": _rename,
    "set": _set,
    "drop": _drop,
    "keep": _keep,
    "drop_record": _drop_record,
    "lookup": _lookup,
    "split": _split,
    "compute": _compute,
}


def expression(source: Any, key: str) -> actions.Expression:
    """An expression. Raises Wrong."""
    if not isinstance(source, str) or not source.strip():
        raise Wrong(f"{key} is {source!r}; give an expression as text", key)
    try:
        from spokebridge.plugins.field_mapper.expressions import Expression, ExpressionError
    except ModuleNotFoundError as error:
        if error.name not in _EXTRA:
            raise
        raise Wrong(f"expressions need {error.name}: pip install 'spokebridge[mapping]'", key) from None
    try:
        return Expression(source)
    except ExpressionError as error:
        raise Wrong(f"{key}: {error}", key, error.line) from None


def table_at(value: Any, key: str, form: str) -> dict[str, Any]:
    """A table that is not empty; `form` shows how to write it. Raises Wrong."""
    if not is_object(value) or not value:
        raise Wrong(f"{key} is {value!r}; write {form}", key)
    return value


def names_at(value: Any, key: str) -> list[str]:
    """A list of names. Raises Wrong."""
    if not is_list(value) or not value or not all(isinstance(item, str) and item for item in value):
        raise Wrong(f'{key} is {value!r}; write a list of names: ["first", "second"]', key)
    return [str(item) for item in value]


def text_at(value: Any, what: str, key: str) -> str:
    """A text that is not empty. Raises Wrong."""
    if not isinstance(value, str) or not value:
        raise Wrong(f"{what} is {'missing' if value is None else repr(value)}; give a name", key)
    return value


def only(entry: Mapping[str, Any], known: Collection[str], what: str) -> None:
    """Raises Wrong for a key that is not known."""
    strange = next((name for name in entry if name not in known), None)
    if strange is not None:
        hint = similar(strange, known) or f"; there are {', '.join(known)}"
        raise Wrong(f"{what} has no {strange!r}{hint}", strange)


def similar(name: str, known: Collection[str]) -> str:
    """What was meant, perhaps, as the end of a sentence."""
    close = get_close_matches(name, list(known), 1)
    return f"; did you mean {close[0]!r}?" if close else ""
