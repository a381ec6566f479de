"""Identities are told apart exactly, in memory and in the file that takes over when there are many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spokebridge.identities import SeenKeys

KEYS = st.tuples(st.one_of(st.text(max_size=3), st.integers(0, 9), st.none(), st.booleans()))


@pytest.fixture(params=[1, 2, 7, 1000])
def seen(request: pytest.FixtureRequest) -> Iterator[SeenKeys]:
    found = SeenKeys(in_memory=request.param)
    yield found
    found.close()


@given(st.lists(st.lists(KEYS, max_size=8), max_size=12), st.integers(1, 20))
def test_a_key_is_new_once(batches: list[list[tuple[Any, ...]]], in_memory: int) -> None:
    seen, met = SeenKeys(in_memory=in_memory), set[str]()
    for keys in batches:
        expected: list[bool] = []
        for key in keys:
            expected.append(repr(key) not in met)
            met.add(repr(key))
        assert seen.add(keys) == expected
    seen.close()


def test_values_of_another_type_are_others(seen: SeenKeys) -> None:
    keys: list[tuple[Any, ...]] = [("1",), (1,), (1.0,), (True,), (None,), ("None",), ("1", "2"), ("1, 2",), ()]
    assert all(seen.add(keys))
    assert not any(seen.add(keys))
