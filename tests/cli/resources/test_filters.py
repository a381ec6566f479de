"""Filters, orders and columns as they are typed."""

from __future__ import annotations

import pytest

from spokebridge.cli.resources.filters import columns, condition, order
from spokebridge.odata import render, render_order_by, render_select


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("status eq 'UNPAID'", "data.status eq 'UNPAID'"),
        ("data.status eq 'UNPAID'", "data.status eq 'UNPAID'"),
        ("gross gt 100", "data.gross gt 100.0"),
        ("gross le -1.50 and net ne 0", "data.gross le -1.50 and data.net ne 0.0"),
        ("a eq true or b eq 'x' and c lt 2", "data.a eq true or data.b eq 'x' and data.c lt 2.0"),
        ("(a eq true or b eq 'x') and c lt 2", "(data.a eq true or data.b eq 'x') and data.c lt 2.0"),
        ("day ge 2024-03-01", "data.day ge 2024-03-01"),
        ("day eq 2024-03-01", "data.day ge 2024-03-01 and data.day lt 2024-03-02"),
        ("at lt 2024-03-01T09:30:00+02:00", "data.at lt 2024-03-01T09:30:00+02:00"),
        ("/balance_date ge 2024-03-01", "balance_date ge 2024-03-01"),
        ("line_items.name eq 'a b'", "data.line_items.name eq 'a b'"),
    ],
)
def test_a_filter_is_sent_as_the_server_reads_it(typed: str, sent: str) -> None:
    assert render(condition(typed), "data.") == sent


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("status = 'x'", "nothing can be made of \"= 'x'\""),
        ("status eq", "the filter ends where a value is expected"),
        ("status eq x", "'x' at character 11: expected a value"),
        ("'x' eq status", "at character 1: expected a name"),
        ("status like 'x'", "'like' at character 8: expected one of eq, ne"),
        ("a eq 1 b eq 2", "'b' at character 8: expected `and`, `or` or the end"),
        ("(a eq 1", "ends where a closing parenthesis is expected"),
        ("name eq 'O''Brien'", "the server drops apostrophes"),
        ("name gt 'x'", "only numbers and dates have an order"),
        ("day ne 2024-03-01", "a date is midnight UTC only"),
    ],
)
def test_what_cannot_work_is_refused_with_the_place(typed: str, said: str) -> None:
    with pytest.raises((ValueError, TypeError)) as caught:
        condition(typed)
    assert said in str(caught.value)


def test_an_order_and_columns() -> None:
    assert render_order_by(order("day desc, /at,name asc"), "data.") == "data.day desc,at asc,data.name asc"
    assert render_select(columns("day, name"), "data.") == ["data.day", "data.name"]
    with pytest.raises(ValueError, match="'day down' is no order"):
        order("day down")
