"""Connections and the extraction of their data (9Spokes facts 5.10 to 5.14)."""

from ..clock import rfc3339
from ..web.messages import Call, Refusal, Reply
from . import forms
from .accounts import Connection
from .companies import find_company
from .service import NineSpokesService


def create_connection(service: NineSpokesService, call: Call) -> Reply:
    """At most one connection of an app per company; 400 for a second one is inferred (9Spokes facts 3.3)."""
    company, app = find_company(service, call), forms.required(call.form(), "app")
    if app not in service.store.apps:
        raise Refusal(400, f"the app {app} is not enabled; enable it first")
    others = service.store.connections_of(company.id)
    if any(other.app == app and other.status != "REMOVED" for other in others):
        raise Refusal(400, f"the company already has a connection of the app {app}")
    return service.enveloped(_wire(service, service.store.create_connection(company.id, app)))


def list_connections(service: NineSpokesService, call: Call) -> Reply:
    """All connections of a company (9Spokes facts 5.11)."""
    connections = service.store.connections_of(find_company(service, call).id)
    return service.enveloped([_wire(service, connection) for connection in connections])


def get_connection(service: NineSpokesService, call: Call) -> Reply:
    """One connection (9Spokes facts 5.12). A removed one is shown this once."""
    connection = find_connection(service, call)
    if connection.status == "REMOVED":
        service.store.remove_connection(connection.id)
    return service.enveloped(_wire(service, connection))


def delete_connection(service: NineSpokesService, call: Call) -> Reply:
    """With its data (9Spokes facts 5.13)."""
    service.store.remove_connection(find_connection(service, call).id)
    return service.enveloped("Connection deleted successfully")


def get_connection_status(service: NineSpokesService, call: Call) -> Reply:
    """Nothing is planned before consent, so the list is empty until then."""
    extraction = find_connection(service, call).extraction
    if extraction is None:
        return service.enveloped([])
    completed = extraction.advance(service.options, service.clock())
    updated = rfc3339(extraction.updated, fraction=service.options.fractional_seconds)
    return service.enveloped(
        [
            {"datasource": datasource, "total": total, "completed": completed[datasource], "last_updated": updated}
            for datasource, total in extraction.units.items()
        ]
    )


def find_connection(service: NineSpokesService, call: Call) -> Connection:
    """404 also for a connection that belongs to another company (9Spokes facts 3.3)."""
    company = find_company(service, call)
    connection = service.store.connections.get(call.path["connection"])
    if connection is None or connection.company != company.id:
        raise Refusal(404, "The connection does not exist")
    return connection


def _wire(service: NineSpokesService, connection: Connection) -> dict[str, str]:
    fraction = service.options.fractional_seconds
    return {
        "id": connection.id,
        "created": rfc3339(connection.created, fraction=fraction),
        "modified": rfc3339(connection.modified, fraction=fraction),
        "osp": connection.app,
        "status": connection.status,
        "authorize_url": f"{service.site}/consent?q={connection.consent}",
    }
