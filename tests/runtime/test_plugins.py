"""The plugin manager: order, isolation, refusal of what cannot work."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from spokebridge.drift import DriftEvent
from spokebridge.errors import ConfigurationError
from spokebridge.plugins import Abort, Plugins, RequestToSend, hookimpl

REQUEST = RequestToSend("listBills", "GET", "/x/{id}", "/x/hush-hush", (("q", "hush-hush"),))


class Mark:
    """Appends its name to a record."""

    def __init__(self, name: str) -> None:
        self.name = name

    @hookimpl
    def spokebridge_map_outgoing(self, record: dict[str, Any]) -> dict[str, Any]:
        return {**record, "by": [*record.get("by", []), self.name]}


class First(Mark):
    @hookimpl(tryfirst=True)
    def spokebridge_map_outgoing(self, record: dict[str, Any]) -> dict[str, Any]:
        return super().spokebridge_map_outgoing(record)


class Last(Mark):
    @hookimpl(trylast=True)
    def spokebridge_map_outgoing(self, record: dict[str, Any]) -> dict[str, Any]:
        return super().spokebridge_map_outgoing(record)


def test_plugins_run_in_the_order_given_within_first_and_last() -> None:
    plugins = Plugins([Last("z"), Mark("b"), First("a"), Mark("c")])
    assert plugins.map_outgoing({}, "op") == {"by": ["a", "b", "c", "z"]}


def test_without_plugins_nothing_is_mapped() -> None:
    plugins = Plugins()
    assert not plugins
    assert not plugins.maps_outgoing
    assert not plugins.maps_incoming
    assert Plugins([Mark("a")]).maps_outgoing
    assert not Plugins([Mark("a")]).maps_incoming


def test_a_hook_takes_the_arguments_it_names() -> None:
    class Taker:
        @hookimpl
        def spokebridge_map_incoming(self, operation: str) -> str:
            return operation

    assert Plugins([Taker()]).map_incoming({}, "listBills") == "listBills"


def test_none_drops_a_record_and_ends_the_chain() -> None:
    class Dropper:
        @hookimpl
        def spokebridge_map_outgoing(self, record: dict[str, Any]) -> None:
            return None

    assert Plugins([Dropper(), Mark("never")]).map_outgoing({}, "op") is None


class Failing:
    name = "failing"

    @hookimpl
    def spokebridge_map_outgoing(self, record: dict[str, Any]) -> dict[str, Any]:
        raise RuntimeError("broken")

    @hookimpl
    def spokebridge_map_incoming(self, record: Any) -> Any:
        raise RuntimeError("broken")

    @hookimpl
    def spokebridge_before_request(self, request: RequestToSend) -> RequestToSend:
        raise RuntimeError("broken")

    @hookimpl
    def spokebridge_on_drift(self, event: DriftEvent) -> None:
        raise RuntimeError("broken")


def test_a_failing_plugin_is_passed_over_named_and_counted(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    plugins = Plugins([Failing(), Mark("b")])
    assert plugins.map_outgoing({}, "op") == {"by": ["b"]}
    assert plugins.map_incoming(7, "op") == 7
    assert plugins.before_request(REQUEST) is REQUEST
    plugins.on_drift(DriftEvent("op", "$", "a", "b"))
    assert plugins.failures == {"failing": 4}
    assert [record.getMessage() for record in caplog.records] == [
        f"plugin failing failed in spokebridge_{hook} and was passed over: broken"
        for hook in ("map_outgoing", "map_incoming", "before_request", "on_drift")
    ]


@pytest.mark.parametrize("method", ["before_request", "on_drift", "map_incoming"])
def test_abort_goes_through(method: str) -> None:
    def stop(**_: Any) -> None:
        raise Abort("enough")

    plugin = ModuleType("stopper")
    source = {
        "before_request": "def spokebridge_before_request(request): raise Abort('enough')",
        "on_drift": "def spokebridge_on_drift(event): raise Abort('enough')",
        "map_incoming": "def spokebridge_map_incoming(record): raise Abort('enough')",
    }[method]
    exec(source, namespace := {"Abort": Abort})  # a module's functions, as a plugin author writes them
    setattr(plugin, f"spokebridge_{method}", hookimpl(namespace[f"spokebridge_{method}"]))
    plugins = Plugins([plugin])
    arguments = {"before_request": (REQUEST,), "on_drift": (DriftEvent("o", "$", "a", "b"),), "map_incoming": (1, "o")}
    with pytest.raises(Abort, match="enough"):
        getattr(plugins, method)(*arguments[method])
    assert not plugins.failures


def test_a_misspelt_hook_is_refused() -> None:
    class Misspelt:
        @hookimpl
        def spokebridge_befor_request(self, request: RequestToSend) -> None: ...

    with pytest.raises(ConfigurationError, match="Misspelt: unknown hook 'spokebridge_befor_request'"):
        Plugins([Misspelt()])


def test_a_hook_with_an_argument_that_does_not_exist_is_refused() -> None:
    class Wrong:
        @hookimpl
        def spokebridge_before_request(self, reqest: RequestToSend) -> None: ...

    with pytest.raises(ConfigurationError, match="plugin Wrong"):
        Plugins([Wrong()])


def test_hooks_that_would_never_run_are_refused() -> None:
    class Coroutine:
        @hookimpl
        async def spokebridge_on_page(self, page: Any) -> None: ...

    class Generator:
        @hookimpl
        async def spokebridge_on_page(self, page: Any) -> Any:
            yield

    class Wrapper:
        @hookimpl(wrapper=True)
        def spokebridge_on_page(self, page: Any) -> Iterator[None]:
            yield

    for plugin, complaint in ((Coroutine(), "async def"), (Generator(), "async def"), (Wrapper(), "a wrapper")):
        with pytest.raises(ConfigurationError, match=complaint):
            Plugins([plugin])


def test_names_need_not_be_unique_but_objects_do() -> None:
    plugins = Plugins([Mark("same"), Mark("same"), Mark("same")])
    assert plugins.map_outgoing({}, "op") == {"by": ["same", "same", "same"]}
    plugin = Mark("twice")
    with pytest.raises(ConfigurationError, match="plugin twice"):
        Plugins([plugin, plugin])


@pytest.mark.parametrize("wrong", [{"x-a": "b"}, "text", SimpleNamespace(headers={})])
def test_a_request_hook_that_returns_something_else_is_passed_over(wrong: Any) -> None:
    class Odd:
        name = "odd"

        @hookimpl
        def spokebridge_before_request(self, request: RequestToSend) -> Any:
            return wrong

    plugins = Plugins([Odd()])
    assert plugins.before_request(REQUEST) is REQUEST
    assert plugins.failures == {"odd": 1}


def test_request_hooks_chain() -> None:
    class Header:
        def __init__(self, name: str) -> None:
            self.name = name

        @hookimpl
        def spokebridge_before_request(self, request: RequestToSend) -> RequestToSend | None:
            return None if self.name == "none" else request.with_headers({self.name: "1"}).with_query((self.name, "2"))

    found = Plugins([Header("a"), Header("none"), Header("b")]).before_request(REQUEST)
    assert dict(found.headers) == {"a": "1", "b": "1"}
    assert found.query[1:] == (("a", "2"), ("b", "2"))


@pytest.mark.parametrize("name", ["Authorization", "authorization", "HOST", "Content-Length", "content-type"])
def test_headers_that_are_the_clients_own(name: str) -> None:
    with pytest.raises(ValueError, match="belongs to the client"):
        REQUEST.with_headers({name: "x"})
    with pytest.raises(ValueError, match="belongs to the client"):
        replace(REQUEST, headers={name: "x"})


@pytest.mark.parametrize("value", ["a\r\nb", "a\x00", "schlüssel"])
def test_header_values_that_http_has_no_room_for(value: str) -> None:
    with pytest.raises(ValueError, match="characters that no header may have") as found:
        REQUEST.with_headers({"x-mine": value})
    assert value not in str(found.value)


@pytest.mark.parametrize("path", ["@evil.test/", "evil.test", ".evil.test/", ""])
def test_the_host_is_not_a_plugins_to_choose(path: str) -> None:
    with pytest.raises(ValueError, match="begins with a slash"):
        replace(REQUEST, path=path)


def test_a_request_shows_neither_path_nor_query() -> None:
    assert "hush" not in repr(REQUEST.with_headers({"x": "hush-hush"}))
