"""`AsyncNineSpokes`"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from spokebridge._async.caller import AsyncCaller
from spokebridge._async.credentials import AsyncApiKey
from spokebridge._async.transport import AsyncTransport
from spokebridge.concurrency import aio
from spokebridge.listening import listening
from spokebridge.options import CallOptions, RateLimit, RetryPolicy, Timeouts
from spokebridge.options import changed as changed_options
from spokebridge.plugins.manager import Plugins, loaded_plugins
from spokebridge.settings import checked_api_key, from_environment, safe_url
from spokebridge.wire import Answer

if TYPE_CHECKING:
    from spokebridge._async.ninespokes.companies import AsyncCompanies
    from spokebridge._async.ninespokes.connections import AsyncConnections
    from spokebridge._async.ninespokes.data import AsyncData
    from spokebridge._async.ninespokes.organization import AsyncOrganization

BASE_URL = "https://api.9spokes.com"

_ENVIRONMENT = {"api_key": "NINESPOKES_API_KEY", "base_url": "NINESPOKES_BASE_URL"}


class AsyncNineSpokes:
    """The 9Spokes Open API.

    `api_key` is the key as it was issued, for the environment that `base_url` names (sandbox keys do not work in
    production). `timeout` is seconds or Timeouts; `retry=None` turns retries off, `rate_limit=None` the limiter.
    `strict=True` raises SchemaDrift when an answer is not as described. `plugins` are objects, or names of installed or
    built-in ones; `allow_plugins` and `deny_plugins` are lists of names (docs/plugins.md). A context manager; also
    `aclose()`. Raises ConfigurationError for settings that cannot work.
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
            AsyncCaller(
                base_url=safe_url("base_url", base_url),
                transport=AsyncTransport(),
                credential=AsyncApiKey(checked_api_key(api_key)),
                options=CallOptions(Timeouts.of(timeout), retry, rate_limit, strict),
                plugins=loaded_plugins(plugins, allow_plugins, deny_plugins, awaits=aio.AWAITS),
            )
        )

    @classmethod
    def from_env(cls, **settings: Any) -> AsyncNineSpokes:
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
    ) -> AsyncNineSpokes:
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
    def _with_caller(cls, caller: AsyncCaller) -> AsyncNineSpokes:
        copy = object.__new__(cls)
        copy._attach(caller)
        return copy

    def _attach(self, caller: AsyncCaller) -> None:
        self._caller = caller

    @cached_property
    def organization(self) -> AsyncOrganization:
        """The organization and its apps."""
        from spokebridge._async.ninespokes.organization import AsyncOrganization

        return AsyncOrganization(self._caller)

    @cached_property
    def companies(self) -> AsyncCompanies:
        """Companies."""
        from spokebridge._async.ninespokes.companies import AsyncCompanies

        return AsyncCompanies(self._caller)

    @cached_property
    def connections(self) -> AsyncConnections:
        """Connections of a company."""
        from spokebridge._async.ninespokes.connections import AsyncConnections

        return AsyncConnections(self._caller)

    @cached_property
    def data(self) -> AsyncData:
        """Data lists of a connection, and its business."""
        from spokebridge._async.ninespokes.data import AsyncData

        return AsyncData(self._caller)

    async def aclose(self) -> None:
        """Close the connection pool, also for copies made by `with_options`."""
        await self._caller.transport.aclose()

    async def __aenter__(self) -> AsyncNineSpokes:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._caller.base_url!r})"
