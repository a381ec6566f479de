"""Whether a service can be used: settings, scopes, a first answer, and what its clock says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from spokebridge import NineSpokes, Productiv
from spokebridge._sync.credentials import ClientCredentials
from spokebridge._sync.ninespokes.client import BASE_URL as NINESPOKES_URL
from spokebridge._sync.productiv.client import BASE_URL as PRODUCTIV_URL
from spokebridge._sync.productiv.client import TOKEN_URL
from spokebridge._sync.transport import Transport
from spokebridge.cli.clients import ninespokes, productiv
from spokebridge.cli.doctor.findings import Finding
from spokebridge.cli.doctor.network import host_findings
from spokebridge.cli.exits import Exit, exit_for
from spokebridge.cli.settings.lookup import Found, client_settings, look_up
from spokebridge.cli.settings.names import PRODUCTIV, Service
from spokebridge.errors import SpokebridgeError
from spokebridge.operations import operations
from spokebridge.plugins import Plugins
from spokebridge.settings import OAuthClient
from spokebridge.wire import Answer, Deadline

SKEW_SECONDS = 60.0
SECONDS = 20.0
_ASKED = "apps.read"  # the scope of the question that is asked


def service_findings(service: Service) -> Iterator[Finding]:
    """Everything about one service. Stops where the rest would only fail for the same reason."""
    try:
        found = look_up(service)
    except SpokebridgeError as error:
        yield _failed(f"{service.title}: settings", error)
        return
    settings = list(_settings(service, found))
    yield from settings
    reached = True
    for url in dict.fromkeys(_addresses(service, found)):
        for finding in host_findings(url):
            reached = reached and finding.is_good
            yield finding
    if reached and all(finding.is_good for finding in settings):
        yield from _use(service)


def _settings(service: Service, found: dict[str, Found]) -> Iterator[Finding]:
    for setting in service.settings:
        item = found.get(setting.name)
        if item is not None:
            shown = "***" if setting.secret else item.value
            yield Finding(setting.name, f"{shown} (from {item.source})")
        elif setting.required:
            yield Finding(
                setting.name, "not set", f"export it, or run: spokebridge auth set {service.name}", Exit.CONFIGURATION
            )


def _addresses(service: Service, found: dict[str, Found]) -> Iterator[str]:
    defaults = {
        "PRODUCTIV_BASE_URL": PRODUCTIV_URL,
        "PRODUCTIV_TOKEN_URL": TOKEN_URL,
        "NINESPOKES_BASE_URL": NINESPOKES_URL,
    }
    for setting in service.settings:
        if setting.name in defaults:
            item = found.get(setting.name)
            url = defaults[setting.name] if item is None else item.value
            yield url.split("://")[0] + "://" + url.split("://")[-1].split("/")[0]


def _use(service: Service) -> Iterator[Finding]:
    """What the credential opens, one harmless question, and the clock."""
    make = productiv if service is PRODUCTIV else ninespokes
    try:
        client = make(retry=None, timeout=SECONDS)
    except SpokebridgeError as error:
        yield _failed(f"{service.title}: settings", error)
        return
    with client, client.responses() as seen:
        if isinstance(client, NineSpokes):
            yield _key(client)
        else:
            scopes = list(_scopes())
            yield from scopes
            if any(finding.what == f"Productiv: scope {_ASKED}" and not finding.fix for finding in scopes):
                yield _answer(client)
        yield _clock(service, seen)


def _scopes() -> Iterator[Finding]:
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
        yield _failed("Productiv: credential", next(iter(refused.values())))
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


def _answer(client: Productiv) -> Finding:
    try:
        client.suppliers.list("vendor")
    except SpokebridgeError as error:
        return _failed("Productiv: first answer", error)
    return Finding("Productiv: first answer", "suppliers.list answers")


def _key(client: NineSpokes) -> Finding:
    try:
        apps = client.organization.apps()
    except SpokebridgeError as error:
        return _failed("9Spokes: key", error)
    enabled = [app.name for app in apps if str(app.status) == "enabled"]
    names = ", ".join(filter(None, enabled)) or "none; enable one: spokebridge ninespokes organization enable-app"
    return Finding("9Spokes: key", f"accepted; enabled apps: {names}")


def _clock(service: Service, seen: Sequence[Answer[Any]]) -> Finding:
    what = f"{service.title}: clock"
    theirs = next((found for answer in seen if (found := _date(answer)) is not None), None)
    if theirs is None:
        return Finding(what, "not compared: no answer says what time it is")
    seconds = (now() - theirs).total_seconds()
    if abs(seconds) > SKEW_SECONDS:
        way = "ahead of" if seconds > 0 else "behind"
        fix = "set this machine's clock (turn on time synchronization): tokens and signed addresses depend on it"
        return Finding(what, f"{abs(seconds):.0f} s {way} the service", fix)
    return Finding(what, f"within {SKEW_SECONDS:.0f} s of the service")


def now() -> datetime:
    """What this machine's clock says."""
    return datetime.now(UTC)


def _date(answer: Answer[Any]) -> datetime | None:
    """The Date header, when it says when."""
    try:
        found = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _failed(what: str, error: SpokebridgeError) -> Finding:
    """The message ends with the fix, as all messages of this project do."""
    words = str(error).rstrip(".")
    said, _, fix = words.rpartition(". " if ". " in words else "; ")
    return Finding(what, said or words, fix if said else "see the message", exit_for(error))
