# Derived from tests/_async/runtime/test_lists.py by `python -m codegen build`; edit that file instead.
"""9Spokes data lists: every form an answer may come in, and paging that neither loses nor repeats a record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from ninespokes_client import models
from spokebridge._sync.ninespokes.client import NineSpokes
from spokebridge._sync.pager import Pager
from spokebridge.concurrency import threads
from spokebridge.errors import ConfigurationError, NotFound, PaginationStalled, SchemaDrift, ServiceUnavailable
from spokebridge.plugins import Abort, PageRead, hookimpl
from spokebridge.sandbox import NineSpokesOptions, Sandbox
from spokebridge.sandbox.ninespokes.store import Connection

from tests.support.misbehaving import Behaviour, Misbehaving, answer, slowly

pytestmark = pytest.mark.anyio


def store(sandbox: Sandbox, count: int) -> Connection:
    """A connection with so many bills, whose references are in order."""
    company = sandbox.ninespokes_store.add_company("Tiles")
    connection = sandbox.ninespokes_store.add_connection(company.id)
    bills = [{"data": {"transaction_reference": f"B-{number:04}"}} for number in range(count)]
    sandbox.ninespokes_store.add_bills(connection.id, bills)
    return connection


def names(numbers: Iterable[int]) -> list[str]:
    return [f"B-{number:04}" for number in numbers]


def read(pager: Pager[models.Bill]) -> list[str | None]:
    return [bill.transaction_reference for bill in pager]


TOTALS: list[Any] = ["count", "omit", "zero"]


@pytest.mark.parametrize("envelope", ["none", "members", "details"])
@pytest.mark.parametrize("total", TOTALS)
@pytest.mark.parametrize("cap", [None, 7])
def test_every_record_once_whatever_the_server_does(envelope: Any, total: Any, cap: int | None) -> None:
    options = NineSpokesOptions(data_envelope=envelope, total=total, page_cap=cap, null_for_empty=True)
    with Sandbox(ninespokes_options=options) as sandbox:
        bills = store(sandbox, 45)
        with NineSpokes(**sandbox.ninespokes, strict=envelope != "details") as nine:
            for concurrency in (1, 4):
                for page_size in (1, 10, 15, 100):
                    pager = nine.data.bills(bills.company, bills.id, page_size=page_size, concurrency=concurrency)
                    assert read(pager) == names(range(45))


@pytest.mark.parametrize("total", TOTALS)
def test_an_empty_list(total: Any) -> None:
    options = NineSpokesOptions(total=total, null_for_empty=True)
    with Sandbox(ninespokes_options=options) as sandbox:
        bills = store(sandbox, 0)
        with NineSpokes(**sandbox.ninespokes) as nine:
            assert read(nine.data.bills(bills.company, bills.id, concurrency=3)) == []


def test_a_total_saves_the_last_question_and_the_look_ahead_stops_at_it(sandbox: Sandbox) -> None:
    bills = store(sandbox, 45)
    with NineSpokes(**sandbox.ninespokes) as nine:
        read(nine.data.bills(bills.company, bills.id, page_size=10))
        assert sandbox.count("listBills") == 5
        read(nine.data.bills(bills.company, bills.id, page_size=10, concurrency=3))
        assert sandbox.count("listBills") == 10


def bodies(*pages: Any, wrapper: str | None = "data") -> list[Behaviour]:
    return [answer(body=page) for page in pages]


def rows(*numbers: int) -> list[Any]:
    return [{"data": {"transaction_reference": f"B-{number:04}"}} for number in numbers]


EMPTY: dict[str, Any] = {"results": []}


def read_from(pages: Sequence[Any], **options: Any) -> tuple[list[str | None], list[str]]:
    """What a server's answers, one after the other, make; and the offsets it was asked for."""
    with Misbehaving(*bodies(*pages)) as server:
        with NineSpokes(**server.ninespokes) as nine:
            found = read(nine.data.bills("c", "n", **options))
        return found, [asked.target.rpartition("%24skip=")[2].split("&")[0] for asked in server.calls]


@pytest.mark.parametrize(
    ("pages", "expected", "offsets"),
    [
        ([{"results": rows(0, 1)}, {"results": rows(2)}, EMPTY], 3, ["0", "2", "3"]),
        ([{"results": rows(0, 1), "total": 2}, EMPTY], 2, ["0", "2"]),  # a full page may be all that its total counts
        ([{"results": rows(0, 1), "total": 2}, {"results": rows(2), "total": 1}, EMPTY], 3, ["0", "2", "3"]),
        ([{"results": rows(0), "total": 1}], 1, ["0"]),
        ([{"results": rows(0, 1), "total": 1}, {"results": rows(2)}, EMPTY], 3, ["0", "2", "3"]),
        ([{"results": rows(0), "total": 9}, {"results": rows(1), "total": 2}], 2, ["0", "1"]),
        ([{"results": rows(0), "total": 9}, {"results": [], "total": 1}], 1, ["0", "1"]),  # one was deleted meanwhile
        (
            [{"results": rows(0), "total": 2}, {"results": [], "total": 2}, {"results": rows(1), "total": 2}],
            2,
            ["0", "1", "1"],
        ),
        ([{"results": rows(0), "total": "2"}, {"results": rows(1), "total": "2"}], 2, ["0", "1"]),
        ([{"results": rows(0), "total": -1}, EMPTY], 1, ["0", "1"]),
        ([{"results": rows(0), "total": None}, {"results": None}], 1, ["0", "1"]),
        ([{"data": rows(0, 1)}, {"details": {"results": rows(2)}}, None], 3, ["0", "2", "3"]),
        ([[*rows(0, 1)], []], 2, ["0", "2"]),
    ],
)
def test_totals_and_ends(pages: list[Any], expected: int, offsets: list[str]) -> None:
    assert read_from(pages, page_size=2) == (names(range(expected)), offsets)


@pytest.mark.parametrize("concurrency", [1, 3])
def test_an_announced_end_that_never_comes_is_an_error(concurrency: int) -> None:
    def act(connection: Any, server: Misbehaving, asked: Any) -> bool:
        first = asked.target.endswith("%24skip=0")
        return answer(body={"results": rows(0) if first else [], "total": 5})(connection, server, asked)

    with Misbehaving(act) as server:
        with NineSpokes(**server.ninespokes) as nine:
            found = []
            with pytest.raises(
                PaginationStalled, match="listBills: the server counts 5 records but gives none from offset 1"
            ):
                for bill in nine.data.bills("c", "n", concurrency=concurrency):
                    found.append(bill.transaction_reference)
        assert found == names([0])


@pytest.mark.parametrize("concurrency", [1, 3])
def test_a_server_that_ignores_the_offset_is_an_error_and_gives_each_record_once(concurrency: int) -> None:
    with Misbehaving(answer(body={"results": rows(0, 1, 2)})) as server:
        with NineSpokes(**server.ninespokes) as nine:
            found = []
            with pytest.raises(PaginationStalled, match="repeats the page before from offset 3 on"):
                for bill in nine.data.bills("c", "n", page_size=3, concurrency=concurrency):
                    found.append(bill.transaction_reference)
    assert found == names(range(3))


def test_a_page_that_came_twice_is_asked_for_again() -> None:
    pages = [{"results": rows(0, 1)}, {"results": rows(0, 1)}, {"results": rows(2, 3)}, EMPTY]
    assert read_from(pages, page_size=2) == (names(range(4)), ["0", "2", "2", "4"])


def test_equal_records_are_no_repeated_page() -> None:
    wages = {"staff_wages": {"employment_type": "FULL-TIME", "gross_pay": 19000}}
    with Sandbox(ninespokes_options=NineSpokesOptions(total="omit")) as sandbox:
        connection = store(sandbox, 0)
        sandbox.ninespokes_store.add_records(connection.id, "staffWages", [wages] * 6)
        with NineSpokes(**sandbox.ninespokes) as nine:
            for size in (1, 2, 3):
                pager = nine.data.staff_wages(connection.company, connection.id, page_size=size)
                assert len([wage for wage in pager]) == 6


def test_rows_without_a_payload_keep_their_place() -> None:
    first = {"results": [{"data": None}, None, {}, {"transaction_reference": "B-0003"}], "total": 5}
    found, offsets = read_from([first, {"results": rows(4), "total": 5}], page_size=4)
    assert found == [None, None, None, "B-0003", "B-0004"]
    assert offsets == ["0", "4"]


def test_what_cannot_be_typed_is_given_as_it_came() -> None:
    body = {"results": ["odd", {"data": 7}, {"data": {"transaction_reference": 7}}], "total": 3}
    with Misbehaving(answer(body=body)) as server:
        with NineSpokes(**server.ninespokes) as nine:
            found: list[Any] = [bill for bill in nine.data.bills("c", "n")]
    assert found[:2] == ["odd", 7]
    assert found[2].transaction_reference == 7


@pytest.mark.parametrize("body", [{"records": rows(0)}, {"results": "none"}, {"results": {"0": {}}}, "text", 7])
def test_a_body_without_a_list_is_not_an_empty_list(body: Any) -> None:
    with Misbehaving(answer(body=body)) as server:
        with NineSpokes(**server.ninespokes) as nine:
            with pytest.raises(SchemaDrift, match=r"listBills .*holds no list under"):
                read(nine.data.bills("c", "n"))
        assert len(server.calls) == 1


def test_drift_in_another_container_is_reported_once_and_strict_refuses_it() -> None:
    class Watcher:
        def __init__(self) -> None:
            self.paths: list[str] = []

        @hookimpl
        def spokebridge_on_drift(self, event: Any) -> None:
            self.paths.append(event.path)

    watcher = Watcher()
    body = {"status": "ok", "details": {"results": [{"data": {"line_items": 7}}], "total": 1}}
    with Misbehaving(answer(body=body)) as server:
        with NineSpokes(**server.ninespokes, plugins=[watcher]) as nine:
            assert len(read(nine.data.bills("c", "n"))) == 1
            assert watcher.paths.count("$.results[0].data.line_items") == 1
            with pytest.raises(SchemaDrift):
                read(nine.with_options(strict=True).data.bills("c", "n"))


ALIASES = [
    ("contacts", "contacts", {"contact": {"id": "1"}}),
    ("leaves", "leaves", {"leave": {"id": "1"}}),
    ("pay_run_summary", "payRunSummary", {"pay_run_summary": {"hours": 1}}),
    ("staff_wages", "staffWages", {"staff_wages": {"gross_pay": 1}}),
    ("web_analytics", "webAnalytics", {"bounce_rate": "33%"}),
]


class OldPaths:
    """Knows the alias path only."""

    def __call__(self, connection: Any, server: Misbehaving, asked: Any) -> bool:
        if "/data/" in asked.path:
            return answer(404, {"message": "no such path"})(connection, server, asked)
        return answer(body={"results": [self.record], "total": 1})(connection, server, asked)

    def __init__(self, record: Any) -> None:
        self.record = record


@pytest.mark.parametrize(("method", "segment", "record"), ALIASES)
def test_the_other_path_is_tried_once_and_remembered(method: str, segment: str, record: Any) -> None:
    with Misbehaving(OldPaths(record)) as server:
        with NineSpokes(**server.ninespokes) as nine:
            for client in (nine, nine, nine.with_options(timeout=3)):
                pager: Pager[Any] = getattr(client.data, method)("c", "n")
                assert len([item for item in pager]) == 1
        paths = [asked.path for asked in server.calls]
    described, other = f"/companies/c/connections/n/data/{segment}", f"/companies/c/connections/n/{segment}"
    assert paths == [described, other, other, other]


def test_when_both_paths_are_unknown_the_error_is_that_of_the_first() -> None:
    with Misbehaving(answer(404, {"message": "first"}), answer(404, {"message": "second"})) as server:
        with NineSpokes(**server.ninespokes) as nine:
            with pytest.raises(NotFound, match="first"):
                for _ in nine.data.contacts("c", "n"):
                    pass
            assert len(server.calls) == 2
            with pytest.raises(NotFound):
                read(nine.data.bills("c", "n"))
            assert len(server.calls) == 3  # bills have one path


def test_web_analytics_in_both_containers() -> None:
    for key in ("data", "results"):
        with Misbehaving(*bodies({key: [{"bounce_rate": "33%"}]}, {key: []})) as server:
            with NineSpokes(**server.ninespokes) as nine:
                assert [found.bounce_rate for found in nine.data.web_analytics("c", "n")] == ["33%"]


@pytest.mark.parametrize(
    "body",
    [
        {"result": {"business": {"name": "Tiles"}}},
        {"business": {"name": "Tiles"}},
        {"status": "ok", "details": {"result": {"business": {"name": "Tiles"}}}},
        {"result": {"name": "Tiles"}},
    ],
)
def test_a_business_in_every_form(body: Any) -> None:
    with Misbehaving(answer(body=body)) as server:
        with NineSpokes(**server.ninespokes) as nine:
            assert (nine.data.business("c", "n")).name == "Tiles"


@pytest.mark.parametrize("body", [[], "text"])
def test_no_business(body: Any) -> None:
    with Misbehaving(answer(body=body)) as server:
        with NineSpokes(**server.ninespokes) as nine:
            with pytest.raises(SchemaDrift, match="getBusiness"):
                nine.data.business("c", "n")


@pytest.mark.parametrize("details", [{"name": "Tiles"}, None, [], "done"])
def test_details_of_every_kind(details: Any) -> None:
    with Misbehaving(answer(body={"status": "ok", "details": details})) as server:
        with NineSpokes(**server.ninespokes) as nine:
            confirmed: Any = nine.companies.delete("c")
            assert confirmed == details
            listed: Any = nine.companies.list()
            assert listed == (details or [])
            if details is None:
                with pytest.raises(SchemaDrift, match="getCompany: HTTP 200, the answer holds no `details`"):
                    nine.companies.get("c")


@pytest.mark.parametrize("concurrency", [1, 3])
def test_a_resume_token_at_any_moment(sandbox: Sandbox, concurrency: int) -> None:
    bills = store(sandbox, 25)
    with NineSpokes(**sandbox.ninespokes) as nine:
        for stop in range(26):
            first = nine.data.bills(bills.company, bills.id, page_size=10, concurrency=concurrency)
            before: list[str | None] = []
            with threads.closing(first.__iter__()) as items:
                if stop:
                    for bill in items:
                        before.append(bill.transaction_reference)
                        if len(before) == stop:
                            break
                token = first.resume_token
            for page_size in (10, 3, 100):
                again = nine.data.bills(bills.company, bills.id, page_size=page_size, resume=token)
                assert again.resume_token == token
                assert before + read(again) == names(range(25))


def test_a_finished_list_stays_finished(sandbox: Sandbox) -> None:
    bills = store(sandbox, 25)
    with NineSpokes(**sandbox.ninespokes) as nine:
        pager = nine.data.bills(bills.company, bills.id, page_size=10)
        read(pager)
        assert read(nine.data.bills(bills.company, bills.id, resume=pager.resume_token)) == []


def test_pages_and_their_tokens(sandbox: Sandbox) -> None:
    bills = store(sandbox, 25)
    with NineSpokes(**sandbox.ninespokes) as nine:
        items = nine.data.bills(bills.company, bills.id, page_size=10)
        with threads.closing(items.__iter__()) as begun:
            for bill in begun:
                if bill.transaction_reference == "B-0003":
                    break
        pager = nine.data.bills(bills.company, bills.id, page_size=10, resume=items.resume_token)
        found = []
        for page in pager.pages():
            found.append(([bill.transaction_reference for bill in page.items], page.total))
            assert page.raw.startswith(b"{")
            rest = nine.data.bills(bills.company, bills.id, page_size=10, resume=pager.resume_token)
            assert read(rest) == names(range(sum(len(part) for part, _ in found) + 4, 25))
        assert found == [(names(range(4, 10)), 25), (names(range(10, 20)), 25), (names(range(20, 25)), 25)]


def test_a_token_of_another_list_is_refused(sandbox: Sandbox) -> None:
    bills = store(sandbox, 5)
    with NineSpokes(**sandbox.ninespokes) as nine:
        token = nine.data.bills(bills.company, bills.id).resume_token
        assert nine.data.bills(bills.company, bills.id, page_size=3, concurrency=2, resume=token)
        with pytest.raises(ConfigurationError, match="made for 'listBills', this list is listInvoices"):
            nine.data.invoices(bills.company, bills.id, resume=token)
        for other in (
            {"company": "other"},
            {"connection": "other"},
            {"filter": "data.x eq 1.0"},
            {"order_by": "transaction_date"},
            {"select": ["a", "b"]},
        ):
            asked: dict[str, Any] = {"company": bills.company, "connection": bills.id, **other}
            with pytest.raises(ConfigurationError, match="other ids, filter or order"):
                nine.data.bills(**asked, resume=token)


def test_a_pager_is_used_once(sandbox: Sandbox) -> None:
    bills = store(sandbox, 5)
    with NineSpokes(**sandbox.ninespokes) as nine:
        pager = nine.data.bills(bills.company, bills.id)
        read(pager)
        with pytest.raises(ConfigurationError, match="a pager is iterated once"):
            read(pager)
        with pytest.raises(ConfigurationError, match="a pager is iterated once"):
            for _ in pager.pages():
                pass


@pytest.mark.parametrize("options", [{"page_size": 0}, {"concurrency": 0}, {"page_size": -1}])
def test_sizes_that_make_no_sense(options: Any) -> None:
    with NineSpokes("key", base_url="http://127.0.0.1:1") as nine:
        with pytest.raises(ConfigurationError, match="both must be 1 or more"):
            nine.data.bills("c", "n", **options)


def test_look_ahead_keeps_order_and_throws_wrong_guesses_away() -> None:
    """Later pages arrive before earlier ones, and the first page is shorter than asked."""
    served = [{"data": {"transaction_reference": f"B-{number:04}"}} for number in range(40)]

    def act(connection: Any, server: Misbehaving, asked: Any) -> bool:
        skip = int(asked.target.rpartition("%24skip=")[2].split("&")[0])
        size = 6 if skip == 0 else 9 if skip < 20 else 10
        body = {"results": served[skip : skip + size], "total": 40}
        return slowly(0.03 if skip % 2 == 0 else 0.0, answer(body=body))(connection, server, asked)

    with Misbehaving(act) as server:
        with NineSpokes(**server.ninespokes) as nine:
            assert read(nine.data.bills("c", "n", page_size=10, concurrency=4)) == names(range(40))


def test_a_failing_guess_is_nobodys_error() -> None:
    """The page after the end fails; the list does not need it."""

    def act(connection: Any, server: Misbehaving, asked: Any) -> bool:
        skip = int(asked.target.rpartition("%24skip=")[2].split("&")[0])
        if skip > 2:
            return answer(400, {"message": "past the end"})(connection, server, asked)
        return answer(body={"results": rows(*range(skip, 2))})(connection, server, asked)

    with Misbehaving(act) as server:
        with NineSpokes(**server.ninespokes) as nine:
            assert read(nine.data.bills("c", "n", page_size=2, concurrency=4)) == names(range(2))


def test_an_error_in_the_middle_can_be_resumed_from(sandbox: Sandbox) -> None:
    bills = store(sandbox, 25)
    with NineSpokes(**sandbox.ninespokes, retry=None) as nine:
        sandbox.fail("listBills", after=1)
        pager = nine.data.bills(bills.company, bills.id, page_size=10)
        found = []
        with pytest.raises(ServiceUnavailable):
            for bill in pager:
                found.append(bill.transaction_reference)
        assert found == names(range(10))
        rest = nine.data.bills(bills.company, bills.id, page_size=10, resume=pager.resume_token)
        assert found + read(rest) == names(range(25))


@pytest.mark.parametrize("kind", ["reset", "truncated", "html", "status"])
def test_faults_in_the_middle_are_not_noticed(sandbox: Sandbox, kind: Any) -> None:
    bills = store(sandbox, 25)
    sandbox.fail("listBills", after=1, times=2, kind=kind)
    with NineSpokes(**sandbox.ninespokes) as nine:
        assert read(nine.data.bills(bills.company, bills.id, page_size=10, concurrency=2)) == names(range(25))
    assert {request.fault for request in sandbox.requests} == {None, kind}


def test_hooks_see_pages_and_change_or_drop_records(sandbox: Sandbox) -> None:
    class Mapper:
        def __init__(self) -> None:
            self.pages: list[PageRead] = []

        @hookimpl
        def spokebridge_on_page(self, page: PageRead) -> None:
            self.pages.append(page)

        @hookimpl
        def spokebridge_map_incoming(self, record: Any) -> Any:
            return None if record.transaction_reference == "B-0001" else record

    bills = store(sandbox, 5)
    mapper = Mapper()
    with NineSpokes(**sandbox.ninespokes, plugins=[mapper]) as nine:
        pager = nine.data.bills(bills.company, bills.id, page_size=2)
        assert read(pager) == names([0, 2, 3, 4])
        assert read(nine.data.bills(bills.company, bills.id, resume=pager.resume_token)) == []
    assert [(page.number, page.items, page.total) for page in mapper.pages[:3]] == [(1, 2, 5), (2, 2, 5), (3, 1, 5)]


def test_a_record_that_a_hook_stopped_at_was_not_given(sandbox: Sandbox) -> None:
    class Stopper:
        stop = True

        @hookimpl
        def spokebridge_map_incoming(self, record: Any) -> Any:
            if self.stop and record.transaction_reference == "B-0002":
                raise Abort("enough")
            return record

    bills = store(sandbox, 5)
    stopper = Stopper()
    with NineSpokes(**sandbox.ninespokes, plugins=[stopper]) as nine:
        pager = nine.data.bills(bills.company, bills.id)
        found = []
        with pytest.raises(Abort):
            for bill in pager:
                found.append(bill.transaction_reference)
        stopper.stop = False
        assert found == names([0, 1])
        assert read(nine.data.bills(bills.company, bills.id, resume=pager.resume_token)) == names([2, 3, 4])


def test_leaving_early_stops_the_look_ahead(sandbox: Sandbox) -> None:
    bills = store(sandbox, 200)
    with NineSpokes(**sandbox.ninespokes) as nine:
        with threads.closing(nine.data.bills(bills.company, bills.id, page_size=1, concurrency=4).__iter__()) as items:
            for _ in items:
                break
        asked = sandbox.count("listBills")
        threads.sleep(0.05)
        assert asked <= 8
        assert sandbox.count("listBills") <= asked + 3
