"""Filters as text: `transaction_status eq 'UNPAID' and transaction_date ge 2024-03-01`.

The grammar is that of the server (9Spokes facts 4.2) without its traps: names need no prefix, whole numbers may stand
anywhere, and a text that the server would misread is refused. A name with a slash before it, as in `/balance_date`,
stands outside of the record's wrapper.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from spokebridge.odata import Condition, F, Order, Property

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<open>\() | (?P<close>\)) | (?P<text>'(?:[^']|'')*')
    | (?P<moment>\d{4}-\d\d-\d\dT[^\s()]+) | (?P<day>\d{4}-\d\d-\d\d)(?![^\s()])
    | (?P<number>-?\d+(?:\.\d+)?)(?![^\s()])
    | (?P<word>/?[A-Za-z][A-Za-z0-9_.]*)
    )""",
    re.VERBOSE,
)
_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    word: getattr(operator, word) for word in ("eq", "ne", "gt", "ge", "lt", "le")
}
_EXAMPLE = "transaction_status eq 'UNPAID' and transaction_gross_value gt 100"


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


def condition(text: str) -> Condition:
    """A filter from its text. Raises ValueError or TypeError with the place and an example."""
    return _Reader(text).whole()


def order(text: str) -> list[Order]:
    """`name, other desc` as an order."""
    found: list[Order] = []
    for item in text.split(","):
        match item.split():
            case [name] | [name, "asc"]:
                found.append(_property(name).asc())
            case [name, "desc"]:
                found.append(_property(name).desc())
            case _:
                raise ValueError(f"{item.strip()!r} is no order; write NAME, NAME asc or NAME desc, joined by commas")
    return found


def columns(text: str) -> list[Property]:
    """`name,other` as columns."""
    return [_property(name.strip()) for name in text.split(",")]


def _property(name: str) -> Property:
    return F.absolute(name[1:]) if name.startswith("/") else F[name]


class _Reader:
    """Reads a filter from left to right; `and` binds tighter than `or`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(self._split())
        self._next = 0

    def whole(self) -> Condition:
        found = self._any()
        if (token := self._peek()) is not None:
            raise self._wrong(token, "`and`, `or` or the end")
        return found

    def _any(self) -> Condition:
        found = self._all()
        while self._took("or"):
            found = found | self._all()
        return found

    def _all(self) -> Condition:
        found = self._one()
        while self._took("and"):
            found = found & self._one()
        return found

    def _one(self) -> Condition:
        token = self._take("a name")
        if token.kind == "open":
            found = self._any()
            closing = self._take("a closing parenthesis")
            if closing.kind != "close":
                raise self._wrong(closing, "a closing parenthesis")
            return found
        if token.kind != "word":
            raise self._wrong(token, "a name; the value comes last")
        word = self._take(f"one of {', '.join(_OPERATORS)}")
        if word.text not in _OPERATORS:
            raise self._wrong(word, f"one of {', '.join(_OPERATORS)}")
        return _compare(_property(token.text), word.text, self._value())

    def _value(self) -> Any:
        token = self._take("a value")
        match token.kind:
            case "text":
                return token.text[1:-1].replace("''", "'")
            case "number":
                return Decimal(token.text)
            case "day":
                return date.fromisoformat(token.text)
            case "moment":
                return datetime.fromisoformat(token.text)
            case "word" if token.text in ("true", "false"):
                return token.text == "true"
            case _:
                raise self._wrong(
                    token, "a value: 'text' in quotes, a number, true, false, 2024-03-01 or 2024-03-01T09:30:00Z"
                )

    def _split(self) -> Iterator[_Token]:
        at = 0
        while at < len(self._text.rstrip()):
            match = _TOKEN.match(self._text, at)
            if match is None:
                rest = self._text[at:].strip()
                raise ValueError(f"nothing can be made of {rest!r}; write it as in: {_EXAMPLE}")
            kind = match.lastgroup or ""
            yield _Token(kind, match.group(kind), match.start(kind))
            at = match.end()

    def _peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _took(self, word: str) -> bool:
        token = self._peek()
        if token is None or token.text != word:
            return False
        self._next += 1
        return True

    def _take(self, wanted: str) -> _Token:
        token = self._peek()
        if token is None:
            raise ValueError(f"the filter ends where {wanted} is expected; write it as in: {_EXAMPLE}")
        self._next += 1
        return token

    def _wrong(self, token: _Token, wanted: str) -> ValueError:
        return ValueError(f"{token.text!r} at character {token.at + 1}: expected {wanted}")


def _compare(name: Property, word: str, value: Any) -> Condition:
    if word == "eq" and isinstance(value, date) and not isinstance(value, datetime):
        return name.on(value)
    found: Condition = _OPERATORS[word](name, value)
    return found
