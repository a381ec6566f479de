"""The payload under `details` of the first family of answers (9Spokes facts 3.2): typed, in whatever form it came.

An answer in the described form is not looked at twice. Another one is brought to that form and told of as drift.
"""

from __future__ import annotations

from typing import Any, Protocol, TypeVar, cast

import msgspec

from ninespokes_client import codec
from spokebridge.ninespokes.envelope import canonical_details
from spokebridge.plain import is_list
from spokebridge.wire import Answer

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Enveloped(Protocol[T_co]):
    """An answer of the first family."""

    @property
    def details(self) -> T_co | None: ...


def as_one(value: Enveloped[Any], content: bytes) -> bytes | None:
    """A Reshape for an answer that holds one object."""
    if isinstance(getattr(value, "details", None), msgspec.Struct):
        return None
    return codec.encode(canonical_details(codec.parse(content), many=False))


def as_many(value: Enveloped[Any], content: bytes) -> bytes | None:
    """A Reshape for an answer that holds a list of objects; null is the empty list (facts 3.1)."""
    details: object = getattr(value, "details", None)
    if is_list(details) and None not in details:
        return None
    return codec.encode(canonical_details(codec.parse(content), many=True))


def payload(answer: Answer[Enveloped[T]]) -> T:
    """What one of these two has made sure of."""
    return cast(T, answer.value.details)


def confirmation(answer: Answer[Enveloped[str]]) -> str | None:
    """The sentence of an answer that confirms, as it came; the status has confirmed already."""
    return cast(str | None, getattr(answer.value, "details", None))
