"""`parse` on bodies that nobody meant: WebhookError, or an event that can be shown, copied and read again."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from spokebridge.errors import WebhookError
from spokebridge.webhooks import WebhookEvent, parse, sample
from spokebridge.webhooks.samples import SampleName

SAMPLES = [sample(name) for name in get_args(SampleName)]

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.sampled_from(["APP_RENEWAL", "APP_REVIEW", "SOFTWARE_INTAKE", "2024-07-01", "1e9", "NaN", 10**400]),
)
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)


def holds(body: Any, headers: Any = None) -> None:
    try:
        event = parse(body, headers=headers)
    except WebhookError:
        return
    assert isinstance(event, WebhookEvent)
    shown = repr(event)
    assert event.callback_token is None or "callback_token=***" in shown
    assert repr(parse(event.raw)) == repr(copy.deepcopy(event)) == shown


@given(st.binary() | st.text() | values)
def test_anything(body: Any) -> None:
    holds(body)


@given(st.binary(), st.dictionaries(st.text() | st.just("content-encoding"), st.text() | st.just("gzip")))
def test_any_headers(body: bytes, headers: dict[str, str]) -> None:
    holds(body, headers)


@given(st.sampled_from(SAMPLES), st.data())
def test_an_event_with_other_values_at_some_places(content: bytes, data: st.DataObject) -> None:
    body = json.loads(content)
    for _ in range(data.draw(st.integers(1, 4))):
        change = data.draw(st.sampled_from(list(places(body))))
        change(data.draw(values))
    holds(body)
    holds(json.dumps(body))


@given(st.sampled_from(SAMPLES), st.data())
def test_an_event_with_other_bytes_at_some_place(content: bytes, data: st.DataObject) -> None:
    start, length = data.draw(st.integers(0, len(content))), data.draw(st.integers(0, 40))
    holds(content[:start] + data.draw(st.binary(max_size=40)) + content[start + length :])


def places(value: Any) -> list[Callable[[Any], None]]:
    """A setter for each member and item of a JSON value, at any depth."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    found = [lambda new, key=key: value.__setitem__(key, new) for key in keys]
    return found + [setter for key in keys for setter in places(value[key])]
