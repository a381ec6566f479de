"""The tolerant reader: any value of any answer replaced by something else is reported once, and nothing is lost.

What should be reported is worked out from the description alone (spec_oracle.py). For numbers in quotes see
test_codec_numbers.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.json_values import differences, exact
from tests.support.spec_examples import Example, document, json_examples, module, respelled
from tests.support.spec_oracle import mismatches

STRANGE = [None, "no such value", 7, True, 1.5, [], {}, ["x"], {"x": 1}]
NEW_KEY = "a new key"
UNDOCUMENTED = (f"[{NEW_KEY!r}]", ".x")

Place = tuple[str | int, ...]


def places(value: Any, at: Place = ()) -> Iterator[Place]:
    """Where every value below this one stands."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in members:
        yield (*at, key)
        yield from places(item, (*at, key))


def parent(value: Any, place: Place) -> Any:
    for key in place[:-1]:
        value = value[key]
    return value


def mutants(example: Example) -> Iterator[Any]:
    """The example with one value replaced, dropped, or joined by an unknown key; never two changes at once."""

    def changed(place: Place) -> tuple[Any, Any]:
        copy = json.loads(example.content)
        return copy, parent(copy, place)

    for place in places(example.value):
        for strange in STRANGE:
            copy, around = changed(place)
            around[place[-1]] = strange
            yield copy
        copy, around = changed(place)
        if isinstance(around, dict):
            del around[place[-1]]
            yield copy
            copy, around = changed(place)
            around[NEW_KEY] = 1
            yield copy


@pytest.mark.parametrize("example", json_examples(read=True), ids=str)
def test_each_deviation_is_reported_once_at_its_path_and_no_documented_value_is_lost(example: Example) -> None:
    codec, errors = module(example.api, "codec"), module(example.api, "errors")
    schema = {"$ref": f"#/components/schemas/{example.schema}"}
    for mutant in mutants(example):
        content = json.dumps(mutant).encode()
        found: list[Any] = []
        value = codec.decode(content, example.type, on_drift=found.append)
        reported = [mismatch.path for mismatch in found]
        assert sorted(reported) == sorted(mismatches(document(example.api), schema, mutant)), mutant
        changed = differences(respelled(exact(content)), exact(codec.encode(value)))
        assert [path for path in changed if not path.endswith(UNDOCUMENTED)] == [], mutant
        if found:
            with pytest.raises(errors.DecodeError) as caught:
                codec.decode(content, example.type, strict=True)
            assert f"{found[0].path}: expected {found[0].expected}, got {found[0].got}" in str(caught.value)
        else:
            codec.decode(content, example.type, strict=True)


@pytest.mark.parametrize("example", json_examples(read=True), ids=str)
def test_a_member_that_the_description_does_not_have_is_found_where_it_stands(example: Example) -> None:
    codec = module(example.api, "codec")
    assert codec.undescribed(example.content, example.type) == []
    for place in (place for place in places(example.value) if isinstance(parent(example.value, place), dict)):
        mutant = json.loads(example.content)
        around = parent(mutant, place)
        around[NEW_KEY] = 1
        found = codec.undescribed(json.dumps(mutant).encode(), example.type)
        kept = NEW_KEY in json.dumps(codec.encode(codec.decode(json.dumps(mutant).encode(), example.type)).decode())
        assert len(found) == (0 if kept else 1), place
        assert all(mismatch.path.endswith(f"[{NEW_KEY!r}]") for mismatch in found)


def test_every_answer_has_something_to_mutate() -> None:
    assert all(next(mutants(example), None) is not None for example in json_examples(read=True) if example.value)
