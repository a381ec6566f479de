"""CEL (Common Expression Language) over records, by way of cel-python's parser and interpreter.

An expression reads what it is given and nothing else, has no endless loops, and cannot change anything. A number with a
point is an exact decimal, unlike in plain CEL, where it is a binary double.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from celpy import celtypes
from celpy.evaluation import Activation, CELEvalError, CELUnsupportedError, Evaluator

from spokebridge.plugins.field_mapper.functions import FUNCTIONS, OWN
from spokebridge.plugins.field_mapper.operators import kind
from spokebridge.plugins.field_mapper.trees import ExpressionError, Node, tree_of
from spokebridge.plugins.field_mapper.values import from_cel, variables
from spokebridge.plugins.field_mapper.work import Work

__all__ = ["Expression", "ExpressionError"]

_TOO_DEEP = "the expression is nested too deep"


class Expression:
    """An expression, read once and evaluated often; from several threads at once, too.

    Names and functions that do not exist are an error here and not at the first record.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        try:
            self._tree = tree_of(source)
        except RecursionError:
            raise ExpressionError(_TOO_DEEP) from None

    def of(self, work: Work) -> Any:
        """Its plain value for a record. Raises ExpressionError."""
        try:
            return from_cel(_Evaluator(self._tree, _Scope(variables(work))).evaluate())
        except CELEvalError as error:
            raise ExpressionError(_reason(error)) from None
        except (CELUnsupportedError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            raise ExpressionError(str(error)) from None
        except RecursionError:
            raise ExpressionError(_TOO_DEEP) from None


class _Scope(Activation):
    """Variables by plain look-up; the library's own way parses each name for packages and dots."""

    def __init__(self, variables: Mapping[str, Any]) -> None:
        super().__init__(functions=FUNCTIONS)
        self._variables = variables

    def clone(self) -> Activation:
        """For macros, which add a variable of their own."""
        copy = _Scope(self._variables)
        copy.identifiers = self.identifiers.clone()
        return copy

    def resolve_variable(self, name: str) -> Any:
        """The value."""
        if name in self._variables and name not in self.identifiers:
            return self._variables[name]
        return super().resolve_variable(name)


class _Evaluator(Evaluator):
    """The library's interpreter; knows the kinds of node that `trees` makes of its frequent ones."""

    def sub_evaluator(self, ast: Node) -> Evaluator:
        """For the expression inside a macro."""
        return _Evaluator(ast, self.activation)

    def constant(self, tree: Node) -> Any:
        """A literal, read before."""
        return tree.children[0]

    def variable(self, tree: Node) -> Any:
        """The value of a name."""
        return self.activation.resolve_variable(tree.children[0])

    def values(self, nodes: list[Node]) -> list[Any]:
        """What these are worth."""
        return [self.visit(node) for node in nodes]

    def call(self, tree: Node) -> Any:
        """A function, a method or an operator. An error is a value, which is how CEL passes errors on."""
        name, *nodes = tree.children
        arguments = self.values(nodes)
        for value in arguments:
            if isinstance(value, CELEvalError):
                return value
        try:
            return FUNCTIONS[name](*arguments)
        except (ValueError, TypeError, AttributeError, ArithmeticError, LookupError) as error:
            return CELEvalError(_failed(name, arguments, error), type(error), error.args)

    def member_dot(self, tree: Node) -> Any:
        """A field."""
        (member,) = self.values(tree.children[:1])
        name = str(tree.children[1])
        if isinstance(member, CELEvalError):
            return member
        if not isinstance(member, celtypes.MapType):
            return CELEvalError(f"{name} is asked of something that has no fields", TypeError, ())
        fields: dict[Any, Any] = member
        return fields[name] if name in fields else CELEvalError(f"there is no field {name!r}", KeyError, ())


def _failed(name: str, arguments: list[Any], error: Exception) -> str:
    """Why a call has no value."""
    kinds = " and ".join(kind(value) for value in arguments)
    if name == "_[_]":
        there = isinstance(error, LookupError)
        return f"there is no {str(arguments[1])!r}" if there else f"a {kind(arguments[0])} has no parts to be taken"
    if not name.isidentifier() or name.startswith("_"):
        sign = name.replace("_", "")
        mixed = isinstance(error, TypeError | AttributeError)
        return f"{sign} has no meaning for {kinds}" if mixed else f"{sign}: {error}"
    return str(error) if name in OWN else f"{name}() cannot be done with {kinds}"


def _reason(error: CELEvalError) -> str:
    """What went wrong, without the values: the library's own texts can show a whole record."""
    said = str(error.args[0]) if error.args else "no value"
    if said.startswith("found no matching overload for _?_:_"):
        return "what stands before ? must be true or false"
    if said.startswith("found no matching overload"):
        return "&& and || take true or false"
    return said.split(" (in activation", 1)[0]
