"""The query options over HTTP (9Spokes facts 4.2 and 4.3). Where nothing else is said, both modes agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

import httpx
import pytest

from spokebridge.sandbox import Mode, Sandbox

from .support import data_path, ninespokes, read, references


def _bill(reference: str, day: str, gross: object, status: str | None, *products: str) -> dict[str, Any]:
    bill: dict[str, Any] = {
        "transaction_reference": reference,
        "transaction_date": f"{day}T00:00:00.000Z",
        "transaction_gross_value": gross,
        "line_items": [{"product_name": name, "item_quantity": len(name)} for name in products],
    }
    return {"data": bill if status is None else {**bill, "transaction_status": status}}


BILLS = [
    _bill("A", "2024-02-28", 99, "UNPAID", "Paper"),
    _bill("B", "2024-03-01", 100, "PAID", "Paper", "Ink"),
    _bill("C", "2024-03-31", Decimal("100.50"), "PAID"),
    _bill("D", "2024-04-01", Decimal("250.00"), "VOIDED", "Ink"),
    _bill("E", "2024-04-02", 7000, None, "O'Brien's"),
    {
        "data": {
            "transaction_reference": "F",
            "transaction_date": "2024-03-01T10:30:00Z",
            "active": True,
            "tags": ["rush", "rent"],
        }
    },
]


@dataclass(frozen=True)
class Bills:
    nine: httpx.Client
    path: str

    def get(self, **options: str) -> httpx.Response:
        return self.nine.get(self.path, params={f"${name}": value for name, value in options.items()})

    def found(self, **options: str) -> str:
        response = self.get(**options)
        assert response.status_code == 200, response.text
        return "".join(references(read(response)))

    def refused(self, **options: str) -> str:
        response = self.get(**options)
        assert response.status_code == 400, response.text
        body = read(response)
        assert body["status"] == "err"
        assert body["message"].endswith("odata syntax error")
        return str(body["message"])


def _serve(mode: Mode) -> Iterator[Bills]:
    with Sandbox(mode=mode) as sandbox, ninespokes(sandbox) as nine:
        connection = sandbox.ninespokes_store.add_connection(sandbox.ninespokes_store.add_company("Tiles").id)
        sandbox.ninespokes_store.add_bills(connection.id, BILLS)
        yield Bills(nine, data_path(connection))


@pytest.fixture(scope="module", params=["lenient", "strict"])
def bills(request: pytest.FixtureRequest) -> Iterator[Bills]:
    yield from _serve(cast(Mode, request.param))


@pytest.fixture(scope="module")
def lenient() -> Iterator[Bills]:
    yield from _serve("lenient")


@pytest.fixture(scope="module")
def strict() -> Iterator[Bills]:
    yield from _serve("strict")


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        # the table of section 4.3
        ("data.transaction_status eq 'UNPAID'", "A"),
        ("data.transaction_date ge 2024-03-01 and data.transaction_date lt 2024-04-01", "BCF"),
        ("data.transaction_gross_value ge 100.0 and data.transaction_status eq 'PAID'", "BC"),
        # strings
        ("data.transaction_status eq UNPAID", "A"),
        ("data.transaction_status eq 'unpaid'", ""),
        ("data.transaction_status eq null", ""),
        # numbers: one bracket, whatever the digits
        ("data.transaction_gross_value eq 100.0", "B"),
        ("data.transaction_gross_value eq 100.5", "C"),
        ("data.transaction_gross_value gt 100.5", "DE"),
        ("data.transaction_gross_value le 99", "A"),
        ("data.transaction_gross_value ge -5.0", "ABCDE"),
        ("data.transaction_gross_value eq '100'", ""),
        # booleans
        ("data.active eq true", "F"),
        ("data.active eq TRUE", "F"),
        ("data.active ne false", "ABCDEF"),
        # ne also finds what lacks the property
        ("data.transaction_status ne 'PAID'", "ADEF"),
        ("data.transaction_gross_value ne 100.0", "ACDEF"),
        # dates: only exact midnight is eq; a string never is a date
        ("data.transaction_date eq 2024-03-01", "B"),
        ("data.transaction_date gt 2024-03-01 and data.transaction_date lt 2024-03-02", "F"),
        ("data.transaction_date eq 2024-03-01T10:30:00Z", "F"),
        ("data.transaction_date eq 2024-03-01T23:30:00.000+13:00", "F"),
        ("data.transaction_date eq '2024-03-01T10:30:00Z'", ""),
        ("data.transaction_reference ge 2024-01-01", ""),
        # arrays: any element, and not the same one for both conditions
        ("data.line_items.product_name eq 'Ink'", "BD"),
        ("data.line_items.product_name eq 'Paper' and data.line_items.item_quantity eq 3.0", "B"),
        ("data.line_items.product_name ne 'Ink'", "ACEF"),
        ("data.line_items.item_quantity gt 4.0", "ABE"),
        ("data.tags eq 'rent'", "F"),
        ("data.tags ne 'rent'", "ABCDE"),
        # and binds tighter than or
        ("data.active eq true or data.transaction_status eq 'PAID' and data.transaction_gross_value gt 100.0", "CF"),
        ("(data.active eq true or data.transaction_status eq 'PAID') and data.transaction_gross_value gt 100.0", "C"),
        ("((data.transaction_status eq 'PAID'))", "BC"),
        # a property nobody has
        ("transaction_status eq 'PAID'", ""),
        ("data.nothing gt 5.0", ""),
    ],
)
def test_filters(bills: Bills, expression: str, found: str) -> None:
    assert bills.found(filter=expression) == found


@pytest.mark.parametrize(
    "expression",
    [
        "data.transaction_status",
        "data.transaction_status eq",
        "data.transaction_status eq ",
        "data.transaction_status is 'PAID'",
        "data.transaction_status EQ 'PAID'",
        "data.transaction_status eq 'PAID' 'VOIDED'",
        "data.transaction_status eq 'PAID' and",
        "data.transaction_status eq 'PAID' data.active eq true",
        "'PAID' eq data.transaction_status",
        "100.0 lt data.transaction_gross_value",
        "data.transaction_status eq 'PAID",
        "(data.transaction_status eq 'PAID'",
        "data.transaction_status eq 'PAID')",
        "()",
        "not (data.active eq true)",
        "data/transaction_status eq 'PAID'",
        "data.transaction-status eq 'PAID'",
        "data.transaction_gross_value add 5.0 gt 7.0",
        "data.line_items/any(i: i/product_name eq 'Ink')",
        "contains(data.transaction_status,'PAID')",
        "startswith(data.transaction_status,'P')",
        "data.transaction_date ge 2024-13-01",
        "data.transaction_date ge 2024-03-01T10:30Z",
        "data.transaction_date ge 2024-03-01 10:30",
        "data.transaction_status\teq 'PAID'",
        "(" * 500 + "data.active eq true" + ")" * 500,
    ],
)
def test_filters_that_are_not_understood(bills: Bills, expression: str) -> None:
    bills.refused(filter=expression)


def test_integers_belong_at_the_very_end_when_strict(lenient: Bills, strict: Bills) -> None:
    last = "data.transaction_status eq 'PAID' and data.transaction_gross_value gt 100"
    middle = "data.transaction_gross_value gt 100 and data.transaction_status eq 'PAID'"
    nested = "(data.transaction_gross_value gt 100)"
    assert strict.found(filter=last) == lenient.found(filter=last) == "C"
    assert lenient.found(filter=middle) == "C"
    assert lenient.found(filter=nested) == "CDE"
    for expression in (middle, nested):
        assert strict.refused(filter=expression).startswith("No matching token for 100")


def test_an_apostrophe_cannot_be_matched_when_strict(lenient: Bills, strict: Bills) -> None:
    expression = "data.line_items.product_name eq 'O''Brien''s'"
    assert lenient.found(filter=expression) == "E"
    assert strict.found(filter=expression) == ""
    assert strict.found(filter="data.transaction_status eq 'PA''ID'") == "BC"


def test_string_ranges_keep_their_quotes_when_strict(lenient: Bills, strict: Bills) -> None:
    assert lenient.found(filter="data.transaction_reference ge 'C'") == "CDEF"
    assert strict.found(filter="data.transaction_reference ge 'C'") == "ABCDEF"
    assert strict.found(filter="data.transaction_reference lt 'C'") == ""
    assert strict.found(filter="data.transaction_reference ge C") == "CDEF"


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("data.transaction_date desc", "EDCFBA"),
        ("data.transaction_date", "ABFCDE"),
        ("data.transaction_date asc", "ABFCDE"),
        ("data.transaction_gross_value", "FABCDE"),
        ("data.transaction_gross_value desc", "EDCBAF"),
        ("data.transaction_status,data.transaction_date   desc", "EFCBAD"),
        ("data.transaction_status desc, data.transaction_reference desc", "DACBFE"),
        ("data.line_items.product_name", "CFBDEA"),
        ("data.line_items.product_name desc", "ABEDCF"),
        ("data.nothing", "ABCDEF"),
    ],
)
def test_orders(bills: Bills, order: str, found: str) -> None:
    assert bills.found(orderby=order) == found


@pytest.mark.parametrize("order", ["a b c", "a DESC", "a descending", "a,,b", ",", " "])
def test_orders_that_are_not_understood(bills: Bills, order: str) -> None:
    bills.refused(orderby=order)


def test_two_columns_keep_the_nesting(bills: Bills) -> None:
    response = bills.get(select="data.transaction_date, data.transaction_status", top="2")
    assert read(response)["results"] == [
        {"data": {"transaction_date": "2024-02-28T00:00:00.000Z", "transaction_status": "UNPAID"}},
        {"data": {"transaction_date": "2024-03-01T00:00:00.000Z", "transaction_status": "PAID"}},
    ]


def test_columns_inside_arrays(bills: Bills) -> None:
    response = bills.get(select="data.line_items.product_name,data.transaction_reference.deeper", skip="1", top="1")
    assert read(response)["results"] == [{"data": {"line_items": [{"product_name": "Paper"}, {"product_name": "Ink"}]}}]


@pytest.mark.parametrize("select", ["data.transaction_date", "*", "*,data.transaction_date"])
def test_a_selection_without_effect(bills: Bills, select: str) -> None:
    assert read(bills.get(select=select))["results"][0] == BILLS[0]


def test_a_parent_and_its_child_collide(bills: Bills) -> None:
    bills.refused(select="data,data.transaction_date")
    bills.refused(select="data.line_items.product_name,data.line_items")


def test_paging_options(bills: Bills) -> None:
    assert bills.found(top="2", skip="3") == "DE"
    assert bills.found(top=" 1 ") == "A"
    assert bills.found(skip="99") == ""
    for value in ("ten", "1.5", "-1", "1_0"):
        bills.refused(top=value)
        bills.refused(skip=value)


def test_counting_options_are_checked_and_ignored(bills: Bills) -> None:
    assert bills.found(count="") == bills.found(count="true") == bills.found(inlinecount="none") == "ABCDEF"
    bills.refused(inlinecount="some")
    bills.refused(count="true", inlinecount="allpages")


def test_empty_and_repeated_options(bills: Bills) -> None:
    for name in ("filter", "orderby", "select", "top", "skip", "inlinecount"):
        assert f"'${name}'" in bills.refused(**{name: ""})
    response = bills.nine.get(bills.path, params=[("$top", "1"), ("$top", "2")])
    assert response.status_code == 400
    assert "Duplicate keyword '$top'" in read(response)["message"]


def test_all_problems_are_told_at_once(bills: Bills) -> None:
    message = bills.refused(top="ten", filter="(", orderby="a b c")
    assert message.count(";") == 2


def test_other_options_are_for_the_lenient(lenient: Bills, strict: Bills) -> None:
    assert lenient.found(orderBy="data.transaction_reference desc", top="2") == "FE"
    assert "Keyword '$orderBy' is not valid" in strict.refused(orderBy="data.transaction_reference desc")
    for name in ("utm_source", "$search", "$expand", "filter"):
        assert lenient.nine.get(lenient.path, params={name: "x"}).status_code == 200
        assert strict.nine.get(strict.path, params={name: "x"}).status_code == 400


def test_dollar_and_quote_may_be_encoded_or_not(bills: Bills) -> None:
    for query in (
        "$filter=data.transaction_status%20eq%20'UNPAID'",
        "%24filter=data.transaction_status%20eq%20%27UNPAID%27",
        "$filter=data.transaction_status+eq+%27UNPAID%27",
    ):
        response = bills.nine.get(f"{bills.path}?{query}")
        assert references(read(response)) == ["A"]


def test_the_total_counts_what_the_filter_lets_through(bills: Bills) -> None:
    body = read(bills.get(filter="data.transaction_status eq 'PAID'", top="1", skip="1"))
    assert (references(body), body["total"]) == (["C"], 2)
