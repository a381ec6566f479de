"""`AsyncProductiv`"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from spokebridge._async.caller import AsyncCaller
from spokebridge._async.credentials import AsyncClientCredentials
from spokebridge._async.transport import AsyncTransport
from spokebridge.concurrency import aio
from spokebridge.errors import ConfigurationError
from spokebridge.listening import listening
from spokebridge.options import CallOptions, RateLimit, RetryPolicy, Timeouts
from spokebridge.options import changed as changed_options
from spokebridge.plugins.manager import Plugins, loaded_plugins
from spokebridge.settings import ClientAuthentication, OAuthClient, from_environment, safe_url
from spokebridge.wire import Answer

if TYPE_CHECKING:
    from spokebridge._async.productiv.applications import AsyncApplications
    from spokebridge._async.productiv.apps import AppsVersion, AsyncApps
    from spokebridge._async.productiv.audit_events import AsyncAuditEvents
    from spokebridge._async.productiv.files import AsyncFiles
    from spokebridge._async.productiv.org_chart import AsyncOrgChart
    from spokebridge._async.productiv.provisioned_users import AsyncProvisionedUsers
    from spokebridge._async.productiv.provisioning import AsyncProvisioning
    from spokebridge._async.productiv.spend import AsyncSpend
    from spokebridge._async.productiv.suppliers import AsyncSuppliers
    from spokebridge._async.productiv.usage_events import AsyncUsageEvents
    from spokebridge._async.productiv.workflows import AsyncWorkflows
    from spokebridge.token_stores import TokenStore

BASE_URL = "https://public-api.productiv.com"
TOKEN_URL = "https://login.api.productiv.com/oauth2/token"  # noqa: S105 - an address

_ENVIRONMENT = {
    "client_id": "PRODUCTIV_CLIENT_ID",
    "client_secret": "PRODUCTIV_CLIENT_SECRET",
    "base_url": "PRODUCTIV_BASE_URL",
    "token_url": "PRODUCTIV_TOKEN_URL",
}


class AsyncProductiv:
    """The Productiv developer API.

    `client_id` and `client_secret` come from Settings → Organization in Productiv. Tokens are fetched and renewed as
    needed. `scopes=None` asks for the scope of each operation; a list asks for these once. `timeout` is seconds or
    Timeouts; `retry=None` turns retries off, `rate_limit=None` the limiter. `strict=True` raises SchemaDrift when an
    answer is not as described. `apps_version` picks the operations behind `apps.list`, `list_details` and `get`: v1 is
    fully documented and archived, of the current v3 only the head of its pages is known, of v2 no list at all; their
    app objects are taken to be the same. `token_store` (see `token_stores.FileTokenStore`) shares tokens between
    processes. `plugins` are objects, or names of installed or built-in ones; `allow_plugins` and `deny_plugins` are
    lists of names (docs/plugins.md). A context manager; also `aclose()`. Raises ConfigurationError for settings that
    cannot work.
    """

    def __init__(
        self,
        client_id: str,
        client_secret: str,
        *,
        base_url: str = BASE_URL,
        token_url: str = TOKEN_URL,
        scopes: Sequence[str] | None = None,
        client_authentication: ClientAuthentication = "body",
        timeout: float | Timeouts = Timeouts(),  # noqa: B008 - immutable
        retry: RetryPolicy | None = RetryPolicy(),  # noqa: B008 - immutable
        rate_limit: RateLimit | Literal["documented"] | None = "documented",
        strict: bool = False,
        plugins: Iterable[object] | None = None,
        allow_plugins: Iterable[str] | None = None,
        deny_plugins: Iterable[str] | None = None,
        token_store: TokenStore | None = None,
        apps_version: AppsVersion = "v1",
    ) -> None:
        if apps_version not in ("v1", "v2", "v3"):
            raise ConfigurationError(f"apps_version is {apps_version!r}; use 'v1', 'v2' or 'v3'")
        settings = OAuthClient.checked(
            client_id,
            client_secret,
            token_url=token_url,
            scopes=scopes,
            client_authentication=client_authentication,
        )
        if token_store is not None:
            from spokebridge.token_stores import checked_store

            token_store = checked_store(token_store)
        transport = AsyncTransport()
        loaded = loaded_plugins(plugins, allow_plugins, deny_plugins, awaits=aio.AWAITS)
        self._attach(
            AsyncCaller(
                base_url=safe_url("base_url", base_url),
                transport=transport,
                credential=AsyncClientCredentials(settings, transport, loaded, token_store),
                options=CallOptions(Timeouts.of(timeout), retry, rate_limit, strict),
                plugins=loaded,
            ),
            apps_version,
        )

    @classmethod
    def from_env(cls, **settings: Any) -> AsyncProductiv:
        """A client from PRODUCTIV_CLIENT_ID, PRODUCTIV_CLIENT_SECRET and, when set, PRODUCTIV_BASE_URL,
        PRODUCTIV_TOKEN_URL.

        Keyword arguments are those of the constructor and win. Raises ConfigurationError naming what is missing.
        """
        names = {keyword: name for keyword, name in _ENVIRONMENT.items() if keyword not in settings}
        required = [keyword for keyword in ("client_id", "client_secret") if keyword in names]
        found: dict[str, Any] = {**from_environment(names, required), **settings}
        return cls(**found)

    def with_options(
        self,
        *,
        timeout: float | Timeouts | None = None,
        retry: RetryPolicy | None | Literal["unchanged"] = "unchanged",
        rate_limit: RateLimit | Literal["documented", "unchanged"] | None = "unchanged",
        strict: bool | None = None,
    ) -> AsyncProductiv:
        """A client with other options that shares the connection pool, tokens and plugins. Cheap; make one per call if
        you like.
        """
        options = changed_options(
            self._caller.options, timeout=timeout, retry=retry, rate_limit=rate_limit, strict=strict
        )
        return self._with_caller(self._caller.with_options(options), self._apps_version)

    @property
    def plugins(self) -> Plugins:
        """The plugins of this client: which are loaded, what failed, what was dropped, who changed what."""
        return self._caller.plugins

    def responses(self) -> AbstractContextManager[list[Answer[Any]]]:
        """Within `with client.responses() as seen:` the answers to all calls, with status, headers, bytes and value."""
        return listening(self._caller.transport)

    @classmethod
    def _with_caller(cls, caller: AsyncCaller, apps_version: AppsVersion) -> AsyncProductiv:
        copy = object.__new__(cls)
        copy._attach(caller, apps_version)
        return copy

    def _attach(self, caller: AsyncCaller, apps_version: AppsVersion) -> None:
        self._caller = caller
        self._apps_version: AppsVersion = apps_version

    @cached_property
    def apps(self) -> AsyncApps:
        """Apps, their users and their attributes."""
        from spokebridge._async.productiv.apps import AsyncApps

        return AsyncApps(self._caller, self._apps_version)

    @cached_property
    def suppliers(self) -> AsyncSuppliers:
        """Suppliers and their attributes."""
        from spokebridge._async.productiv.suppliers import AsyncSuppliers

        return AsyncSuppliers(self._caller)

    @cached_property
    def spend(self) -> AsyncSpend:
        """Spend records."""
        from spokebridge._async.productiv.spend import AsyncSpend

        return AsyncSpend(self._caller)

    @cached_property
    def usage_events(self) -> AsyncUsageEvents:
        """Usage events."""
        from spokebridge._async.productiv.usage_events import AsyncUsageEvents

        return AsyncUsageEvents(self._caller)

    @cached_property
    def provisioned_users(self) -> AsyncProvisionedUsers:
        """Provisioned users of an app."""
        from spokebridge._async.productiv.provisioned_users import AsyncProvisionedUsers

        return AsyncProvisionedUsers(self._caller)

    @cached_property
    def org_chart(self) -> AsyncOrgChart:
        """The organization chart."""
        from spokebridge._async.productiv.org_chart import AsyncOrgChart

        return AsyncOrgChart(self._caller)

    @cached_property
    def files(self) -> AsyncFiles:
        """Files, by signed URLs."""
        from spokebridge._async.productiv.files import AsyncFiles

        return AsyncFiles(self._caller)

    @cached_property
    def audit_events(self) -> AsyncAuditEvents:
        """Audit events."""
        from spokebridge._async.productiv.audit_events import AsyncAuditEvents

        return AsyncAuditEvents(self._caller)

    @cached_property
    def provisioning(self) -> AsyncProvisioning:
        """Provisioning workflows and their executions."""
        from spokebridge._async.productiv.provisioning import AsyncProvisioning

        return AsyncProvisioning(self._caller)

    @cached_property
    def workflows(self) -> AsyncWorkflows:
        """Resuming and commenting on workflows."""
        from spokebridge._async.productiv.workflows import AsyncWorkflows

        return AsyncWorkflows(self._caller)

    @cached_property
    def applications(self) -> AsyncApplications:
        """Setting up applications."""
        from spokebridge._async.productiv.applications import AsyncApplications

        return AsyncApplications(self._caller)

    async def aclose(self) -> None:
        """Close the connection pool, also for copies made by `with_options`."""
        await self._caller.transport.aclose()

    async def __aenter__(self) -> AsyncProductiv:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._caller.base_url!r})"
