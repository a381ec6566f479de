"""Answers that are JSON and yet not as described, and pages that come twice or too short."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from spokebridge.sandbox import FaultKind, NineSpokesOptions, Sandbox
from spokebridge.sandbox.ninespokes.accounts import Connection

from .support import data_path, ninespokes, productiv, read, references


@pytest.fixture
def connection(sandbox: Sandbox) -> Connection:
    return sandbox.ninespokes_store.add_example(bills=25)


@pytest.fixture
def bills(nine: httpx.Client, connection: Connection) -> Callable[[int], Any]:
    return lambda skip: read(nine.get(data_path(connection), params={"$top": 10, "$skip": skip}))


def test_a_page_that_comes_twice(sandbox: Sandbox, bills: Callable[[int], Any]) -> None:
    sandbox.fail("listBills", kind="duplicate_page", after=1)
    pages = [references(bills(skip)) for skip in (0, 10, 10, 20)]
    assert pages[0] == pages[1]
    assert len({reference for page in pages for reference in page}) == 25


def test_the_first_page_cannot_come_twice(sandbox: Sandbox, bills: Callable[[int], Any]) -> None:
    sandbox.fail("listBills", kind="duplicate_page")
    assert len(references(bills(0))) == 10


def test_a_short_page_keeps_its_total(sandbox: Sandbox, bills: Callable[[int], Any]) -> None:
    right = references(bills(0))
    sandbox.fail("listBills", kind="short_page")
    short = bills(0)
    assert (references(short), short["total"]) == (right[:5], 25)


def test_a_short_page_may_be_empty_and_still_claim_more(sandbox: Sandbox, connection: Connection, nine: Any) -> None:
    sandbox.fail("listBills", kind="short_page")
    page = read(nine.get(data_path(connection), params={"$top": 1}))
    assert (page["results"], page["total"]) == ([], 25)


@pytest.mark.parametrize(
    ("kind", "member", "name", "value"),
    [
        ("wrong_type", None, "currency_rate", "twelve"),
        ("wrong_type", "transaction_date", "transaction_date", 12),
        ("wrong_type", "line_items", "line_items", 12),
        ("null", None, "transaction_reference", None),
        ("null", "transaction_gross_value", "transaction_gross_value", None),
        ("unknown_enum", None, "transaction_status", "SOMETHING_NEW"),
        ("unknown_enum", "transaction_currency", "transaction_currency", "SOMETHING_NEW"),
    ],
)
def test_one_value_of_the_first_record_is_wrong(
    sandbox: Sandbox, bills: Callable[[int], Any], kind: FaultKind, member: str | None, name: str, value: object
) -> None:
    right = bills(0)
    sandbox.fail("listBills", kind=kind, member=member)
    wrong = bills(0)
    assert wrong["results"][0]["data"][name] == value
    wrong["results"][0]["data"][name] = right["results"][0]["data"][name]
    assert wrong == right


def test_answers_about_a_single_thing(sandbox: Sandbox, nine: httpx.Client, connection: Connection) -> None:
    sandbox.fail("getConnection", kind="unknown_enum")
    path = f"/companies/{connection.company}/connections/{connection.id}"
    answer = read(nine.get(path))
    assert (answer["status"], answer["details"]["status"]) == ("ok", "SOMETHING_NEW")
    sandbox.fail("getAppDetails", kind="null", member="FieldValue")
    with productiv(sandbox) as client:
        assert read(client.get("/pull/v1/apps/figma"))["App"]["CustomFields"][0]["FieldValue"] is None


def test_lists_inside_a_single_thing_are_no_pages(sandbox: Sandbox) -> None:
    with productiv(sandbox) as client:
        right = read(client.get("/pull/v1/apps/figma"))
        sandbox.fail("getAppDetails", kind="short_page")
        assert read(client.get("/pull/v1/apps/figma")) == right
        sandbox.fail("getAppDetails", kind="null")
        assert read(client.get("/pull/v1/apps/figma"))["App"]["ApplicationId"] is None


def test_pages_inside_an_envelope() -> None:
    options = NineSpokesOptions(data_envelope="details")
    with Sandbox(ninespokes_options=options) as sandbox, ninespokes(sandbox) as nine:
        connection = sandbox.ninespokes_store.add_example(bills=8)
        sandbox.fail("listBills", kind="short_page")
        page = read(nine.get(data_path(connection)))["details"]
        assert (len(page["results"]), page["total"]) == (4, 8)


def test_a_member_that_is_not_there_changes_nothing(sandbox: Sandbox, bills: Callable[[int], Any]) -> None:
    right = bills(0)
    sandbox.fail("listBills", kind="null", member="no_such_member")
    assert bills(0) == right


def test_a_refusal_is_not_made_worse(sandbox: Sandbox, nine: httpx.Client) -> None:
    sandbox.fail("getCompany", kind="null")
    assert read(nine.get("/companies/nobody"))["message"] == "The company does not exist"


def test_plans_that_make_no_sense(sandbox: Sandbox) -> None:
    for words, plan in {
        "member goes with": {"kind": "reset", "member": "x"},
        "HTTP status 50": {"status": 50},
        "comes with a body": {"status": 204},
        "times of 1 or more": {"times": 0},
        "after": {"after": -1},
    }.items():
        with pytest.raises(ValueError, match=words):
            sandbox.fail("listBills", **plan)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValueError, match="did you mean listBills"):
        sandbox.fail("listBils")
