# Derived from tests/_async/runtime/test_list_resume.py by `python -m codegen build`; edit that file instead.
"""Resume tokens and hooks of 9Spokes data lists."""

from __future__ import annotations

from typing import Any

import pytest
from spokebridge._sync.ninespokes.client import NineSpokes
from spokebridge.concurrency import threads
from spokebridge.errors import ConfigurationError, ServiceUnavailable
from spokebridge.plugins import Abort, PageRead, hookimpl
from spokebridge.sandbox import Sandbox

from tests._sync.runtime.listing import names, read, store

pytestmark = pytest.mark.anyio


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
