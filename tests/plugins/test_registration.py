"""What cannot work is refused when a plugin is loaded, with the name of the plugin and what to do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from types import ModuleType
from typing import Any

import pytest

from spokebridge.concurrency import threads
from spokebridge.errors import ConfigurationError
from spokebridge.plugins import Plugins, RequestToSend, hookimpl
from spokebridge.plugins.registration import HOOKS


class Misspelt:
    @hookimpl
    def spokebridge_befor_request(self, request: RequestToSend) -> None: ...


class Prefixless:
    @hookimpl
    def before_request(self, request: RequestToSend) -> None: ...


class Unmarked:
    def spokebridge_before_request(self, request: RequestToSend) -> None: ...


class WrongArgument:
    @hookimpl
    def spokebridge_before_request(self, reqest: RequestToSend) -> None: ...


class KeywordArgument:
    @hookimpl
    def spokebridge_map_outgoing(self, *, rec: Any) -> None: ...


class NoHooks:
    def close(self) -> None: ...


class Coroutine:
    @hookimpl
    async def spokebridge_on_page(self, page: Any) -> None: ...


class AsyncGenerator:
    @hookimpl
    async def spokebridge_on_page(self, page: Any) -> AsyncIterator[None]:
        yield


class PlainGenerator:
    @hookimpl
    def spokebridge_on_page(self, page: Any) -> Iterator[None]:
        yield


class WrapperWithoutYield:
    @hookimpl(wrapper=True)
    def spokebridge_on_page(self, page: Any) -> Any: ...


class AsyncWrapper:
    @hookimpl(wrapper=True)
    async def spokebridge_on_page(self, page: Any) -> AsyncIterator[None]:
        yield


class OldWrapper:
    @hookimpl(hookwrapper=True)
    def spokebridge_on_page(self, page: Any) -> Iterator[None]:
        yield


@pytest.mark.parametrize(
    ("plugin", "complaint"),
    [
        (Misspelt, "there is no hook spokebridge_befor_request; did you mean spokebridge_before_request?"),
        (Prefixless, "there is no hook before_request; did you mean spokebridge_before_request?"),
        (Unmarked, "spokebridge_before_request is not marked; put @hookimpl above it"),
        (WrongArgument, "spokebridge_before_request cannot give an argument 'reqest'; it has request"),
        (KeywordArgument, "spokebridge_map_outgoing cannot give an argument 'rec'; it has record and operation"),
        (NoHooks, "it has no hooks; mark functions named spokebridge_... with @hookimpl"),
        (Coroutine, "is `async def`, which a synchronous client cannot await; write it as a plain function"),
        (AsyncGenerator, "has a yield, so it would never run"),
        (PlainGenerator, "has a yield, so it would never run; add wrapper=True, or take the yield out"),
        (WrapperWithoutYield, "is a wrapper; write it as a plain generator function"),
        (AsyncWrapper, "is a wrapper; write it as a plain generator function"),
        (OldWrapper, "is a hookwrapper; use @hookimpl"),
    ],
)
def test_what_cannot_work_is_refused(plugin: type, complaint: str) -> None:
    with pytest.raises(ConfigurationError) as found:
        Plugins([plugin()])
    assert str(found.value).startswith(f"plugin {plugin.__name__}: ")
    assert complaint in str(found.value)


def test_an_async_client_takes_async_hooks() -> None:
    assert Plugins([Coroutine()], awaits=True).loaded[0].hooks == ("spokebridge_on_page",)
    with pytest.raises(ConfigurationError, match="AsyncWrapper"):
        Plugins([AsyncWrapper()], awaits=True)


def test_a_hook_takes_the_arguments_it_names() -> None:
    class Taker:
        def __init__(self) -> None:
            self.seen: list[Any] = []

        @hookimpl
        def spokebridge_map_incoming(self, operation: str, record: Any = None) -> Any:
            self.seen.append((operation, record))
            return record

    class Everything(Taker):
        @hookimpl
        def spokebridge_map_incoming(self, **all_of_them: Any) -> Any:
            self.seen.append(all_of_them)
            return all_of_them["record"]

    class Nothing(Taker):
        @hookimpl
        def spokebridge_map_incoming(self) -> Any:
            return 9

    one, two = Taker(), Everything()
    assert threads.drive(Plugins([one, two, Nothing()]).map_incoming(7, "listBills")) == 9
    assert one.seen == [("listBills", 7)]
    assert two.seen == [{"record": 7, "operation": "listBills"}]


def test_modules_statics_and_other_names_are_plugins_too() -> None:
    module = ModuleType("by_module")

    @hookimpl
    def spokebridge_map_outgoing(record: dict[str, Any]) -> dict[str, Any]:
        return {**record, "module": 1}

    module.spokebridge_map_outgoing = spokebridge_map_outgoing  # type: ignore[attr-defined]

    class Static:
        @staticmethod
        @hookimpl
        def spokebridge_map_outgoing(record: dict[str, Any]) -> dict[str, Any]:
            return {**record, "static": 1}

    class Named:
        @hookimpl(specname="spokebridge_map_outgoing")
        def add(self, record: dict[str, Any]) -> dict[str, Any]:
            return {**record, "named": 1}

    plugins = Plugins([module, Static(), Named()])
    assert threads.drive(plugins.map_outgoing({}, "op")) == {"module": 1, "static": 1, "named": 1}
    assert [info.name for info in plugins.loaded] == ["by_module", "Static", "Named"]


def test_names_need_not_be_unique_but_objects_do() -> None:
    plugins = Plugins([Misnomer(), Misnomer(), Misnomer()])
    assert threads.drive(plugins.map_outgoing({"n": 0}, "op")) == {"n": 3}
    plugin = Misnomer()
    with pytest.raises(ConfigurationError, match="plugin same: the same object is there twice"):
        Plugins([plugin, plugin])


class Misnomer:
    name = "same"

    @hookimpl
    def spokebridge_map_outgoing(self, record: dict[str, Any]) -> dict[str, Any]:
        return {"n": record["n"] + 1}


def test_properties_are_not_run_to_look_for_hooks() -> None:
    class Costly(Misnomer):
        @property
        def connection(self) -> Any:
            raise AssertionError("opened")

    assert Plugins([Costly()]).loaded[0].state == "loaded"


def test_the_manual_lists_every_hook_of_the_design() -> None:
    assert {name.removeprefix("spokebridge_") for name in HOOKS} == {
        *("before_request", "after_response", "on_error", "on_retry", "on_token_refresh", "map_outgoing"),
        *("map_incoming", "on_page", "on_chunk", "on_drift", "register_commands"),
    }
