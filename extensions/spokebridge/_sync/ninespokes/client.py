# Derived from extensions/spokebridge/_async/ninespokes/client.py by `python -m codegen build`; edit that file instead.
"""`NineSpokes`"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from spokebridge._sync.caller import Caller
from spokebridge._sync.credentials import ApiKey
from spokebridge._sync.transport import Transport
from spokebridge.concurrency import threads
from spokebridge.listening import listening
from spokebridge.options import CallOptions, RateLimit, RetryPolicy, Timeouts
from spokebridge.options import changed as changed_options
from spokebridge.plugins.manager import Plugins, loaded_plugins
from spokebridge.settings import checked_api_key, from_environment, safe_url
from spokebridge.wire import Answer

if TYPE_CHECKING:
    from spokebridge._sync.ninespokes.companies import Companies
    from spokebridge._sync.ninespokes.connections import Connections
    from spokebridge._sync.ninespokes.data import Data
    from spokebridge._sync.ninespokes.organization import Organization

BASE_URL = "https://api.9spokes.com"

_ENVIRONMENT = {"api_key": "NINESPOKES_API_KEY", "base_url": "NINESPOKES_BASE_URL"}


class NineSpokes:
    """The 9Spokes Open API.

    `api_key` is the key as it was issued, for the environment that `base_url` names (sandbox keys do not work in
    production). `timeout` is seconds or Timeouts; `retry=None` turns retries off, `rate_limit=None` the limiter.
    `strict=True` raises SchemaDrift when an answer is not as described. `plugins` are objects, or names of installed or
    built-in ones; `allow_plugins` and `deny_plugins` are lists of names (docs/plugins.md). A context manager; also
    `close()`. Raises ConfigurationError for settings that cannot work.
    """

    def __init__(
        self,
        api_key: str,
        *,
        base_url: str = BASE_URL,
        timeout: float | Timeouts = Timeouts(),  # noqa: B008 - immutable
        retry: RetryPolicy | None = RetryPolicy(),  # noqa: B008 - immutable
        rate_limit: RateLimit | Literal["documented"] | None = "documented",
        strict: bool = False,
        plugins: Iterable[object] | None = None,
        allow_plugins: Iterable[str] | None = None,
        deny_plugins: Iterable[str] | None = None,
    ) -> None:
        self._attach(
            Caller(
                base_url=safe_url("base_url", base_url),
                transport=Transport(),
                credential=ApiKey(checked_api_key(api_key)),
                options=CallOptions(Timeouts.of(timeout), retry, rate_limit, strict),
                plugins=loaded_plugins(plugins, allow_plugins, deny_plugins, awaits=threads.AWAITS),
            )
        )

    @classmethod
    def from_env(cls, **settings: Any) -> NineSpokes:
        """A client from NINESPOKES_API_KEY and, when set, NINESPOKES_BASE_URL.

        Keyword arguments are those of the constructor and win. Raises ConfigurationError naming what is missing.
        """
        names = {keyword: name for keyword, name in _ENVIRONMENT.items() if keyword not in settings}
        required = [keyword for keyword in ("api_key",) if keyword in names]
        found: dict[str, Any] = {**from_environment(names, required), **settings}
        return cls(**found)

    def with_options(
        self,
        *,
        timeout: float | Timeouts | None = None,
        retry: RetryPolicy | None | Literal["unchanged"] = "unchanged",
        rate_limit: RateLimit | Literal["documented", "unchanged"] | None = "unchanged",
        strict: bool | None = None,
    ) -> NineSpokes:
        """A client with other options that shares the connection pool and plugins. Cheap; make one per call if you
        like.
        """
        options = changed_options(
            self._caller.options, timeout=timeout, retry=retry, rate_limit=rate_limit, strict=strict
        )
        return self._with_caller(self._caller.with_options(options))

    @property
    def plugins(self) -> Plugins:
        """The plugins of this client: which are loaded, what failed, what was dropped, who changed what."""
        return self._caller.plugins

    def responses(self) -> AbstractContextManager[list[Answer[Any]]]:
        """Within `with client.responses() as seen:` the answers to all calls, with status, headers, bytes and value."""
        return listening(self._caller.transport)

    @classmethod
    def _with_caller(cls, caller: Caller) -> NineSpokes:
        copy = object.__new__(cls)
        copy._attach(caller)
        return copy

    def _attach(self, caller: Caller) -> None:
        self._caller = caller

    @cached_property
    def organization(self) -> Organization:
        """The organization and its apps."""
        from spokebridge._sync.ninespokes.organization import Organization

        return Organization(self._caller)

    @cached_property
    def companies(self) -> Companies:
        """Companies."""
        from spokebridge._sync.ninespokes.companies import Companies

        return Companies(self._caller)

    @cached_property
    def connections(self) -> Connections:
        """Connections of a company."""
        from spokebridge._sync.ninespokes.connections import Connections

        return Connections(self._caller)

    @cached_property
    def data(self) -> Data:
        """Data lists of a connection, and its business."""
        from spokebridge._sync.ninespokes.data import Data

        return Data(self._caller)

    def close(self) -> None:
        """Close the connection pool, also for copies made by `with_options`."""
        self._caller.transport.close()

    def __enter__(self) -> NineSpokes:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._caller.base_url!r})"
