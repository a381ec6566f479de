"""In which order plugins run, and how a value goes from one to the next."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest

from spokebridge.concurrency import threads
from spokebridge.plugins import Abort, PageRead, Plugins, RequestToSend, hookimpl

REQUEST = RequestToSend("listBills", "GET", "/x/{id}", "/x/1", (("q", "1"),))
Wrapping = Generator[None, Any, Any]


class Mark:
    """Appends its name to a record."""

    def __init__(self, name: str) -> None:
        self.name = name

    @hookimpl
    def spokebridge_map_outgoing(self, record: dict[str, Any]) -> dict[str, Any] | None:
        return self.mark(record)

    def mark(self, record: dict[str, Any]) -> dict[str, Any] | None:
        return {**record, "by": [*record.get("by", []), self.name]}


class First(Mark):
    @hookimpl(tryfirst=True)
    def spokebridge_map_outgoing(self, record: dict[str, Any]) -> dict[str, Any] | None:
        return self.mark(record)


class Last(Mark):
    @hookimpl(trylast=True)
    def spokebridge_map_outgoing(self, record: dict[str, Any]) -> dict[str, Any] | None:
        return self.mark(record)


class Around(Mark):
    @hookimpl(wrapper=True)
    def spokebridge_map_outgoing(self, record: dict[str, Any]) -> Wrapping:
        came = list(record.get("by", []))
        result = yield
        return {**result, "by": [self.name, *came, *result["by"], self.name]}


class AroundFirst(Around):
    @hookimpl(wrapper=True, tryfirst=True)
    def spokebridge_map_outgoing(self, record: dict[str, Any]) -> Wrapping:
        result = yield
        return {**result, "by": [self.name, *result["by"], self.name]}


def outgoing(*plugins: object) -> Any:
    return threads.drive(Plugins(plugins).map_outgoing({}, "op"))


def test_plugins_run_in_the_order_given_within_first_and_last() -> None:
    marked = outgoing(Last("z"), Mark("b"), First("a"), Mark("c"), Last("zz"), First("aa"))
    assert marked == {"by": ["a", "aa", "b", "c", "z", "zz"]}


def test_wrappers_run_around_everything_else() -> None:
    assert outgoing(Mark("m"), Around("w"), First("f"), AroundFirst("v"), Around("x")) == {
        "by": [*("v", "w", "x"), *("f", "m"), *("x", "w", "v")],
    }


def test_request_hooks_chain() -> None:
    class Header:
        def __init__(self, name: str) -> None:
            self.name = name

        @hookimpl
        def spokebridge_before_request(self, request: RequestToSend) -> RequestToSend | None:
            return None if self.name == "none" else request.with_headers({self.name: "1"}).with_query((self.name, "2"))

    found = threads.drive(Plugins([Header("a"), Header("none"), Header("b")]).before_request(REQUEST))
    assert dict(found.headers) == {"a": "1", "b": "1"}
    assert found.query[1:] == (("a", "2"), ("b", "2"))


def test_none_drops_a_record_and_ends_the_chain() -> None:
    class Dropper(Mark):
        def mark(self, record: dict[str, Any]) -> None:
            return None

    seen: list[Any] = []

    class Watcher:
        @hookimpl(wrapper=True)
        def spokebridge_map_outgoing(self) -> Wrapping:
            seen.append((yield))
            return seen[-1]

    plugins = Plugins([Dropper("dropper"), Mark("never"), Watcher()])
    assert threads.drive(plugins.map_outgoing({}, "op")) is None
    assert seen == [None]
    assert plugins.dropped == {"dropper": 1}


def test_a_wrapper_can_bring_a_record_back_no_more() -> None:
    class Reviver:
        @hookimpl(wrapper=True)
        def spokebridge_map_outgoing(self, record: dict[str, Any]) -> Wrapping:
            yield
            return record

    class Dropper(Mark):
        def mark(self, record: dict[str, Any]) -> None:
            return None

    plugins = Plugins([Dropper("dropper"), Reviver()])
    assert threads.drive(plugins.map_outgoing({}, "op")) is None
    assert plugins.dropped == {"dropper": 1}


def test_wrappers_see_an_abort_and_cannot_stop_it() -> None:
    seen: list[str] = []

    class Stopper:
        @hookimpl
        def spokebridge_on_page(self) -> None:
            raise Abort("enough")

    class Cleaner:
        def __init__(self, name: str) -> None:
            self.name = name

        @hookimpl(wrapper=True)
        def spokebridge_on_page(self) -> Wrapping:
            try:
                yield
            except Abort:
                seen.append(self.name)

    with pytest.raises(Abort, match="stopped by plugin Stopper: enough"):
        threads.drive(Plugins([Cleaner("a"), Stopper(), Cleaner("b")]).on_page(PageRead("op", 1, 1, None)))
    assert seen == ["b", "a"]


def test_each_mapper_has_a_record_of_its_own() -> None:
    class Spoiler:
        name = "spoiler"

        @hookimpl
        def spokebridge_map_outgoing(self, record: dict[str, Any]) -> dict[str, Any]:
            record["amount"] = 0
            record["lines"][0]["amount"] = 0
            raise RuntimeError("after it changed half of it")

    record = {"amount": 1, "lines": [{"amount": 1}]}
    plugins = Plugins([Spoiler(), Mark("b")])
    assert threads.drive(plugins.map_outgoing(record, "op")) == {"amount": 1, "lines": [{"amount": 1}], "by": ["b"]}
    assert record == {"amount": 1, "lines": [{"amount": 1}]}
    assert plugins.failures == {"spoiler": 1}
