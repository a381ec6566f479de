"""The plugins of one client, and their hooks by name.

A client without plugins loads neither pluggy nor anything that calls hooks.
"""

from __future__ import annotations

import itertools
import logging
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from spokebridge.errors import ConfigurationError
from spokebridge.plain import is_iterable
from spokebridge.plugins.choice import Choice
from spokebridge.plugins.info import PluginInfo
from spokebridge.plugins.loading import Candidate, candidates, name_of

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
    from spokebridge.plugins.dispatch import Implementation
    from spokebridge.plugins.hooks import Mapping, Notice, Request
    from spokebridge.plugins.provenance import RecordChange

_log = logging.getLogger("spokebridge.plugins")
_calls = itertools.count(1)
_NOBODY: Any = ()


class Plugins:
    """Loaded plugins. Each hook is an attribute: false when no plugin has it, else called for steps to be driven.

    `loaded` lists all plugins that were met, also those that do not run, and why. `failures` counts by plugin what its
    hooks raised, `dropped` the records they dropped.
    """

    before_request: Request = _NOBODY
    after_response: Notice[Reply] = _NOBODY
    on_error: Notice[RequestFailed] = _NOBODY
    on_retry: Notice[RetryPlanned] = _NOBODY
    on_token_refresh: Notice[CredentialRefreshed] = _NOBODY
    map_outgoing: Mapping = _NOBODY
    map_incoming: Mapping = _NOBODY
    on_page: Notice[PageRead] = _NOBODY
    on_chunk: Notice[ChunkSent] = _NOBODY
    on_drift: Notice[DriftEvent] = _NOBODY
    register_commands: Notice[Any] = _NOBODY

    def __init__(self, plugins: Iterable[object] = (), *, awaits: bool = False, choice: Choice | None = None) -> None:
        """The plugins that are given, and with a `choice` also those that are installed and allowed.

        Raises ConfigurationError when one that was asked for cannot work; an installed one is skipped.
        """
        self.failures: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()
        self._failures: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()
        found = list(_given(plugins) if choice is None else candidates(plugins, choice))
        self.loaded = tuple(item for item in found if isinstance(item, PluginInfo))
        if len(self.loaded) < len(found):
            self._connect(found, awaits=awaits)
        self._any = any(item.state == "loaded" for item in self.loaded)

    def __bool__(self) -> bool:
        return self._any

    def next_call(self) -> int:
        """A number for a call, so that plugins can tell what belongs together; 0 when there is nobody to tell."""
        return next(_calls) if self._any else 0

    def provenance(self) -> AbstractContextManager[list[RecordChange]]:
        """Which plugin changes what, for the calls made in this block, of any client."""
        from spokebridge.plugins.provenance import provenance

        return provenance()

    def _connect(self, found: Sequence[Candidate | PluginInfo], *, awaits: bool) -> None:
        """Let the hooks call those that may run."""
        from spokebridge.plugins.dispatch import Hook
        from spokebridge.plugins.hooks import Mapping, Notice, Request
        from spokebridge.plugins.registration import registered
        from spokebridge.plugins.values import IncomingRecords, OutgoingRecords, Requests, Told

        self.loaded, registry = registered(found, awaits=awaits)

        def hook(name: str, value: Any) -> Hook[Any]:
            return Hook(*registry.implementations(f"spokebridge_{name}"), value, self._failed)

        self.before_request = Request(hook("before_request", Requests()))
        self.after_response = Notice("response", hook("after_response", Told()))
        self.on_error = Notice("error", hook("on_error", Told()))
        self.on_retry = Notice("attempt", hook("on_retry", Told()))
        self.on_token_refresh = Notice("credential", hook("on_token_refresh", Told()))
        self.map_outgoing = Mapping(hook("map_outgoing", OutgoingRecords(self._drop)))
        self.map_incoming = Mapping(hook("map_incoming", IncomingRecords(self._drop)))
        self.on_page = Notice("page", hook("on_page", Told()))
        self.on_chunk = Notice("chunk", hook("on_chunk", Told()))
        self.on_drift = Notice("event", hook("on_drift", Told()))
        self.register_commands = Notice("app", hook("register_commands", Told()))

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


def _given(plugins: Iterable[object]) -> Iterable[Candidate]:
    return [Candidate(PluginInfo(name_of(plugin), "argument", "loaded"), plugin) for plugin in plugins]
