"""Positions and their tokens."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spokebridge.errors import ConfigurationError
from spokebridge.pages import Page, Position, Sketches, fingerprint


@given(st.none() | st.text(), st.integers(0, 10**12), st.text(), st.text())
def test_a_token_gives_back_its_position(cursor: str | None, count: int, operation: str, of: str) -> None:
    token = Position(cursor, count).token(operation, of)
    assert token.isascii()
    assert "=" not in token
    assert Position.from_token(token, operation, of) == Position(cursor, count)


def forged(*body: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(body).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("token", "complaint"),
    [
        ("", "not a resume_token"),
        ("x", "not a resume_token"),
        ("schlüssel", "not a resume_token"),
        ("a b c", "not a resume_token"),
        (None, "not a resume_token"),
        (7, "not a resume_token"),
        (base64.b64encode(b"[" * 100_000).decode(), "not a resume_token"),
        (forged(2, "listBills"), "not a resume_token"),
        (forged(1, "listBills", "0", 0), "not a resume_token"),
        (forged(9, "listBills", "", "0", 0), "another version"),
        (forged(2, "listBills", "", 0, 0), "another version"),
        (forged(2, "listBills", "", "0", -1), "another version"),
        (forged(2, "listBills", "", "0", 1.5), "another version"),
        (forged(2, "listBills", "", "0", True), "another version"),
        (forged(2, "listInvoices", "", "0", 0), "made for 'listInvoices', this list is listBills"),
        (forged(2, "listBills", "other", "0", 0), "other ids, filter or order"),
    ],
)
def test_what_is_no_token_of_this_list(token: Any, complaint: str) -> None:
    with pytest.raises(ConfigurationError, match=complaint):
        Position.from_token(token, "listBills")


@given(st.text())
def test_garbage_is_refused_and_nothing_else_happens(token: str) -> None:
    with pytest.raises(ConfigurationError):
        Position.from_token(token, "listBills")


def test_fingerprints_tell_lists_apart() -> None:
    names = [fingerprint(where, query) for where in ({"a": "1"}, {"a": "2"}) for query in ({}, {"filter_": "x"})]
    assert len(set(names)) == 4
    assert fingerprint({"a": "1"}, {}) == names[0]


def test_a_page_does_not_print_its_bytes() -> None:
    assert "body" not in repr(Page([1], 1, b"body"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([], [None]),
        ([1], [1, 1]),
        ([1, 2, 3], [1, 2, 4]),
        ([1, 2], [2, 1]),
        (["\ud800"], ["\udfff"]),  # halves of a character, as broken servers send them
        ([{1, 2}], [{3}]),
    ],
)
def test_pages_are_told_apart_by_number_and_ends(one: list[Any], other: list[Any]) -> None:
    seen = Sketches()
    seen.add(one)
    assert seen.has(one) is bool(one)
    assert not seen.has(other)
