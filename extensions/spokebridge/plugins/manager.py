"""The plugins of one client, and their hooks by name.

A client without plugins loads neither pluggy nor what hooks are given.
"""

from __future__ import annotations

import itertools
import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from spokebridge.errors import ConfigurationError
from spokebridge.plain import is_iterable
from spokebridge.plugins.choice import Choice
from spokebridge.plugins.dispatch import Hook, Implementation, Steps
from spokebridge.plugins.info import PluginInfo
from spokebridge.plugins.loading import Candidate, candidates, name_of
from spokebridge.plugins.provenance import RecordChange, provenance
from spokebridge.plugins.values import IncomingRecords, OutgoingRecords, Requests, Told

if TYPE_CHECKING:
    from spokebridge.drift import DriftEvent
    from spokebridge.plugins.contexts import (
        ChunkSent,
        CredentialRefreshed,
        PageRead,
        Reply,
        RequestFailed,
        RetryPlanned,
    )
    from spokebridge.plugins.request import RequestToSend

Implementations: TypeAlias = Sequence[Implementation]
_log = logging.getLogger("spokebridge.plugins")
_calls = itertools.count(1)
C = TypeVar("C")


class Plugins:
    """Loaded plugins. Each hook is an attribute: false when no plugin has it, else called for steps to be driven.

    `loaded` lists all plugins that were met, also those that do not run, and why. `failures` counts by plugin what its
    hooks raised, `dropped` the records they dropped.
    """

    def __init__(self, plugins: Iterable[object] = (), *, awaits: bool = False, choice: Choice | None = None) -> None:
        """The plugins that are given, and with a `choice` also those that are installed and allowed.

        Raises ConfigurationError when one that was asked for cannot work; an installed one is skipped.
        """
        self.failures: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()
        self._failures: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()
        found = list(_given(plugins) if choice is None else candidates(plugins, choice))
        self.loaded, implementations = _registered(found, awaits=awaits)

        def hook(name: str, value: Any) -> Hook[Any]:
            return Hook(*implementations(f"spokebridge_{name}"), value, self._failed)

        self.before_request = Request(hook("before_request", Requests()))
        self.after_response: Notice[Reply] = Notice("response", hook("after_response", Told()))
        self.on_error: Notice[RequestFailed] = Notice("error", hook("on_error", Told()))
        self.on_retry: Notice[RetryPlanned] = Notice("attempt", hook("on_retry", Told()))
        self.on_token_refresh: Notice[CredentialRefreshed] = Notice("credential", hook("on_token_refresh", Told()))
        self.map_outgoing = Mapping(hook("map_outgoing", OutgoingRecords(self._drop)))
        self.map_incoming = Mapping(hook("map_incoming", IncomingRecords(self._drop)))
        self.on_page: Notice[PageRead] = Notice("page", hook("on_page", Told()))
        self.on_chunk: Notice[ChunkSent] = Notice("chunk", hook("on_chunk", Told()))
        self.on_drift: Notice[DriftEvent] = Notice("event", hook("on_drift", Told()))
        self.register_commands: Notice[Any] = Notice("app", hook("register_commands", Told()))
        self._any = any(item.state == "loaded" for item in self.loaded)

    def __bool__(self) -> bool:
        return self._any

    def next_call(self) -> int:
        """A number for a call, so that plugins can tell what belongs together; 0 when there is nobody to tell."""
        return next(_calls) if self._any else 0

    def provenance(self) -> AbstractContextManager[list[RecordChange]]:
        """Which plugin changes what, for the calls made in this block, of any client."""
        return provenance()

    def _drop(self, plugin: str) -> None:
        with self._lock:
            self.dropped[plugin] += 1

    def _failed(self, implementation: Implementation, error: Exception) -> None:
        plugin, hook = implementation.plugin, implementation.hook
        with self._lock:
            self.failures[plugin] += 1
            self._failures[plugin, hook] += 1
            times = self._failures[plugin, hook]
        if times in (1, 10, 100) or times % 1000 == 0:  # a mapper can fail a million times
            again = "" if times == 1 else f", {times} times so far"
            _log.warning("plugin %s failed in %s and was passed over%s: %s", plugin, hook, again, error, exc_info=error)


def loaded_plugins(
    plugins: Iterable[object] | None, allow: Iterable[str] | None, deny: Iterable[str] | None, *, awaits: bool
) -> Plugins:
    """The plugins of a client: those installed, those that the environment names, those passed. Raises
    ConfigurationError.
    """
    given: object = plugins
    if isinstance(given, str) or not (given is None or is_iterable(given)):
        raise ConfigurationError(f"plugins is {plugins!r}; give a list: [{plugins!r}]")
    return Plugins(plugins or (), awaits=awaits, choice=Choice.of(allow, deny))


class Notice(Generic[C]):
    """A hook that is told of something."""

    def __init__(self, argument: str, hook: Hook[Any]) -> None:
        self._argument = argument
        self._hook = hook
        self._any = bool(hook)

    def __bool__(self) -> bool:
        return self._any

    def __call__(self, context: C) -> Steps[None]:
        """Tell it. Raises Abort."""
        return self._hook.run(self._argument, context)


class Request:
    """The hook that changes requests."""

    def __init__(self, hook: Hook[Any]) -> None:
        self._hook = hook
        self._any = bool(hook)

    def __bool__(self) -> bool:
        return self._any

    def __call__(self, request: RequestToSend) -> Steps[RequestToSend]:
        """The request as the plugins want it. Raises Abort."""
        return self._hook.run("request", request)


class Mapping:
    """A hook that changes records."""

    def __init__(self, hook: Hook[Any]) -> None:
        self._hook = hook
        self._any = bool(hook)

    def __bool__(self) -> bool:
        return self._any

    def __call__(self, record: Any, operation: str) -> Steps[Any]:
        """The record after all mappers; None when one dropped it. Raises Abort; of outgoing records also Reject."""
        return self._hook.run("record", record, operation=operation)


def _given(plugins: Iterable[object]) -> Iterable[Candidate]:
    return [Candidate(PluginInfo(name_of(plugin), "argument", "loaded"), plugin) for plugin in plugins]


def _registered(
    found: Sequence[Candidate | PluginInfo], *, awaits: bool
) -> tuple[tuple[PluginInfo, ...], Callable[[str], tuple[Implementations, Implementations]]]:
    """What became of each plugin, and what implements a hook: wrappers and plain functions."""
    if not any(isinstance(item, Candidate) for item in found):
        return tuple(item for item in found if isinstance(item, PluginInfo)), lambda _: ((), ())
    from spokebridge.plugins.registration import registered

    loaded, registry = registered(found, awaits=awaits)
    return loaded, registry.implementations
