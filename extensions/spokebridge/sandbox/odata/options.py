"""The query string of a data request (9Spokes facts 4.2)."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .grammar import Condition, parse_filter
from .ordering import OrderItem, parse_order
from .projection import parse_select
from .tokens import ODataError

_OPTIONS = frozenset({"$filter", "$orderby", "$select", "$top", "$skip", "$count", "$inlinecount"})
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_ALSO_ORDERBY = "$orderBy"
_MAY_BE_EMPTY = "$count"


@dataclass(frozen=True, slots=True)
class Query:
    """`filter_text` tells two filters apart; `top` is `None` when it was not given."""

    filter: Condition | None = None
    filter_text: str = ""
    order: tuple[OrderItem, ...] = ()
    select: tuple[str, ...] = ()
    top: int | None = None
    skip: int = 0


def parse_query(pairs: Sequence[tuple[str, str]], *, strict: bool) -> Query:
    """Raises one `ODataError` with all problems. Lenient ignores unknown options and knows `$orderBy` too."""
    if not strict:
        pairs = [("$orderby" if name == _ALSO_ORDERBY else name, value) for name, value in pairs]
        pairs = [(name, value) for name, value in pairs if name in _OPTIONS]
    query = Query()
    problems = _problems_with_names(pairs)
    for name, value in pairs:
        if name in _OPTIONS and (value or name == _MAY_BE_EMPTY):
            try:
                query = _with_option(query, name, value, strict=strict)
            except ODataError as problem:
                problems.extend(problem.problems)
    if problems:
        raise ODataError(*problems)
    return query


def _problems_with_names(pairs: Sequence[tuple[str, str]]) -> list[str]:
    counts = Counter(name for name, _ in pairs)
    problems = [f"Duplicate keyword '{name}' found in odata query" for name, count in counts.items() if count > 1]
    problems += [f"Keyword '{name}' is not valid" for name in counts if name not in _OPTIONS]
    problems += [
        f"No value was set for keyword '{name}'" for name, value in pairs if not value and name != _MAY_BE_EMPTY
    ]
    if "$count" in counts and "$inlinecount" in counts:
        problems.append("$count and $inlinecount cannot be set in the same odata query")
    return problems


def _with_option(query: Query, name: str, value: str, *, strict: bool) -> Query:
    """`$count` and `$inlinecount` are checked and have no effect."""
    match name:
        case "$filter":
            return replace(query, filter=parse_filter(value, strict=strict), filter_text=value)
        case "$orderby":
            return replace(query, order=parse_order(value))
        case "$select":
            return replace(query, select=parse_select(value))
        case "$top":
            return replace(query, top=_integer(value))
        case "$skip":
            return replace(query, skip=_integer(value))
        case "$inlinecount" if value.strip() not in ("allpages", "none"):
            raise ODataError("Inline count value needs to be allpages or none")
        case _:
            return query


def _integer(text: str) -> int:
    """The parser does not look at the sign; what the service makes of a negative number is unknown, and the sandbox
    refuses it (9Spokes facts 8.3).
    """
    if not _INTEGER.fullmatch(text.strip()):
        raise ODataError(f'parsing "{text}": invalid syntax')
    number = int(text)
    if number < 0:
        raise ODataError(f"{text} is negative")
    return number
