"""A record that passes at one look is one that passes field by field, and its JSON is the same."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productiv_client import codec
from spokebridge.productiv import feeds, plain

LOOKS = {"spend": feeds.SPEND, "usage event": feeds.USAGE_EVENTS, "user": feeds.PROVISIONED_USERS}
SPEND = {
    "signatureId": "T-1",
    "created": 1,
    "amount": Decimal("1.5"),
    "currency": "GBP",
    "type": "invoice",
    "vendor": "A",
}
EVENT = {"timestamp": 1, "email": "a@example.com", "eventName": "login", "targetApp": "crm"}
USER = {"appUserId": "U-1", "email": "a@example.com", "username": "A", "license": "Pro"}
GOOD: dict[str, dict[str, Any]] = {"spend": SPEND, "usage event": EVENT, "user": USER}
NAMES = sorted({*SPEND, *EVENT, *USER, "description", "lastModifiedTs", "department", "tax"})
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.decimals(),
    st.text(st.characters(), max_size=5),
    st.sampled_from(["", " ", "\t", "GBP", "XXX", "invoice", "1.5", "NaN", "a@b", "a@b c", "\ud800", Decimal("1E+9")]),
    st.sampled_from([datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 1), b"x", [1], {"a": None}, {}, ()]),
)


@pytest.mark.parametrize("name", LOOKS)
@given(st.data())
def test_what_passes_at_one_look_passes_field_by_field(name: str, data: st.DataObject) -> None:
    feed = LOOKS[name]
    changes = data.draw(st.dictionaries(st.sampled_from(NAMES), ODD, max_size=3))
    missing = data.draw(st.sets(st.sampled_from(NAMES), max_size=1))
    record = {key: value for key, value in {**GOOD[name], **changes}.items() if key not in missing}
    seen = feed.plain(record)
    if seen is not None:
        checked = deepcopy(record)
        feed.check(checked)
        assert checked == record
        key, content = seen
        assert feed.key(checked) == key
        assert codec.parse(feed.encode(checked)) == codec.parse(content)


@pytest.mark.parametrize("name", LOOKS)
def test_good_records_need_no_second_look(name: str) -> None:
    look = LOOKS[name].plain
    assert look(GOOD[name]) is not None
    assert look({**GOOD[name], "department": "IT", "floor": 3, "remote": True}) is not None


@pytest.mark.parametrize("name", LOOKS)
def test_the_order_of_the_fields_makes_no_other_record(name: str) -> None:
    look = LOOKS[name].plain
    assert look(dict(reversed(GOOD[name].items()))) == look(GOOD[name])


@pytest.mark.parametrize("amount", [5, Decimal(5), Decimal("-0.01")])
def test_amounts_that_need_no_second_look(amount: Any) -> None:
    assert plain.spend({**SPEND, "amount": amount}) is not None


@pytest.mark.parametrize("amount", [True, 5.0, "5", None, Decimal("NaN"), Decimal("Infinity")])
def test_amounts_that_do(amount: Any) -> None:
    assert plain.spend({**SPEND, "amount": amount}) is None
