"""Splitting by count, which a peer leaves to its user."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def chunks(records: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(records)
    while chunk := list(islice(source, size)):
        yield chunk
