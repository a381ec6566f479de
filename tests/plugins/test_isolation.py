"""A failing plugin is named, counted and passed over; only Abort and Reject go through."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Generator
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from spokebridge.concurrency import threads
from spokebridge.drift import DriftEvent
from spokebridge.plugins import Abort, Plugins, Reject, RequestToSend, hookimpl

REQUEST = RequestToSend("listBills", "GET", "/x/{id}", "/x/1", (("q", "1"),))
DRIFT = DriftEvent("op", "$", "a", "b")


class Bill(msgspec.Struct, rename="camel"):
    bill_number: str
    amount: int = 0
    note: str | None = None


class Failing:
    name = "failing"

    @hookimpl
    def spokebridge_map_outgoing(self, record: dict[str, Any]) -> dict[str, Any]:
        raise RuntimeError("broken")

    @hookimpl
    def spokebridge_map_incoming(self, record: Any) -> Any:
        raise Reject("there is no rejecting what came in")

    @hookimpl
    def spokebridge_before_request(self, request: RequestToSend) -> RequestToSend:
        return request.with_headers({"Authorization": "mine"})

    @hookimpl
    def spokebridge_on_drift(self, event: DriftEvent) -> None:
        raise RuntimeError("broken")


def test_a_failing_plugin_is_passed_over_named_and_counted(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    plugins = Plugins([Failing()])
    assert threads.drive(plugins.map_outgoing({"a": 1}, "op")) == {"a": 1}
    assert threads.drive(plugins.map_incoming(7, "op")) == 7
    assert threads.drive(plugins.before_request(REQUEST)) is REQUEST
    threads.drive(plugins.on_drift(DRIFT))
    assert plugins.failures == {"failing": 4}
    assert [record.getMessage() for record in caplog.records] == [
        "plugin failing failed in spokebridge_map_outgoing and was passed over: broken",
        "plugin failing failed in spokebridge_map_incoming and was passed over: there is no rejecting what came in",
        "plugin failing failed in spokebridge_before_request and was passed over: "
        "a plugin cannot set Authorization; it belongs to the client",
        "plugin failing failed in spokebridge_on_drift and was passed over: broken",
    ]


def test_a_plugin_that_always_fails_does_not_fill_the_log(caplog: pytest.LogCaptureFixture) -> None:
    plugins = Plugins([Failing()])
    for _ in range(150):
        threads.drive(plugins.map_outgoing({}, "op"))
    assert plugins.failures == {"failing": 150}
    assert [record.getMessage().partition("over")[2] for record in caplog.records] == [
        *(": broken", ", 10 times so far: broken", ", 100 times so far: broken"),
    ]


def test_reject_of_an_outgoing_record_goes_through() -> None:
    class Strict:
        @hookimpl
        def spokebridge_map_outgoing(self) -> None:
            raise Reject("no cost center")

    plugins = Plugins([Strict()])
    with pytest.raises(Reject, match="no cost center"):
        threads.drive(plugins.map_outgoing({}, "op"))
    assert not plugins.failures


def test_abort_names_the_plugin_and_pickles() -> None:
    class Stopper:
        @hookimpl
        def spokebridge_before_request(self) -> None:
            raise Abort("not on Sundays")

    with pytest.raises(Abort) as found:
        threads.drive(Plugins([Stopper()]).before_request(REQUEST))
    assert found.value.plugin == "Stopper"
    assert str(pickle.loads(pickle.dumps(found.value))) == "stopped by plugin Stopper: not on Sundays"
    assert str(Abort("by hand")) == "by hand"


@pytest.mark.parametrize(
    "wrong",
    [
        {"x-a": "b"},
        "text",
        SimpleNamespace(headers={}),
        RequestToSend("other", "GET", "/x/{id}", "/x/1"),
        RequestToSend("listBills", "GET", "/x/{id}", "/x/2", base_url="https://elsewhere.test"),
    ],
)
def test_a_request_hook_that_returns_something_else_is_passed_over(wrong: Any) -> None:
    class Odd:
        name = "odd"

        @hookimpl
        def spokebridge_before_request(self, request: RequestToSend) -> Any:
            return wrong

    plugins = Plugins([Odd()])
    assert threads.drive(plugins.before_request(REQUEST)) is REQUEST
    assert plugins.failures == {"odd": 1}


BILL = Bill(bill_number="7", amount=1, note="x")


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (Bill(bill_number="8"), Bill(bill_number="8")),
        ({"billNumber": "8", "amount": 2}, Bill(bill_number="8", amount=2)),
        ({"billNumber": "7", "amount": 1, "note": "x"}, BILL),
        ({"billNumber": "7", "amount": "many"}, BILL),
        ({"amount": 2}, BILL),
        ({"billNumber": "7", "odd": 1}, BILL),
        ("text", BILL),
        (None, None),
    ],
)
def test_what_a_mapper_may_make_of_a_typed_record(result: Any, expected: Any) -> None:
    class Mapper:
        @hookimpl
        def spokebridge_map_incoming(self, record: Bill) -> Any:
            assert record == BILL
            return result

    assert threads.drive(Plugins([Mapper()]).map_incoming(BILL, "op")) == expected


def test_a_mapper_may_change_the_typed_record_it_is_given() -> None:
    class Mapper:
        @hookimpl
        def spokebridge_map_incoming(self, record: Bill) -> Bill:
            record.amount = 5
            return record

    assert threads.drive(Plugins([Mapper()]).map_incoming(BILL, "op")) == Bill(bill_number="7", amount=5, note="x")
    assert BILL.amount == 1


def test_wrappers_that_do_not_yield_once(caplog: pytest.LogCaptureFixture) -> None:
    class Wrappers:
        def __init__(self, name: str, times: int) -> None:
            self.name, self.times = name, times

        @hookimpl(wrapper=True)
        def spokebridge_map_outgoing(self, record: dict[str, Any]) -> Generator[None, Any, Any]:
            for _ in range(self.times):
                result = yield
            return {**result, "by": self.name}

    class Late:
        @hookimpl(wrapper=True)
        def spokebridge_map_outgoing(self, record: dict[str, Any]) -> Generator[None, Any, Any]:
            yield
            raise RuntimeError("late")

    plugins = Plugins([Wrappers("none", 0), Wrappers("one", 1), Wrappers("two", 2), Late()])
    assert threads.drive(plugins.map_outgoing({"a": 1}, "op")) == {"a": 1, "by": "one"}
    assert plugins.failures == {"none": 1, "two": 1, "Late": 1}


def test_what_only_an_async_client_could_await_fails_here() -> None:
    class Sly:
        @hookimpl
        def spokebridge_on_drift(self) -> Any:
            async def later() -> None: ...

            return later()

    plugins = Plugins([Sly()])
    threads.drive(plugins.on_drift(DRIFT))
    assert plugins.failures == {"Sly": 1}


def test_what_is_no_exception_goes_through() -> None:
    class Quitter:
        @hookimpl
        def spokebridge_on_drift(self) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        threads.drive(Plugins([Quitter()]).on_drift(DRIFT))
