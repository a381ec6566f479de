"""Bills of one connection and of several, from one sandboxed service to the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from spokebridge.bridge.routes import Source
from spokebridge.plugins import hookimpl
from spokebridge.sandbox import NineSpokesOptions, ProductivOptions, Sandbox
from tests.support.syncing import APP, World, bill


def sums(bills: list[dict[str, Any]]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for one in bills:
        currency = one["transaction_currency"]
        found[currency] = found.get(currency, Decimal(0)) + one["transaction_gross_value"]
    return found


def test_every_bill_but_the_voided_ones_arrives_to_the_cent(world: World) -> None:
    bills = world.made_up(1300)
    run = world.run(batch=1000)
    (connection,) = run
    paid = [one for one in bills if one["transaction_status"] != "VOIDED"]
    assert (connection.read, connection.voided, connection.accepted) == (1300, 1300 - len(paid), len(paid))
    assert connection.requests == 2
    assert {currency: total.amount for currency, total in run.spend.by_currency.items()} == sums(paid)
    assert {record["currency"] for record in world.received} == set(sums(paid))
    assert sum(record["amount"] for record in world.received) == sum(sums(paid).values())
    assert connection.unnamed_vendors > 0
    assert connection.total == 1300
    assert not run.incomplete


def test_sums_by_vendor_and_by_month_are_of_the_same_records(world: World) -> None:
    world.made_up(200)
    spend = world.run().spend
    for currency in spend.currencies:
        whole = spend.by_currency[currency]
        for parts in (spend.vendors(currency), spend.months(currency)):
            assert sum(found.amount for _, found in parts) == whole.amount
            assert sum(found.records for _, found in parts) == whole.records


def test_faults_on_the_way_lose_and_repeat_nothing(world: World) -> None:
    world.made_up(1500)
    world.sandbox.fail("listBills", status=503, after=1)
    world.sandbox.fail("listContacts", kind="reset")
    world.sandbox.fail("publishSpendData", kind="reset", applied=True)
    connection = world.one(page_size=100, look_ahead=3, batch=300)
    assert not connection.rejected
    assert len(world.received) == connection.accepted == connection.read - connection.voided
    assert len({record["signatureId"] for record in world.received}) == connection.accepted


def test_the_second_run_reads_the_overlap_and_sends_nothing(world: World) -> None:
    world.connect([bill("old", day="2024-01-01T00:00:00Z"), bill("new", day="2024-06-30T00:00:00Z")])
    assert world.one().accepted == 2
    published = world.sandbox.count("publishSpendData")
    again = world.one()
    assert (again.start, again.read, again.known, again.accepted) == (date(2024, 5, 31), 1, 1, 0)
    assert world.sandbox.count("publishSpendData") == published


def test_a_bill_entered_late_is_found_within_the_overlap(world: World) -> None:
    source = world.connect([bill("first", day="2024-06-30T00:00:00Z")])
    world.one()
    world.add(source, bill("late", day="2024-06-10T00:00:00Z"), bill("too-late", day="2024-05-10T00:00:00Z"))
    assert world.one().accepted == 1
    assert world.references == ["first", "late"]
    assert world.one(since=date(2024, 5, 1)).accepted == 1
    assert world.references == ["first", "late", "too-late"]


def test_a_full_run_reads_all_and_sends_only_what_is_missing(world: World) -> None:
    source = world.connect([bill("first", day="2024-06-30T00:00:00Z")])
    world.one()
    world.add(source, bill("undated", day=None, transaction_due_date="2024-06-30T00:00:00Z"))
    assert world.one().read == 1
    full = world.one(everything=True)
    assert (full.read, full.known, full.accepted) == (2, 1, 1)


def test_a_date_in_the_future_does_not_carry_the_checkpoint_with_it(world: World) -> None:
    world.connect([bill("typo", day="2204-03-01T00:00:00Z")])
    through = world.one().through
    assert through is not None
    assert through.year < 2200


def test_a_rejected_bill_is_tried_again_until_it_is_corrected(world: World) -> None:
    source = world.connect([bill("good", day="2024-06-30T00:00:00Z")])
    odd = bill("odd", day="2024-01-01T00:00:00Z", transaction_currency="Quid")
    world.add(source, odd)
    first = world.one()
    assert (first.accepted, first.rejected[0].reason) == (1, "currency is 'Quid'; use an ISO 4217 code such as USD")
    assert first.rejected[0].amount == "10 Quid"
    second = world.one()
    assert (second.start, len(second.rejected)) == (date(2024, 1, 1), 1)
    world.correct(source, "odd", transaction_currency="GBP")
    assert world.one().accepted == 1
    after = world.one()
    assert (after.start, after.rejected) == (date(2024, 5, 31), [])


def test_a_rejected_bill_without_a_date_is_found_again_too(world: World) -> None:
    source = world.connect([bill("good", day="2024-06-30T00:00:00Z"), bill("undated", day=None)])
    assert "created is missing" in world.one().rejected[0].reason
    assert len(world.one().rejected) == 1
    world.correct(source, "undated", transaction_date="2024-06-29T00:00:00Z")
    assert world.one().accepted == 1
    assert world.one().start == date(2024, 5, 31)


def test_a_rejected_bill_that_is_voided_at_last_waits_no_longer(world: World) -> None:
    source = world.connect([bill("good", day="2024-06-30T00:00:00Z")])
    world.add(source, bill("odd", day="2024-01-01T00:00:00Z", transaction_currency="Quid"))
    world.one()
    world.correct(source, "odd", transaction_status="VOIDED")
    assert world.one().voided == 1
    assert world.one().start == date(2024, 5, 31)


def test_a_change_after_delivery_is_told_of_once(world: World) -> None:
    source = world.connect([bill("b", 10)])
    world.one()
    world.correct(source, "b", transaction_gross_value=12)
    (change,) = world.one().changed
    assert change.reason.startswith("was 10 NZD of 2024-03-01, now 12 NZD of 2024-03-01; Productiv keeps the first")
    again = world.one()
    assert (again.changed, again.known) == ([], 1)
    world.correct(source, "b", transaction_status="VOIDED")
    assert "voided" in world.one().changed[0].reason


def test_another_bill_of_the_same_signature_is_not_lost_in_silence(world: World) -> None:
    world.connect([bill("b", 10), bill("b", 10), bill("b", 99)])
    connection = world.one()
    assert (connection.accepted, connection.repeated, len(connection.changed)) == (1, 1, 1)


def test_a_bill_that_cannot_be_read_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    with Sandbox(ninespokes_options=NineSpokesOptions(dates_stored_as="string")) as sandbox:
        world = World(sandbox, tmp_path)
        world.connect([bill("good"), bill("odd", day="yesterday")])
        connection = world.one()
        assert "created is a str" in connection.rejected[0].reason
        assert connection.accepted == 1


def test_where_dates_cannot_be_filtered_all_bills_are_read(tmp_path: Path) -> None:
    with Sandbox(ninespokes_options=NineSpokesOptions(dates_stored_as="string")) as sandbox:
        world = World(sandbox, tmp_path)
        source = world.connect([bill("old", day="2024-01-01T00:00:00Z"), bill("new", day="2024-06-30T00:00:00Z")])
        world.one()
        world.add(source, bill("newest", day="2024-07-01T00:00:00Z"))
        connection = world.one()
        assert connection.accepted == 1
        assert connection.warnings == ["9Spokes does not filter bills by date: all of them were read"]


def test_the_checkpoint_waits_for_the_extraction(tmp_path: Path) -> None:
    with Sandbox(ninespokes_options=NineSpokesOptions(extraction_polls=2)) as sandbox:
        world = World(sandbox, tmp_path)
        store = sandbox.ninespokes_store
        company = store.add_company("Harbour Tiles")
        store.enable_app("xero", "client", "secret")
        connection = store.create_connection(company.id, "xero")
        store.authorize(connection.id)
        world.sources.append(Source(company.id, APP, connection.id))
        world.add(world.sources[0], bill("b"))
        first = world.one()
        assert (first.accepted, first.through) == (1, None)
        assert "still extracting" in first.warnings[0]
        assert world.one().through == date(2024, 3, 1)


def test_bills_dated_with_a_bare_day_arrive_and_move_the_checkpoint(world: World) -> None:
    world.connect([bill("b", day="2024-03-05")])
    connection = world.one()
    assert (connection.accepted, connection.through) == (1, date(2024, 3, 5))


def test_a_server_that_does_not_tell_the_state_of_a_connection_is_read_all_the_same(world: World) -> None:
    world.connect([bill("b")])
    world.sandbox.fail("getConnection", status=405, times=1)
    world.sandbox.fail("getConnectionStatus", status=404, times=1)
    assert [world.one().accepted, world.one().known] == [1, 1]


def test_a_lost_connection_is_told_of(world: World) -> None:
    source = world.connect([bill("b")])
    world.sandbox.ninespokes_store.disconnect(str(source.connection))
    connection = world.one()
    assert connection.accepted == 1
    assert "no longer connected" in connection.warnings[0]


def test_one_failing_connection_stops_no_other(world: World) -> None:
    for number in range(4):
        world.connect([bill(f"b-{number}")], app_id="nowhere" if number == 1 else APP)
    run = world.run()
    assert [connection.ending for connection in run] == ["done", "failed", "done", "done"]
    assert run.connections[1].message is not None
    assert run.connections[1].message.endswith("The setting in question is app_id 'nowhere'.")
    assert world.references == ["b-0", "b-2", "b-3"]
    assert run.incomplete


def test_an_app_that_becomes_known_gets_all_bills(world: World) -> None:
    source = world.connect([bill("b")], app_id="later")
    assert world.one().through is None
    world.sandbox.productiv_store.add_app("Later", app_id="later")
    assert world.one().accepted == 1
    assert len(world.sandbox.received_spend(source.app_id)) == 1


def test_a_refused_credential_leaves_bills_for_the_next_run(tmp_path: Path) -> None:
    scopes = frozenset({"https://api.productiv.com/apps.read"})
    with Sandbox(productiv_options=ProductivOptions(granted_scopes=scopes)) as sandbox:
        world = World(sandbox, tmp_path)
        world.connect([bill("b")])
        connection = world.one()
        assert connection.ending == "failed"
        assert (connection.unsettled, connection.rejected, connection.through) == (1, [], None)


def test_a_lost_answer_is_unknown_and_sent_again(world: World) -> None:
    world.connect([bill("b")])
    world.sandbox.fail("publishSpendData", status=500, times=4, applied=True)
    first = world.one()
    assert (first.accepted, len(first.unknown)) == (0, 1)
    assert world.one().accepted == 1
    assert world.references == ["b"]


def test_all_connections_of_a_company_are_found_anew_in_each_run(world: World) -> None:
    store = world.sandbox.ninespokes_store
    source = world.connect([bill("a")])
    whole = [Source(source.company, APP)]
    assert world.run(sources=whole).count("accepted") == 1
    second = store.add_connection(source.company, "freeagent")
    store.add_bills(second.id, [{"data": bill("b")}])
    store.create_connection(source.company, "sageone")  # nobody has consented
    run = world.run(sources=whole)
    assert len(run.connections) == 2
    assert world.references == ["a", "b"]


def test_a_connection_named_on_its_own_goes_where_that_says(world: World) -> None:
    world.sandbox.productiv_store.add_app("Other", app_id="other")
    source = world.connect([bill("a")])
    run = world.run(sources=[Source(source.company, APP), Source(source.company, "other", source.connection)])
    assert [connection.route.app_id for connection in run] == ["other"]


def test_a_company_that_cannot_be_listed_is_a_failed_connection(world: World) -> None:
    world.connect([bill("a")])
    run = world.run(sources=[*world.sources, Source("nobody", APP)])
    assert [connection.ending for connection in run] == ["done", "failed"]
    assert "company 'nobody'" in str(run.connections[1].message)


def test_contacts_are_read_once_a_day_and_when_a_party_is_new(world: World) -> None:
    source = world.connect([bill("a")])
    world.sandbox.ninespokes_store.add_contacts(
        str(source.connection), [{"contact": {"id": "p-1", "company_name": "Acme"}}]
    )
    world.one()
    world.add(source, bill("b"), bill("c", party_identifier="p-2"), bill("d", party_identifier="p-2"))
    assert world.sandbox.count("listContacts") == 1
    connection = world.one()
    assert world.sandbox.count("listContacts") == 2
    assert connection.unnamed_vendors == 1
    assert sorted(record["vendor"] for record in world.received) == ["Acme", "Acme", "p-2", "p-2"]


class Renaming:
    """Changes the vendor, drops one bill."""

    @hookimpl
    def spokebridge_map_outgoing(self, record: dict[str, Any]) -> dict[str, Any] | None:
        return None if record["invoiceNumber"] == "private" else {**record, "vendor": "Somebody", "costCenter": "7"}


def test_plugins_may_change_all_of_it_and_the_sums_show_what_was_sent(world: World) -> None:
    world.connect([bill("b", 10), bill("private", 99)])
    run = world.run(plugins=[Renaming()])
    (connection,) = run
    assert (connection.accepted, connection.dropped) == (1, 1)
    assert world.received[0]["costCenter"] == "7"
    assert [name for name, _ in run.spend.vendors("NZD")] == ["Somebody"]


def test_a_bill_dropped_by_a_plugin_is_sent_once_the_plugin_is_gone(world: World) -> None:
    world.connect([bill("private", 99)])
    world.run(plugins=[Renaming()])
    assert world.one().accepted == 1


class Merging:
    """Gives all bills one identity."""

    @hookimpl
    def spokebridge_map_outgoing(self, record: dict[str, Any]) -> dict[str, Any]:
        return {**record, "signatureId": "one"}


def test_bills_that_a_plugin_makes_one_count_once(world: World) -> None:
    world.connect([bill("a", 10), bill("b", 10)])
    run = world.run(plugins=[Merging()])
    assert (run.count("accepted"), run.count("repeated")) == (1, 1)
    assert run.spend.by_currency["NZD"].records == 1
    assert world.run(plugins=[Merging()]).count("known") == 2


class Broken:
    """A plugin that stops the run with an error of its own."""

    @hookimpl
    def spokebridge_map_incoming(self, record: Any, operation: str) -> Any:
        from spokebridge.plugins import Abort

        raise Abort(f"no {operation} today")


def test_a_plugin_may_stop_a_connection(world: World) -> None:
    world.connect([bill("a")])
    connection = world.one(plugins=[Broken()])
    assert (connection.ending, connection.message) == ("failed", "stopped by plugin Broken: no listBills today")


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[World]:
    with Sandbox(mode="strict") as sandbox:
        yield World(sandbox, tmp_path)


def test_the_picky_query_library_is_content(strict: World) -> None:
    source = strict.connect([bill("a", day="2024-01-01T00:00:00Z"), bill("b")])
    strict.one()
    strict.add(source, bill("c"))
    assert strict.one().accepted == 1
