"""A second opinion on `$filter`: what the server makes of a text, written from 9Spokes facts 4.2.

It shares no code with `spokebridge.odata`, nor with the sandbox, so that a mistake would have to be made twice. The
order of the tokens, and that some of them need not end where a word ends, is the published library's (source S5).
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeAlias, cast

Value: TypeAlias = str | bool | Decimal | datetime


class FilterSyntaxError(ValueError):
    """The server would answer with `odata syntax error`."""


@dataclass(frozen=True)
class Comparison:
    """`eq` and `ne` have lost every apostrophe of a string; the other operators have kept even the quotes."""

    property: str
    operator: str
    value: Value


@dataclass(frozen=True)
class Both:
    left: "Tree"
    right: "Tree"


@dataclass(frozen=True)
class Either:
    left: "Tree"
    right: "Tree"


Tree: TypeAlias = Comparison | Both | Either

# In this order: the first that matches wins, wherever the word really ends.
_TOKENS = [
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("blank", r" "),
        ("open", r"\("),
        ("close", r"\)"),
        ("comma", r","),
        ("word", r"(eq|ne|gt|ge|lt|le|and|or) "),
        ("function", r"contains|endswith|startswith"),
        ("decimal", r"-?[0-9]+\.[0-9]+"),
        ("integer", r"-?[0-9]+\Z"),
        ("boolean", r"(?i:true|false)"),
        ("string", r"'(''|[^'])*'"),
        (
            "datetime",
            r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})",
        ),
        ("date", r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
        ("name", r"[a-zA-Z][a-zA-Z0-9_.]*|_id"),
    )
]

Token: TypeAlias = tuple[str, str]


def _tokens(text: str) -> Iterator[Token]:
    position = 0
    while position < len(text):
        for kind, pattern in _TOKENS:
            if match := pattern.match(text, position):
                position = match.end()
                if kind != "blank":
                    yield kind, match.group().strip(" ")
                break
        else:
            raise FilterSyntaxError(f"No matching token for {text[position:]}")


def parse(text: str) -> Tree:
    tokens = [*_tokens(text), ("end", "")]
    tree = _either(tokens)
    if tokens != [("end", "")]:
        raise FilterSyntaxError(f"left over: {tokens}")
    return tree


def _either(tokens: list[Token]) -> Tree:
    tree = _both(tokens)
    while tokens[0] == ("word", "or"):
        del tokens[0]
        tree = Either(tree, _both(tokens))
    return tree


def _both(tokens: list[Token]) -> Tree:
    tree = _condition(tokens)
    while tokens[0] == ("word", "and"):
        del tokens[0]
        tree = Both(tree, _condition(tokens))
    return tree


def _condition(tokens: list[Token]) -> Tree:
    kind, name = tokens.pop(0)
    if kind == "open":
        tree = _either(tokens)
        if tokens.pop(0)[0] != "close":
            raise FilterSyntaxError("unbalanced parentheses")
        return tree
    word, operator = tokens.pop(0) if tokens else ("end", "")
    if kind != "name" or word != "word" or operator in ("and", "or"):
        raise FilterSyntaxError(f"no comparison: {name} {operator}")
    value = _value(*tokens.pop(0))
    if isinstance(value, str) and operator in ("eq", "ne"):
        value = value.replace("'", "")
    return Comparison(name, operator, value)


def _value(kind: str, text: str) -> Value:
    match kind:
        case "string" | "name":
            return text
        case "decimal" | "integer":
            return Decimal(text)
        case "boolean":
            return text.lower() == "true"
        case "date":
            return datetime.fromisoformat(text).replace(tzinfo=UTC)
        case "datetime" if text[len("yyyy-mm-ddThh:mm")] == ":":  # RFC 3339 wants seconds
            return datetime.fromisoformat(text)
        case _:
            raise FilterSyntaxError(f"no literal: {text}")


def matches(tree: Tree, record: Mapping[str, Any]) -> bool:
    match tree:
        case Both(left, right):
            return matches(left, record) and matches(right, record)
        case Either(left, right):
            return matches(left, record) or matches(right, record)
        case Comparison(name, "ne", value):
            return not matches(Comparison(name, "eq", value), record)
        case Comparison(name, operator, value):
            return any(_compare(stored, operator, value) for stored in reach(record, name.split(".")))


def reach(value: object, path: list[str]) -> Iterator[object]:
    """Everything a dotted path leads to; an array stands for each of its elements."""
    if isinstance(value, list):
        for element in cast(list[object], value):
            yield from reach(element, path)
    elif not path:
        yield value
    elif isinstance(value, dict) and path[0] in value:
        yield from reach(cast(dict[str, object], value)[path[0]], path[1:])


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}


def _compare(stored: object, word: str, value: Value) -> bool:
    """Type-bracketed."""
    return _bracket(stored) == _bracket(value) and _COMPARE[word](stored, value)


def _bracket(value: object) -> str:
    match value:
        case bool():
            return "boolean"
        case int() | Decimal():
            return "number"
        case str():
            return "string"
        case datetime():
            return "date"
        case _:
            return "nothing that a literal can be compared with"
