"""From the text of an expression to a tree that is ready to be evaluated often.

cel-python parses. Its tree has a dozen nodes for the simplest variable, one for each level of precedence; here literals
are read, operators, functions and methods become `call`, and nodes that only pass a value on go.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, TypeAlias

import lark
from celpy.celparser import CELParseError, CELParser
from celpy.evaluation import Activation, CELEvalError, Evaluator

from spokebridge.plugins.field_mapper.functions import FUNCTIONS

Node: TypeAlias = Any
"""A lark tree or token; neither says what it holds."""

VARIABLES = ("record", "operation", "tables")
_MACROS = frozenset({"map", "filter", "all", "exists", "exists_one", "reduce", "min"})
_SPECIAL = frozenset({"has", "dyn"})
_OPERATORS = {
    "relation_lt": "_<_",
    "relation_le": "_<=_",
    "relation_gt": "_>_",
    "relation_ge": "_>=_",
    "relation_eq": "_==_",
    "relation_ne": "_!=_",
    "relation_in": "_in_",
    "addition_add": "_+_",
    "addition_sub": "_-_",
    "multiplication_mul": "_*_",
    "multiplication_div": "_/_",
    "multiplication_mod": "_%_",
    "unary_not": "!_",
    "unary_neg": "-_",
}
_STEPS = frozenset(
    {"expr", "conditionalor", "conditionaland", "relation", "addition", "multiplication", "unary", "member"}
)


class ExpressionError(ValueError):
    """An expression that cannot be read, or that has no value for a record. `line` counts within the expression."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def tree_of(source: str) -> Node:
    """The tree. Raises ExpressionError, also for names and functions that do not exist."""
    try:
        tree = _parser().parse(source)
    except CELParseError as error:
        raise ExpressionError(_misread(source, error), error.line) from None
    _check_names(tree)
    return _ready(tree)


def _parser() -> Any:
    return CELParser()


def _ready(tree: Node) -> Node:
    if not _is_tree(tree):
        return tree
    if tree.data == "literal":
        return lark.Tree("constant", [_constant(tree)])
    children: list[Node] = [_ready(child) for child in tree.children]
    change: Callable[[list[Node]], Node] | None = _CHANGES.get(tree.data)
    changed = None if change is None else change(children)
    if changed is not None:
        return changed
    if tree.data in _STEPS and len(children) == 1:
        return children[0]
    return lark.Tree(tree.data, children, tree.meta)


def _is_tree(node: Node) -> bool:
    return isinstance(node, lark.Tree)


def _operator(children: list[Node]) -> Node:
    if len(children) == 1:
        return None
    operator, right = children
    return lark.Tree("call", [_OPERATORS[operator.data], *operator.children, right])


def _method(children: list[Node]) -> Node:
    subject, name, *rest = children
    return None if name in _MACROS else lark.Tree("call", [str(name), subject, *_arguments(rest)])


def _index(children: list[Node]) -> Node:
    return lark.Tree("call", ["_[_]", *children])


def _primary(children: list[Node]) -> Node:
    child = children[0]
    if child.data == "constant":
        return child
    name, *rest = child.children or [None]
    if child.data == "paren_expr":
        return name
    if child.data == "ident" and name in VARIABLES:
        return lark.Tree("variable", [str(name)])
    if child.data == "ident_arg" and name not in _SPECIAL:
        return lark.Tree("call", [str(name), *_arguments(rest)])
    return None


_CHANGES: dict[str, Callable[[list[Node]], Node]] = {
    **dict.fromkeys(("relation", "addition", "multiplication", "unary"), _operator),
    "member_dot_arg": _method,
    "member_index": _index,
    "primary": _primary,
}


def _arguments(rest: list[Node]) -> list[Node]:
    return rest[0].children if rest else []


def _constant(tree: Node) -> Any:
    token = tree.children[0]
    if token.type == "FLOAT_LIT":
        return Decimal(token.value)
    evaluator: Any = Evaluator(tree, Activation())
    value = evaluator.visit(tree)
    if isinstance(value, CELEvalError):
        raise ExpressionError(f"{token.value} is out of range", token.line)
    return value


def _check_names(tree: Node) -> None:
    bound = set(_bound(tree))
    for node in tree.find_data("member_dot_arg"):
        if node.children[1] not in _MACROS:
            _require(str(node.children[1]), FUNCTIONS, "function")
    for node in tree.find_data("ident_arg"):
        if node.children[0] not in _SPECIAL:
            _require(str(node.children[0]), FUNCTIONS, "function")
    for node in tree.find_data("ident"):
        name = str(node.children[0])
        if name not in bound and name not in FUNCTIONS:
            _require(name, VARIABLES, "name")


def _bound(tree: Node) -> Iterator[str]:
    """The variables that macros bring: `x` in `list.map(x, x + 1)`."""
    for node in tree.find_data("member_dot_arg"):
        name = node.children[1]
        for argument in _arguments(node.children[2:])[: 2 if name == "reduce" else 1] if name in _MACROS else ():
            yield from (str(ident.children[0]) for ident in argument.find_data("ident"))


def _require(name: str, known: Collection[str], what: str) -> None:
    if name in known:
        return
    public = sorted(item for item in known if item[0].isalpha())
    close = get_close_matches(name, public, 1)
    hint = f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(public)}"
    raise ExpressionError(f"unknown {what} {name!r}{hint}")


def _misread(source: str, error: CELParseError) -> str:
    lines = source.splitlines()
    line, column = error.line or 0, error.column or 0
    rest = lines[line - 1][column - 1 :] if 0 < line <= len(lines) and column > 0 else ""
    return f"cannot be read from {rest[:30]!r} on" if rest else "the expression ends too early"
