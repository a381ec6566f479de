# Derived from extensions/spokebridge/_async/productiv/client.py by `python -m codegen build`; edit that file instead.
"""`Productiv`"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from spokebridge._sync.caller import Caller
from spokebridge._sync.credentials import ClientCredentials
from spokebridge._sync.transport import Transport
from spokebridge.concurrency import threads
from spokebridge.errors import ConfigurationError
from spokebridge.listening import listening
from spokebridge.options import CallOptions, RateLimit, RetryPolicy, Timeouts
from spokebridge.options import changed as changed_options
from spokebridge.plugins.manager import Plugins, loaded_plugins
from spokebridge.settings import ClientAuthentication, OAuthClient, from_environment, safe_url
from spokebridge.wire import Answer

if TYPE_CHECKING:
    from spokebridge._sync.productiv.applications import Applications
    from spokebridge._sync.productiv.apps import Apps, AppsVersion
    from spokebridge._sync.productiv.audit_events import AuditEvents
    from spokebridge._sync.productiv.files import Files
    from spokebridge._sync.productiv.org_chart import OrgChart
    from spokebridge._sync.productiv.provisioned_users import ProvisionedUsers
    from spokebridge._sync.productiv.provisioning import Provisioning
    from spokebridge._sync.productiv.spend import Spend
    from spokebridge._sync.productiv.suppliers import Suppliers
    from spokebridge._sync.productiv.usage_events import UsageEvents
    from spokebridge._sync.productiv.workflows import Workflows
    from spokebridge.token_stores import TokenStore

BASE_URL = "https://public-api.productiv.com"
TOKEN_URL = "https://login.api.productiv.com/oauth2/token"  # noqa: S105 - an address

_ENVIRONMENT = {
    "client_id": "PRODUCTIV_CLIENT_ID",
    "client_secret": "PRODUCTIV_CLIENT_SECRET",
    "base_url": "PRODUCTIV_BASE_URL",
    "token_url": "PRODUCTIV_TOKEN_URL",
}


class Productiv:
    """The Productiv developer API.

    `client_id` and `client_secret` come from Settings → Organization in Productiv. Tokens are fetched and renewed as
    needed. `scopes=None` asks for the scope of each operation; a list asks for these once. `timeout` is seconds or
    Timeouts; `retry=None` turns retries off, `rate_limit=None` the limiter. `strict=True` raises SchemaDrift when an
    answer is not as described. `apps_version` picks the operations behind `apps.list`, `list_details` and `get`: v1 is
    fully documented and archived, of the current v3 only the head of its pages is known, of v2 no list at all; their
    app objects are taken to be the same. `token_store` (see `token_stores.FileTokenStore`) shares tokens between
    processes. `plugins` are objects, or names of installed or built-in ones; `allow_plugins` and `deny_plugins` are
    lists of names (docs/plugins.md). A context manager; also `close()`. Raises ConfigurationError for settings that
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
        transport = Transport()
        loaded = loaded_plugins(plugins, allow_plugins, deny_plugins, awaits=threads.AWAITS)
        self._attach(
            Caller(
                base_url=safe_url("base_url", base_url),
                transport=transport,
                credential=ClientCredentials(settings, transport, loaded, token_store),
                options=CallOptions(Timeouts.of(timeout), retry, rate_limit, strict),
                plugins=loaded,
            ),
            apps_version,
        )

    @classmethod
    def from_env(cls, **settings: Any) -> Productiv:
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
    ) -> Productiv:
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
    def _with_caller(cls, caller: Caller, apps_version: AppsVersion) -> Productiv:
        copy = object.__new__(cls)
        copy._attach(caller, apps_version)
        return copy

    def _attach(self, caller: Caller, apps_version: AppsVersion) -> None:
        self._caller = caller
        self._apps_version: AppsVersion = apps_version

    @cached_property
    def apps(self) -> Apps:
        """Apps, their users and their attributes."""
        from spokebridge._sync.productiv.apps import Apps

        return Apps(self._caller, self._apps_version)

    @cached_property
    def suppliers(self) -> Suppliers:
        """Suppliers and their attributes."""
        from spokebridge._sync.productiv.suppliers import Suppliers

        return Suppliers(self._caller)

    @cached_property
    def spend(self) -> Spend:
        """Spend records."""
        from spokebridge._sync.productiv.spend import Spend

        return Spend(self._caller)

    @cached_property
    def usage_events(self) -> UsageEvents:
        """Usage events."""
        from spokebridge._sync.productiv.usage_events import UsageEvents

        return UsageEvents(self._caller)

    @cached_property
    def provisioned_users(self) -> ProvisionedUsers:
        """Provisioned users of an app."""
        from spokebridge._sync.productiv.provisioned_users import ProvisionedUsers

        return ProvisionedUsers(self._caller)

    @cached_property
    def org_chart(self) -> OrgChart:
        """The organization chart."""
        from spokebridge._sync.productiv.org_chart import OrgChart

        return OrgChart(self._caller)

    @cached_property
    def files(self) -> Files:
        """Files, by signed URLs."""
        from spokebridge._sync.productiv.files import Files

        return Files(self._caller)

    @cached_property
    def audit_events(self) -> AuditEvents:
        """Audit events."""
        from spokebridge._sync.productiv.audit_events import AuditEvents

        return AuditEvents(self._caller)

    @cached_property
    def provisioning(self) -> Provisioning:
        """Provisioning workflows and their executions."""
        from spokebridge._sync.productiv.provisioning import Provisioning

        return Provisioning(self._caller)

    @cached_property
    def workflows(self) -> Workflows:
        """Resuming and commenting on workflows."""
        from spokebridge._sync.productiv.workflows import Workflows

        return Workflows(self._caller)

    @cached_property
    def applications(self) -> Applications:
        """Setting up applications."""
        from spokebridge._sync.productiv.applications import Applications

        return Applications(self._caller)

    def close(self) -> None:
        """Close the connection pool, also for copies made by `with_options`."""
        self._caller.transport.close()

    def __enter__(self) -> Productiv:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._caller.base_url!r})"
