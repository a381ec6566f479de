"""Loads plugins and calls their hooks, so that no other module knows pluggy."""

from __future__ import annotations

import inspect
import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pluggy

from spokebridge.drift import DriftEvent
from spokebridge.errors import ConfigurationError
from spokebridge.plugins import hookspecs
from spokebridge.plugins.contexts import (
    ChunkSent,
    CredentialRefreshed,
    PageRead,
    Reply,
    RequestFailed,
    RequestToSend,
    RetryPlanned,
)
from spokebridge.plugins.signals import Abort, Reject

_log = logging.getLogger("spokebridge.plugins")


class Plugins:
    """The plugins of one client. Without any, every method is one comparison."""

    def __init__(self, plugins: Iterable[object] = ()) -> None:
        self.failures: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._manager = pluggy.PluginManager(hookspecs.PROJECT)
        self._manager.add_hookspecs(hookspecs)
        loaded = list(plugins)
        for plugin in reversed(loaded):  # pluggy calls the last one registered first
            self._register(plugin)
        self._hooks = self._collect()

    def _register(self, plugin: object) -> None:
        name = getattr(plugin, "name", None) or getattr(plugin, "__name__", None) or type(plugin).__name__
        try:
            self._manager.register(plugin, name=self._free(str(name)))
            self._manager.check_pending()
        except (pluggy.PluginValidationError, ValueError) as error:
            raise ConfigurationError(f"plugin {name}: {error}") from error

    def _free(self, name: str) -> str:
        number = 1
        while self._manager.has_plugin(name if number == 1 else f"{name}-{number}"):
            number += 1
        return name if number == 1 else f"{name}-{number}"

    def _collect(self) -> dict[str, list[tuple[str, Callable[..., Any]]]]:
        found: dict[str, list[tuple[str, Callable[..., Any]]]] = {}
        for hook, caller in vars(self._manager.hook).items():
            if not isinstance(caller, pluggy.HookCaller):
                continue
            for implementation in reversed(caller.get_hookimpls()):
                name, function = implementation.plugin_name, implementation.function
                if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
                    raise ConfigurationError(f"plugin {name}: {hook} is `async def`; write it as a plain function")
                if implementation.wrapper or implementation.hookwrapper:
                    raise ConfigurationError(f"plugin {name}: {hook} is a wrapper; write it as a plain function")
                found.setdefault(hook, []).append((name, _narrowed(function, implementation.argnames)))
        return found

    def __bool__(self) -> bool:
        return bool(self._hooks)

    def before_request(self, request: RequestToSend) -> RequestToSend:
        """The request as the plugins want it."""
        for name, function in self._hooks.get("spokebridge_before_request", ()):
            changed = self._call(name, function, request=request)
            if isinstance(changed, RequestToSend):
                request = changed
            elif changed is not None:
                wrong = TypeError(
                    f"it returned a {type(changed).__name__}; return the request, a changed copy, or None"
                )
                self._failed(name, "spokebridge_before_request", wrong)
        return request

    def map_outgoing(self, record: dict[str, Any], operation: str) -> dict[str, Any] | None:
        """The record after all mappers; None when one dropped it."""
        mapped: dict[str, Any] | None = self._map("spokebridge_map_outgoing", record, operation)
        return mapped

    def map_incoming(self, record: Any, operation: str) -> Any:
        """The record after all mappers; None when one dropped it."""
        return self._map("spokebridge_map_incoming", record, operation)

    @property
    def maps_outgoing(self) -> bool:
        """Whether a plugin maps outgoing records."""
        return "spokebridge_map_outgoing" in self._hooks

    @property
    def maps_incoming(self) -> bool:
        """Whether a plugin maps incoming records."""
        return "spokebridge_map_incoming" in self._hooks

    def after_response(self, response: Reply) -> None:
        """Tell of a successful call."""
        self._tell("spokebridge_after_response", response=response)

    def on_error(self, error: RequestFailed) -> None:
        """Tell of a failed call."""
        self._tell("spokebridge_on_error", error=error)

    def on_retry(self, attempt: RetryPlanned) -> None:
        """Tell of a failed attempt."""
        self._tell("spokebridge_on_retry", attempt=attempt)

    def on_token_refresh(self, credential: CredentialRefreshed) -> None:
        """Tell of a new token."""
        self._tell("spokebridge_on_token_refresh", credential=credential)

    def on_page(self, page: PageRead) -> None:
        """Tell of a page."""
        self._tell("spokebridge_on_page", page=page)

    def on_chunk(self, chunk: ChunkSent) -> None:
        """Tell of a chunk."""
        self._tell("spokebridge_on_chunk", chunk=chunk)

    def on_drift(self, event: DriftEvent) -> None:
        """Tell of a mismatch."""
        self._tell("spokebridge_on_drift", event=event)

    def _tell(self, hook: str, **arguments: Any) -> None:
        for name, function in self._hooks.get(hook, ()):
            self._call(name, function, **arguments)

    def _map(self, hook: str, record: Any, operation: str) -> Any:
        for name, function in self._hooks.get(hook, ()):
            try:
                record = function(record=record, operation=operation)
            except Abort:
                raise
            except Exception as error:
                if isinstance(error, Reject) and hook == "spokebridge_map_outgoing":
                    raise
                self._failed(name, hook, error)
                continue
            if record is None:
                return None
        return record

    def _call(self, name: str, function: Callable[..., Any], **arguments: Any) -> Any:
        try:
            return function(**arguments)
        except Abort:
            raise
        except Exception as error:
            self._failed(name, getattr(function, "__name__", "hook"), error)
            return None

    def _failed(self, name: str, hook: str, error: Exception) -> None:
        with self._lock:
            self.failures[name] += 1
        _log.warning("plugin %s failed in %s and was passed over: %s", name, hook, error, exc_info=error)


def _narrowed(function: Callable[..., Any], names: tuple[str, ...]) -> Callable[..., Any]:
    """The hook with only the arguments it asks for."""

    def call(**arguments: Any) -> Any:
        return function(**{name: arguments[name] for name in names})

    call.__name__ = getattr(function, "__name__", "hook")
    return call
