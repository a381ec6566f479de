"""The HTML report: complete, safe, readable without a network."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from spokebridge.bridge.routes import Route
from spokebridge.bridge.spend import Sum
from spokebridge.bridge.summary import ConnectionSummary, Problem, RunSummary
from spokebridge.cli.report import render, write_report
from spokebridge.cli.report.charts import month_chart, vendor_chart

EVIL = '<script>alert("x")</script> & Söhne'


def record(amount: str, vendor: str = "Acme", day: str = "2024-03-01", currency: str = "NZD") -> dict[str, Any]:
    created = int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1000)
    return {"amount": Decimal(amount), "vendor": vendor, "created": created, "currency": currency}


def run(*records: dict[str, Any], **fields: Any) -> RunSummary:
    connection = ConnectionSummary(Route("c", "k", "app", "Harbour Tiles"), ending="done", read=len(records))
    for name, value in fields.items():
        setattr(connection, name, value)
    summary = RunSummary(
        datetime(2024, 4, 1, tzinfo=UTC), [connection], ended=datetime(2024, 4, 1, 0, 0, 3, tzinfo=UTC)
    )
    summary.spend.add(records)
    return summary


class Balanced(HTMLParser):
    """Every element that is opened is closed, in order."""

    VOID = frozenset({"meta", "line", "rect"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.labels: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [found["id"]] if found.get("id") else []
        self.labels += (found.get("aria-labelledby") or "").split()
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.VOID

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_what_vendors_and_servers_write_is_text_and_never_markup() -> None:
    problem = Problem(EVIL, EVIL, date(2024, 3, 1), EVIL, EVIL, EVIL)
    page = render(
        run(record("1", EVIL), rejected=[problem], changed=[problem], warnings=[EVIL], error=ValueError(EVIL))
    )
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 8


def test_nothing_is_fetched_from_anywhere() -> None:
    page = render(run(record("1")))
    assert not re.search(r"(src|href|url)\s*[=(]", page)
    assert "default-src 'none'" in page


def test_the_page_is_well_formed_and_charts_have_names() -> None:
    problem = Problem("s", "no", None)
    for page in (render(run()), render(run(record("1"), record("-2", day="2024-05-01"), rejected=[problem] * 501))):
        parsed = Balanced(page)
        assert parsed.open == []
        assert set(parsed.labels) <= set(parsed.ids)
        assert len(parsed.ids) == len(set(parsed.ids))


def test_counts_sums_and_reasons_are_there() -> None:
    rejected = [Problem("s-1", "currency is 'Quid'", date(2024, 3, 1), "B-1", "Acme", "1 Quid")] * 3
    page = render(run(record("1234567.89"), record("0.11", currency="GBP"), rejected=rejected))
    assert "NZD 1,234,567.89 in 1 record" in page
    assert "GBP 0.11 in 1 record" in page
    assert "<strong>3</strong> × currency is &#39;Quid&#39;" in page
    assert "done, with bills that need attention" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "done"),
        ({"ending": "failed", "error": ValueError("why")}, "1 of 1 connections failed"),
        ({"ending": "stopped"}, "stopped before the end"),
    ],
)
def test_the_verdict_comes_first(fields: dict[str, Any], words: str) -> None:
    page = render(run(**fields))
    assert f">{words}</span>" in page
    assert "Nothing new was delivered" in page


def test_currencies_beyond_the_charts_are_in_a_table() -> None:
    page = render(run(*(record("1", currency=name) for name in ("AUD", "CHF", "EUR", "GBP", "JPY", "NZD", "USD"))))
    assert "Other currencies" in page
    assert page.count("<svg") == 12


def test_vendor_bars_are_in_proportion_and_the_small_ones_are_summed() -> None:
    vendors = [(f"Vendor {number}", Sum(1, Decimal(100 - number))) for number in range(20)]
    chart = vendor_chart(vendors)
    assert (len(chart.bars), chart.other_names, chart.others.amount) == (12, 8, sum(range(81, 89)))
    assert chart.bars[10].width == pytest.approx(chart.bars[0].width * 0.9)


def test_credits_point_the_other_way() -> None:
    chart = vendor_chart([("Paid", Sum(1, Decimal(30))), ("Credit", Sum(1, Decimal(-10)))])
    paid, credit = chart.bars
    assert (paid.negative, credit.negative) == (False, True)
    assert paid.x == pytest.approx(chart.zero)
    assert credit.x + credit.width == pytest.approx(chart.zero)
    months = month_chart([("2024-01", Sum(1, Decimal(30))), ("2024-02", Sum(1, Decimal(-10)))])
    assert months.bars[0].y + months.bars[0].height == pytest.approx(months.zero)
    assert months.bars[1].y == pytest.approx(months.zero)


def test_months_without_bills_are_shown_between_those_with_but_not_for_a_mistyped_year() -> None:
    one = Sum(1, Decimal(1))
    assert [bar.label for bar in month_chart([("2023-11", one), ("2024-02", one)]).bars] == [
        "Nov 2023",
        "Dec 2023",
        "Jan 2024",
        "Feb 2024",
    ]
    assert len(month_chart([("1924-11", one), ("2024-02", one)]).bars) == 2
    assert month_chart([]).bars == []


def test_the_file_is_replaced_or_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_report(run(record("1")), path)
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    with pytest.raises(FileNotFoundError):
        write_report(run(), tmp_path / "nowhere" / "report.html")
