"""Data endpoints: families, switches, paging, aliases (9Spokes facts 3, 4.5, 5.15 to 5.30, 9)."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, cast

import httpx
import pytest

from spokebridge.sandbox import Mode, NineSpokesOptions, Sandbox
from spokebridge.sandbox.ninespokes.accounts import Connection

from .support import data_path, ninespokes, read, references

Served = tuple[Sandbox, Connection, httpx.Client]
Params = Mapping[str, str | int]

BILL = {"data": {"transaction_reference": "B-1", "transaction_date": "2024-01-22T00:00:00.000Z"}}


@contextmanager
def _served(options: NineSpokesOptions | None = None, mode: Mode = "lenient") -> Generator[Served]:
    with Sandbox(mode=mode, ninespokes_options=options) as sandbox, ninespokes(sandbox) as nine:
        company = sandbox.ninespokes_store.add_company("Harbour Tiles")
        yield sandbox, sandbox.ninespokes_store.add_connection(company.id), nine


@pytest.fixture
def served() -> Iterator[Served]:
    with _served() as served:
        yield served


def _get(served: Served, datasource: str = "bills", params: Params | None = None) -> Any:
    _, connection, nine = served
    return read(nine.get(data_path(connection, datasource), params=params))


@pytest.mark.parametrize(
    ("datasource", "record"),
    [
        ("bills", BILL),
        ("invoices", BILL),
        ("sales", BILL),
        ("products", {"data": {"product_id": "p-1", "product_variant": ["black"], "deleted_at": None}}),
        ("contacts", {"contact": {"id": "c-1", "company_name": "Acme"}}),
        ("trial_balance", {"balance_date": "2024-01-31T00:00:00Z", "data": [{"total_value": Decimal("120.5")}]}),
        ("bank_accounts", {"balance_date": "2024-01-31T00:00:00Z", "data": [{"account_id": "59"}]}),
        ("leaves", {"leave": {"id": "1", "dates": ["2024-01-15T00:00:00.000Z"]}}),
        ("payRunSummary", {"pay_run_summary": {"hours": 160}}),
        ("staffWages", {"staff_wages": {"gross_pay": 19000}}),
        ("campaigns", {"campaign_id": "k-1", "campaign_report": {"opens": 9}}),
        ("growth_history", {"list_id": "l-1", "growth_history": [{"existing": 100}]}),
    ],
)
def test_every_list_gives_back_what_was_stored(served: Served, datasource: str, record: dict[str, Any]) -> None:
    assert _get(served, datasource) == {"results": [], "total": 0}
    assert served[0].ninespokes_store.add_records(served[1].id, datasource, [record]) == 1
    assert _get(served, datasource) == {"results": [record], "total": 1}


def test_web_analytics_keeps_its_old_container(served: Served) -> None:
    record = {"ads_revenue": "$45.00", "total_page_view": "135"}
    served[0].ninespokes_store.add_records(served[1].id, "webAnalytics", [record])
    assert _get(served, "webAnalytics") == {"data": [record]}


def test_business_is_one_object(served: Served) -> None:
    body = _get(served, "business")
    assert set(body) == {"result"}
    assert body["result"]["business"]["name"] == "Harbour Tiles"
    assert body["result"]["business"]["financial_year"] == {"end_day": 31, "end_month": 3}
    mine = {"business": {"id": "b-1", "name": "Other"}}
    served[0].ninespokes_store.add_records(served[1].id, "business", [mine])
    assert _get(served, "business") == {"result": mine}


def test_an_app_without_business_data(served: Served) -> None:
    sandbox, connection, nine = served
    payroll = sandbox.ninespokes_store.add_connection(connection.company, "adp-payroll")
    assert read(nine.get(data_path(payroll, "business"))) == {"result": {"business": {}}}


def test_other_datasources_exist_once_something_is_stored(served: Served) -> None:
    sandbox, connection, nine = served
    assert nine.get(data_path(connection, "social_marketing")).status_code == 404
    sandbox.ninespokes_store.add_records(connection.id, "social_marketing", [{"page_fans": 12}])
    assert _get(served, "social_marketing") == {"results": [{"page_fans": 12}], "total": 1}
    assert [entry.operation for entry in sandbox.requests] == ["getDataRecords", "getDataRecords"]


def test_aliases_are_for_the_lenient() -> None:
    for mode, status in (("lenient", 200), ("strict", 404)):
        with _served(mode=cast(Mode, mode)) as (_, connection, nine):
            for datasource in ("contacts", "leaves", "payRunSummary", "staffWages", "webAnalytics"):
                path = f"/companies/{connection.company}/connections/{connection.id}/{datasource}"
                assert nine.get(path).status_code == status
            path = f"/companies/{connection.company}/connections/{connection.id}/bills"
            assert nine.get(path).status_code == 404


def test_pages_follow_top_and_skip_and_tell_the_total(served: Served) -> None:
    served[0].ninespokes_store.make_up_bills(served[1].id, 25)
    assert len(_get(served)["results"]) == 10
    everything = references(_get(served, params={"$top": 100}))
    pages = [_get(served, params={"$top": 10, "$skip": skip}) for skip in (0, 10, 20, 30)]
    assert [len(page["results"]) for page in pages] == [10, 10, 5, 0]
    assert [page["total"] for page in pages] == [25] * 4
    assert [reference for page in pages for reference in references(page)] == everything
    assert len(_get(served, params={"$top": 0})["results"]) == 25


def test_a_record_stored_while_paging_is_seen(served: Served) -> None:
    store, connection = served[0].ninespokes_store, served[1].id
    store.add_bills(connection, [{"data": {"transaction_reference": "B-0"}}])
    filtered = {"$filter": "data.transaction_reference eq 'B-1'"}
    assert _get(served, params=filtered)["total"] == 0
    store.add_bills(connection, [BILL])
    assert _get(served, params=filtered)["total"] == 1


def test_what_a_caller_changes_later_is_not_served(served: Served) -> None:
    record = {"data": {"transaction_reference": "B-1"}}
    served[0].ninespokes_store.add_bills(served[1].id, [record])
    record["data"]["transaction_reference"] = "changed"
    assert references(_get(served)) == ["B-1"]


Check = Callable[[Any], bool]


SWITCHES: Sequence[tuple[NineSpokesOptions, Params, Check]] = [
    (NineSpokesOptions(total="omit"), {}, lambda body: set(body) == {"results"}),
    (NineSpokesOptions(total="zero"), {}, lambda body: body["total"] == 0 and len(body["results"]) == 10),
    (NineSpokesOptions(page_cap=7), {"$top": 20}, lambda body: len(body["results"]) == 7 and body["total"] == 30),
    (NineSpokesOptions(page_cap=7), {"$top": 0}, lambda body: len(body["results"]) == 7),
    (NineSpokesOptions(default_top=4), {}, lambda body: len(body["results"]) == 4),
    (NineSpokesOptions(data_envelope="members"), {}, lambda body: body["status"] == "ok" and body["total"] == 30),
    (NineSpokesOptions(data_envelope="details"), {}, lambda body: body["details"]["total"] == 30),
    (
        NineSpokesOptions(data_envelope="members", correlation_ids=False),
        {},
        lambda body: set(body) == {"status", "results", "total"},
    ),
    (NineSpokesOptions(null_for_empty=True), {"$skip": 99}, lambda body: body["results"] is None),
    (
        NineSpokesOptions(fractional_seconds=False),
        {},
        lambda body: all(record["data"]["transaction_date"].endswith("00Z") for record in body["results"]),
    ),
    (
        NineSpokesOptions(record_metadata=True),
        {},
        lambda body: body["results"][0]["osp"] == "xero" and body["results"][0]["datasource"] == "bills",
    ),
    (
        NineSpokesOptions(dates_stored_as="string"),
        {"$filter": "data.transaction_date ge 2000-01-01"},
        lambda body: body == {"results": [], "total": 0},
    ),
]


@pytest.mark.parametrize(("options", "params", "check"), SWITCHES)
def test_the_switches(options: NineSpokesOptions, params: Params, check: Check) -> None:
    with _served(options) as served:
        served[0].ninespokes_store.make_up_bills(served[1].id, 30)
        body = _get(served, params=params)
        assert check(body), body


def test_switches_that_touch_payroll() -> None:
    with _served(NineSpokesOptions(pay_run_aliases=True, gross_pay_as_string=True)) as served:
        store, connection = served[0].ninespokes_store, served[1].id
        store.add_records(connection, "payRunSummary", [{"pay_run_summary": {"start_date": "a", "end_date": "b"}}])
        store.add_records(connection, "staffWages", [{"staff_wages": {"gross_pay": Decimal("19000.50")}}])
        assert _get(served, "payRunSummary")["results"] == [{"pay_run_summary": {"start": "a", "end": "b"}}]
        assert _get(served, "staffWages")["results"] == [{"staff_wages": {"gross_pay": "19000.50"}}]


def test_empty_lists_of_the_envelope_as_null() -> None:
    options = NineSpokesOptions(null_for_empty=True, correlation_ids=False)
    with Sandbox(ninespokes_options=options) as sandbox, ninespokes(sandbox) as nine:
        assert read(nine.get("/companies")) == {"status": "ok", "details": None}
        assert read(nine.get("/companies/nobody")) == {"status": "err", "message": "The company does not exist"}
