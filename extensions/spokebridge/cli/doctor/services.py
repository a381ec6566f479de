"""Whether a service can be used: settings, scopes, a first answer, and what its clock says."""

from __future__ import annotations

from collections.abc import Iterator

from spokebridge import NineSpokes, Productiv
from spokebridge._sync.ninespokes.client import BASE_URL as NINESPOKES_URL
from spokebridge._sync.productiv.client import BASE_URL as PRODUCTIV_URL
from spokebridge._sync.productiv.client import TOKEN_URL
from spokebridge.cli.clients import ninespokes, productiv
from spokebridge.cli.doctor.clock import clock_finding
from spokebridge.cli.doctor.findings import Finding, failed
from spokebridge.cli.doctor.network import host_findings
from spokebridge.cli.doctor.scopes import scope_findings
from spokebridge.cli.exits import Exit
from spokebridge.cli.settings.lookup import Found, look_up
from spokebridge.cli.settings.names import PRODUCTIV, Service
from spokebridge.errors import SpokebridgeError

SECONDS = 20.0
_ASKED = "apps.read"  # the scope of the question that is asked


def service_findings(service: Service) -> Iterator[Finding]:
    """Everything about one service. Stops where the rest would only fail for the same reason."""
    try:
        found = look_up(service)
    except SpokebridgeError as error:
        yield failed(f"{service.title}: settings", error)
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
        yield failed(f"{service.title}: settings", error)
        return
    with client, client.responses() as seen:
        if isinstance(client, NineSpokes):
            yield _key(client)
        else:
            scopes = list(scope_findings())
            yield from scopes
            if any(finding.what == f"Productiv: scope {_ASKED}" and not finding.fix for finding in scopes):
                yield _answer(client)
        yield clock_finding(service.title, seen)


def _answer(client: Productiv) -> Finding:
    try:
        client.suppliers.list("vendor")
    except SpokebridgeError as error:
        return failed("Productiv: first answer", error)
    return Finding("Productiv: first answer", "suppliers.list answers")


def _key(client: NineSpokes) -> Finding:
    try:
        apps = client.organization.apps()
    except SpokebridgeError as error:
        return failed("9Spokes: key", error)
    enabled = [app.name for app in apps if str(app.status) == "enabled"]
    names = ", ".join(filter(None, enabled)) or "none; enable one: spokebridge ninespokes organization enable-app"
    return Finding("9Spokes: key", f"accepted; enabled apps: {names}")
