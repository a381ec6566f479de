"""The words of a `$filter` expression (9Spokes facts 4.2)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto


class ODataError(ValueError):
    """Query options that cannot be understood. The text ends as the published library ends it (9Spokes facts 4.2)."""

    def __init__(self, *problems: str) -> None:
        super().__init__(f"{';'.join(problems)}: odata syntax error")
        self.problems = problems


class Kind(Enum):
    """What a word is."""

    OPEN = auto()
    CLOSE = auto()
    COMMA = auto()
    OPERATOR = auto()
    FUNCTION = auto()
    DECIMAL = auto()
    INTEGER = auto()
    BOOLEAN = auto()
    STRING = auto()
    DATETIME = auto()
    DATE = auto()
    WORD = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A word and its text, quotes included."""

    kind: Kind
    text: str


_SPACE = " "
_LAST = r"-?[0-9]+$"
_ANYWHERE = r"-?[0-9]+(?=[ )]|$)"


def _rules(integer: str) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """The first rule that matches wins, so the order matters."""
    rules = (
        (Kind.OPEN, r"\("),
        (Kind.CLOSE, r"\)"),
        (Kind.COMMA, r","),
        (Kind.OPERATOR, r"(?:eq|ne|gt|ge|lt|le|and|or)(?= )"),
        (Kind.FUNCTION, r"(?:contains|endswith|startswith)(?=\()"),
        (Kind.DECIMAL, r"-?[0-9]+\.[0-9]+"),
        (Kind.INTEGER, integer),
        (Kind.BOOLEAN, r"(?i:true|false)\b"),
        (Kind.STRING, r"'(?:''|[^'])*'"),
        (
            Kind.DATETIME,
            r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:[0-9]{2})",
        ),
        (Kind.DATE, r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
        (Kind.WORD, r"[a-zA-Z][a-zA-Z0-9_.]*|_id"),
    )
    return tuple((kind, re.compile(pattern)) for kind, pattern in rules)


_STRICT = _rules(_LAST)
_LENIENT = _rules(_ANYWHERE)


def tokenize(expression: str, *, strict: bool) -> Iterator[Token]:
    """Strict knows an integer only as the very last thing of the expression; elsewhere it needs a decimal point."""
    rules = _STRICT if strict else _LENIENT
    position = 0
    while position < len(expression):
        if expression[position] == _SPACE:
            position += 1
            continue
        for kind, pattern in rules:
            match = pattern.match(expression, position)
            if match is not None:
                yield Token(kind, match.group())
                position = match.end()
                break
        else:
            raise ODataError(f"No matching token for {expression[position:]}")
