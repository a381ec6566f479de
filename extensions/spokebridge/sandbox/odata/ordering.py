"""`$orderby` (9Spokes facts 4.2), in the order MongoDB gives to values of different types."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from .paths import Dates, Path, Record, stored_values
from .tokens import ODataError

T = TypeVar("T")
_ABSENT = (0, 0)


@dataclass(frozen=True, slots=True)
class OrderItem:
    """One property to sort by."""

    path: Path
    descending: bool = False


def parse_order(text: str) -> tuple[OrderItem, ...]:
    """`path`, `path asc` or `path desc`, separated by commas."""
    return tuple(_item(part.split()) for part in text.split(","))


def _item(words: Sequence[str]) -> OrderItem:
    match words:
        case [path]:
            return OrderItem(tuple(path.split(".")))
        case [path, ("asc" | "desc") as direction]:
            return OrderItem(tuple(path.split(".")), direction == "desc")
        case []:
            raise ODataError("Cannot support field ")
        case [_, _]:
            raise ODataError("Second value in orderby needs to be asc or desc")
        case _:
            raise ODataError("Cannot have more than 2 items in orderby query")


def sort_records(records: Iterable[tuple[Record, T]], order: Sequence[OrderItem], dates: Dates) -> list[T]:
    """Sorts what comes with each record. Records that compare equal keep the order they were stored in."""
    rows = list(records)
    for item in reversed(order):
        is_date = item.path in dates
        best = max if item.descending else min

        def key(row: tuple[Record, T], item: OrderItem = item, is_date: bool = is_date, best: Any = best) -> Any:
            values = stored_values(row[0], item.path, dates=is_date)
            return best((_rank(value) for value in values if not isinstance(value, list)), default=_ABSENT)

        rows.sort(key=key, reverse=item.descending)
    return [row[1] for row in rows]


def _rank(value: object) -> tuple[int, Any]:
    """Absent and null come first, then numbers, strings, objects, booleans and dates; of an array its least element
    counts, or its greatest when descending.
    """
    if isinstance(value, bool):
        return 4, value
    if isinstance(value, int | Decimal):
        return 1, value
    if isinstance(value, str):
        return 2, value
    if isinstance(value, datetime):
        return 5, value
    return _ABSENT if value is None else (3, 0)
