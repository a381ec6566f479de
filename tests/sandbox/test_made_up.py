"""Records that nobody sent, for every list of 9Spokes."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import httpx
import pytest

from spokebridge.sandbox import ManualClock, NineSpokesOptions, Sandbox
from spokebridge.sandbox.ninespokes.accounts import Connection
from spokebridge.sandbox.ninespokes.catalogue import APPS
from spokebridge.sandbox.ninespokes.made_up import MAKERS, MOST

from .support import data_path, ninespokes, read


def filled(sandbox: Sandbox, app: str, count: int = 40) -> Connection:
    store = sandbox.ninespokes_store
    connection = store.add_connection(store.add_company("Harbour Tiles").id, app)
    store.fill(connection.id, count)
    return connection


def records(sandbox: Sandbox, app: str, datasource: str) -> list[Any]:
    return sandbox.ninespokes_store.records(filled(sandbox, app).id, datasource)


def ask(nine: httpx.Client, connection: Connection, datasource: str, **options: str) -> Any:
    query = {f"${name}": value for name, value in options.items()}
    return read(nine.get(data_path(connection, datasource), params=query))


@pytest.mark.parametrize("app", [slug for slug, app in APPS.items() if app.datasources])
def test_a_connection_has_records_of_every_list_its_app_supplies(sandbox: Sandbox, app: str) -> None:
    connection = filled(sandbox, app)
    lists = set(APPS[app].datasources) - {"business"}
    assert lists <= connection.records.keys()
    for datasource in lists:
        assert len(connection.records[datasource]) >= MOST.get(datasource, 40) - 1


def test_one_company_may_show_every_list(sandbox: Sandbox, nine: httpx.Client) -> None:
    connections = sandbox.ninespokes_store.add_example_company(records=12)
    shown = {name for connection in connections for name in connection.records}
    assert shown == MAKERS.keys()
    assert len({connection.company for connection in connections}) == 1
    assert all(ask(nine, connection, name) for connection in connections for name in connection.records)


def test_records_are_of_a_reasonable_size(sandbox: Sandbox) -> None:
    for connection in sandbox.ninespokes_store.add_example_company(records=30):
        for datasource in connection.records:
            for record in sandbox.ninespokes_store.records(connection.id, datasource):
                assert 80 < len(json.dumps(record, default=float)) < 6000, (datasource, record)


def test_debits_and_credits_of_a_day_are_equal(sandbox: Sandbox) -> None:
    for balance in records(sandbox, "xero", "trial_balance"):
        sides = {"debit": Decimal(0), "credit": Decimal(0)}
        for account in balance["data"]:
            sides[account["value_type"]] += account["total_value"]
            assert account["total_value"] >= 0
        assert sides["debit"] == sides["credit"]


@pytest.mark.parametrize(("app", "datasource"), [("xero", "invoices"), ("vend", "sales")])
def test_lines_add_up_to_their_transaction(sandbox: Sandbox, app: str, datasource: str) -> None:
    for record in records(sandbox, app, datasource):
        data = record["data"]
        for total, item in (
            ("transaction_net_value", "item_total_net_value"),
            ("transaction_tax_value", "item_total_tax_value"),
        ):
            assert data[total] == sum(line[item] for line in data["line_items"])
        assert data["transaction_gross_value"] == data["transaction_net_value"] + data["transaction_tax_value"]
        assert (data["transaction_outstanding_amount"] == 0) == (data["transaction_status"] != "UNPAID")


def test_apps_that_sell_say_more_of_their_products(sandbox: Sandbox) -> None:
    books, shop = (records(sandbox, app, "products")[8]["data"] for app in ("xero", "vend"))
    assert {"product_sku", "deleted_at", "inventory_product"} <= shop.keys() - books.keys()
    assert shop["deleted_at"] is not None


def test_parties_of_invoices_are_among_the_contacts(sandbox: Sandbox) -> None:
    connection = filled(sandbox, "xero")
    store = sandbox.ninespokes_store
    known = {one["contact"]["id"] for one in store.records(connection.id, "contacts")}
    assert {one["data"]["party_identifier"] for one in store.records(connection.id, "invoices")} <= known


@pytest.mark.parametrize(
    ("app", "datasource", "condition", "order"),
    [
        ("xero", "invoices", "data.transaction_status eq 'UNPAID'", "data.transaction_date"),
        ("xero", "products", "data.product_cost gt 5.0", "data.product_name desc"),
        ("xero", "contacts", "contact.type eq 'customer'", "contact.company_name"),
        ("xero", "trial_balance", "data.account_type eq 'bank' and balance_date ge 2024-06-01", "balance_date desc"),
        ("xero", "bank_accounts", "data.account_active eq false", "balance_date"),
        ("talenox", "leaves", "leave.status eq 'APPROVED'", "leave.start_date"),
        ("talenox", "payRunSummary", "pay_run_summary.hours ge 700.0", "pay_run_summary.hours"),
        ("adp-payroll", "staffWages", "staff_wages.employment_type eq 'FULL-TIME'", "staff_wages.gross_pay desc"),
        ("vend", "sales", "data.line_items.item_category eq 'sales-revenue'", "data.transaction_reference desc"),
        ("mailchimp", "campaigns", "campaign_report.opens gt 20.0", "campaign_report.opens"),
        ("mailchimp", "growth_history", "growth_history.unsubscribed gt 0.0", "list_name"),
        ("googleanalytics", "webAnalytics", "source_of_visitor ne 'Google'", "total_page_view"),
    ],
)
@pytest.mark.parametrize("mode", ["lenient", "strict"])
def test_every_list_can_be_filtered_sorted_and_paged(
    mode: Any, app: str, datasource: str, condition: str, order: str
) -> None:
    with Sandbox(mode=mode, clock=ManualClock()) as sandbox, ninespokes(sandbox) as nine:
        connection = filled(sandbox, app)

        def shown(**options: str) -> list[str]:
            page = ask(nine, connection, datasource, **options)
            return [json.dumps(record, default=str) for record in page.get("results", page.get("data"))]

        everything, matching = shown(top="0"), shown(filter=condition, top="0")
        assert 0 < len(matching) <= len(everything)
        assert set(matching) <= set(everything)
        ordered = shown(filter=condition, orderby=order, top="0")
        assert sorted(ordered) == sorted(matching)
        paged = [
            one
            for skip in range(0, len(ordered), 3)
            for one in shown(filter=condition, orderby=order, top="3", skip=str(skip))
        ]
        assert paged == ordered


def test_consent_brings_data_when_asked_for() -> None:
    options = NineSpokesOptions(records_on_consent=15)
    with Sandbox(clock=ManualClock(), ninespokes_options=options) as sandbox, ninespokes(sandbox) as nine:
        store = sandbox.ninespokes_store
        store.enable_app("xero", "id", "secret")
        connection = store.create_connection(store.add_company("Quay Cafe").id, "xero")
        assert ask(nine, connection, "bills")["total"] == 0
        sandbox.authorize(connection.id)
        assert ask(nine, connection, "bills")["total"] == ask(nine, connection, "invoices")["total"] == 15
        store.disconnect(connection.id)
        sandbox.authorize(connection.id)
        assert ask(nine, connection, "bills")["total"] == 15


def test_what_cannot_be_made_up(sandbox: Sandbox) -> None:
    connection = filled(sandbox, "xero")
    with pytest.raises(ValueError, match="nothing can be made up for 'moon_phases'"):
        sandbox.ninespokes_store.make_up_records(connection.id, "moon_phases", 3)
