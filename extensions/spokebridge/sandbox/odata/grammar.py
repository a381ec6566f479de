"""From the words of a `$filter` expression to a tree (9Spokes facts 4.2).

either     = both { "or" both }
both       = condition { "and" condition }
condition  = "(" either ")" | property operator literal
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Literal, cast

from .tokens import Kind, ODataError, Token, tokenize

ComparisonOperator = Literal["eq", "ne", "gt", "ge", "lt", "le"]
LiteralValue = str | Decimal | bool | datetime

_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Comparison:
    """A property against a literal."""

    path: tuple[str, ...]
    operator: ComparisonOperator
    value: LiteralValue


@dataclass(frozen=True, slots=True)
class All:
    """Conditions joined by `and`."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Conditions joined by `or`."""

    conditions: tuple["Condition", ...]


Condition = Comparison | All | Any


def parse_filter(expression: str, *, strict: bool) -> Condition:
    """Raises `ODataError`."""
    return _Parser(list(tokenize(expression, strict=strict)), strict=strict).parse()


class _Parser:
    def __init__(self, tokens: Sequence[Token], *, strict: bool) -> None:
        self._tokens = tokens
        self._position = 0
        self._depth = 0
        self._strict = strict

    def parse(self) -> Condition:
        tree = self._either()
        left_over = self._peek()
        if left_over is not None:
            raise ODataError(f"parse error: {left_over.text} is not expected here")
        return tree

    def _either(self) -> Condition:
        conditions = [self._both()]
        while self._accept("or"):
            conditions.append(self._both())
        return conditions[0] if len(conditions) == 1 else Any(tuple(conditions))

    def _both(self) -> Condition:
        conditions = [self._condition()]
        while self._accept("and"):
            conditions.append(self._condition())
        return conditions[0] if len(conditions) == 1 else All(tuple(conditions))

    def _condition(self) -> Condition:
        token = self._next("a condition")
        if token.kind is Kind.FUNCTION:
            raise ODataError(f"function {token.text} is not supported")
        if token.kind is Kind.OPEN:
            return self._group()
        if token.kind is not Kind.WORD:
            raise ODataError(f"parse error: {token.text} stands where a property is expected")
        return Comparison(tuple(token.text.split(".")), self._operator(), self._literal())

    def _group(self) -> Condition:
        self._depth += 1
        if self._depth > _DEPTH:
            raise ODataError("parse error: parentheses are nested too deep")
        inner = self._either()
        closing = self._peek()
        if closing is None or closing.kind is not Kind.CLOSE:
            raise ODataError("parse error: mismatched parenthesis")
        self._position += 1
        self._depth -= 1
        return inner

    def _operator(self) -> ComparisonOperator:
        token = self._next("an operator")
        if token.kind is not Kind.OPERATOR or token.text in ("and", "or"):
            raise ODataError(f"parse error: {token.text} stands where a comparison is expected")
        return cast(ComparisonOperator, token.text)

    def _literal(self) -> LiteralValue:
        token = self._next("a literal")
        match token.kind:
            case Kind.STRING:
                return self._string(token.text)
            case Kind.WORD:
                return token.text
            case Kind.DECIMAL | Kind.INTEGER:
                return Decimal(token.text)
            case Kind.BOOLEAN:
                return token.text.lower() == "true"
            case Kind.DATE | Kind.DATETIME:
                return _moment(token.text)
            case _:
                raise ODataError(f"parse error: {token.text} stands where a literal is expected")

    def _string(self, text: str) -> str:
        """Strict keeps the quotes; what becomes of them depends on the operator (`evaluation.py`)."""
        return text if self._strict else text[1:-1].replace("''", "'")

    def _peek(self) -> Token | None:
        return self._tokens[self._position] if self._position < len(self._tokens) else None

    def _next(self, expected: str) -> Token:
        token = self._peek()
        if token is None:
            raise ODataError(f"parse error: the expression ends where {expected} is expected")
        self._position += 1
        return token

    def _accept(self, word: str) -> bool:
        token = self._peek()
        if token is None or token.kind is not Kind.OPERATOR or token.text != word:
            return False
        self._position += 1
        return True


def _moment(text: str) -> datetime:
    """A bare date is midnight UTC; a date-time needs its seconds (RFC 3339)."""
    if "T" in text and text.count(":") < (2 if text.endswith("Z") else 3):
        raise ODataError(f"parse error: {text} has no seconds")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise ODataError(f"parse error: {text}: {problem}") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
