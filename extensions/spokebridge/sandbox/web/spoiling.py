"""Bodies that are JSON and yet not as described: a value of another type, null, an unknown word, a page cut short."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from . import codec
from .codec import JsonObject, is_array, is_number, is_object

Place = tuple[JsonObject, str]
"""A member and the object that holds it."""

UNKNOWN_WORD = "SOMETHING_NEW"

_WORDS = frozenset(
    {
        "Action",
        "AppStatus",
        "FieldType",
        "RuleExecutionStatus",
        "RuleStatus",
        "Status",
        "SupplierType",
        "WorkflowStatus",
        "account_category",
        "account_status",
        "account_type",
        "employment_type",
        "item_type",
        "pay_period",
        "result",
        "status",
        "transaction_status",
        "type",
        "value_type",
    }
)
"""Members that hold one word of a set (the field tables of both fact sheets)."""

_SINGLE = ("details", "result", "App", "Summary")
"""Where an answer holds a single thing."""


def shortened(content: bytes) -> bytes:
    """Without the second half of its records; total and cursor stay. Of a single record nothing is left."""
    body = codec.decode(content)
    records = _records(body)
    if records is not None:
        del records[len(records) // 2 :]
    return codec.encode(body)


def with_wrong_type(content: bytes, member: str | None) -> bytes:
    """A number becomes a text and anything else a number; unless named, it is the first number of the first record."""
    return _changed(content, member, (is_number, _is_scalar), lambda old: "twelve" if is_number(old) else 12)


def with_null(content: bytes, member: str | None) -> bytes:
    """Unless named, it is the first plain value of the first record."""
    return _changed(content, member, (_is_scalar,), lambda _: None)


def with_unknown_word(content: bytes, member: str | None) -> bytes:
    """Unless named, it is the first member of the first record that holds one word of a set."""
    body = codec.decode(content)
    for holder, name in _places(_start(body)):
        if name == member or (member is None and name in _WORDS and isinstance(holder[name], str)):
            holder[name] = UNKNOWN_WORD
            break
    return codec.encode(body)


def _changed(
    content: bytes,
    member: str | None,
    wanted: tuple[Callable[[object], bool], ...],
    change: Callable[[object], object],
) -> bytes:
    body = codec.decode(content)
    places = list(_places(_start(body)))
    found = [place for place in places if place[1] == member]
    if member is None:
        found = [place for test in wanted for place in places if test(place[0][place[1]])]
    if found:
        holder, name = found[0]
        holder[name] = change(holder[name])
    return codec.encode(body)


def _start(body: Any) -> Any:
    """The first record; where there is no list, what the answer is about, or the whole of it."""
    records = _records(body)
    if records:
        return records[0]
    return next((body[name] for name in _SINGLE if is_object(body) and is_object(body.get(name))), body)


def _records(body: Any) -> list[Any] | None:
    """The list of records, at the top or inside of an envelope; what a single thing holds is no such list."""
    if not is_object(body):
        return None
    enveloped = body.get("details")
    for holder in (body, enveloped if is_object(enveloped) else {}):
        for value in holder.values():
            if is_array(value) and value and is_object(value[0]):
                return value
    return None


def _places(value: Any) -> Iterator[Place]:
    """Every member, depth first."""
    if is_object(value):
        for name, below in value.items():
            yield value, name
            yield from _places(below)
    elif is_array(value):
        for element in value:
            yield from _places(element)


def _is_scalar(value: object) -> bool:
    return isinstance(value, str | int | Decimal)
