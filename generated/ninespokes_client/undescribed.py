"""Members of a body that the description does not have. They do no harm, so that reading does not look for them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from msgspec import inspect

from .reader import below, kind_of
from .shapes import alternative, is_list, is_object, struct_of
from .spellings import OTHER, is_open, spellings
from .types import Mismatch


def undescribed(value: Any, info: inspect.Type, path: str, most: int | None) -> Iterator[Mismatch]:
    """Each of them, below plain values that were read as this type. `most`: how many items of an array are looked at."""
    match info:
        case inspect.UnionType():
            chosen = alternative(value, info)
            if chosen is not None:
                yield from undescribed(value, chosen, path, most)
        case inspect.StructType() if is_object(value):
            known, other = spellings(value, info.cls)
            if not is_open(info.cls):
                for key in other.keys() - {OTHER}:
                    yield Mismatch(below(path, key), "no such member", kind_of(other[key]))
            for item in struct_of(info.cls).fields:
                if item.encode_name in known:
                    key = known[item.encode_name]
                    yield from undescribed(value[key], item.type, below(path, key), most)
        case inspect.ListType() if is_list(value):
            for number, item in enumerate(islice(value, most)):
                yield from undescribed(item, info.item_type, f"{path}[{number}]", most)
        case inspect.DictType() if is_object(value):
            for key, item in islice(value.items(), most):
                yield from undescribed(item, info.value_type, below(path, key), most)
        case _:
            pass
