"""Which scopes a Productiv credential was granted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from spokebridge._sync.credentials import ClientCredentials
from spokebridge._sync.productiv.client import TOKEN_URL
from spokebridge._sync.transport import Transport
from spokebridge.cli.doctor.findings import Finding, failed
from spokebridge.cli.settings.lookup import client_settings
from spokebridge.cli.settings.names import PRODUCTIV
from spokebridge.errors import SpokebridgeError
from spokebridge.operations import operations
from spokebridge.plugins import Plugins
from spokebridge.settings import OAuthClient
from spokebridge.wire import Deadline

SECONDS = 20.0


def scope_findings() -> Iterator[Finding]:
    """A token for each scope. One that is refused alone is a note; when all are, the credential is no good."""
    refused: dict[str, SpokebridgeError] = {}
    names: dict[str, list[str]] = {}
    for operation in operations():
        for scope in operation.scopes:
            names.setdefault(scope, []).append(operation.sdk_method.removeprefix("productiv."))
    with closing(Transport()) as transport:
        credential = ClientCredentials(_oauth_client(), transport, Plugins(()))
        for scope in names:
            try:
                credential.authorization((scope,), Deadline(SECONDS))
            except SpokebridgeError as error:
                refused[scope] = error
    if len(refused) == len(names):
        yield failed("Productiv: credential", next(iter(refused.values())))
        return
    for scope, methods in names.items():
        name = scope.rpartition("/")[2]
        if scope in refused:
            fix = (
                f"only if you need {', '.join(dict.fromkeys(methods))}: grant it in Productiv (Settings, Organization)"
            )
            yield Finding(f"Productiv: scope {name}", "not granted", fix, is_note=True)
        else:
            yield Finding(f"Productiv: scope {name}", "granted")


def _oauth_client() -> OAuthClient:
    found = client_settings(PRODUCTIV)
    return OAuthClient.checked(
        found["client_id"],
        found["client_secret"],
        token_url=found.get("token_url", TOKEN_URL),
        scopes=None,
        client_authentication="body",
    )
