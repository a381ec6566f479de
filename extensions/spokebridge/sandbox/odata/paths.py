"""Walking a record along a dotted path, through arrays, as MongoDB does (9Spokes facts 4.2)."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from ..web.codec import is_array, is_object

Path = tuple[str, ...]
Record = Mapping[str, Any]


def values_at(record: Record, path: Path) -> list[Any]:
    """Every value the path reaches: none when a member is missing, one per element inside arrays."""
    value: Any = record
    for index, name in enumerate(path):
        if is_array(value):
            return [found for element in value if is_object(element) for found in values_at(element, path[index:])]
        if not is_object(value) or name not in value:
            return []
        value = value[name]
    return [value, *value] if is_array(value) else [value]


class Dates:
    """Which members are stored as dates. On the wire they are strings; only a date literal matches them, and a string
    literal never does (type bracketing, 9Spokes facts 4.2).
    """

    def __init__(self, names: AbstractSet[str]) -> None:
        self._names = names

    def __contains__(self, path: Path) -> bool:
        return path[-1] in self._names


@lru_cache(maxsize=65_536)
def as_date(text: str) -> datetime | str:
    """The moment an RFC 3339 text tells; any other text stays what it is."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def stored_values(record: Record, path: Path, *, dates: bool) -> list[Any]:
    """What the path reaches, dates as moments when the property is stored as a date."""
    values = values_at(record, path)
    return [as_date(value) if isinstance(value, str) else value for value in values] if dates else values
