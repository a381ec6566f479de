"""What the two stores hold, as things with piles of documents, which is all that a page needs to know of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from ..ninespokes.accounts import Connection
from ..ninespokes.service import NineSpokesService
from ..ninespokes.store import NineSpokesStore
from ..productiv.service import ProductivService
from ..productiv.store import App, OrgChart, ProductivStore
from ..productiv.workflow.runs import WorkflowRun
from ..storage import StorageService


@dataclass(frozen=True, slots=True)
class Pile:
    """Documents of one kind, oldest first."""

    kind: str
    documents: Sequence[object]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something stored: an app, a connection. `facts` are what there is to say of it in a line each."""

    title: str
    facts: Sequence[tuple[str, object]] = ()
    piles: Sequence[Pile] = field(default_factory=list[Pile])


@dataclass(frozen=True, slots=True)
class World:
    """All that one service stores, and the secrets that may stand in it."""

    title: str
    things: Sequence[Thing]
    secrets: Sequence[str]


def productiv(service: ProductivService) -> World:
    """To be called under the lock."""
    store = service.store
    things = [*(_app(store, app) for app in store.apps()), _customer(store), *map(_chart, store.org_charts())]
    things += [*map(_run, store.workflow_runs), *_files(service.storage)]
    secrets = [service.client_secret, *service.tokens.texts(), *(run.callback_token for run in store.workflow_runs)]
    return World("Productiv", things, secrets)


def ninespokes(service: NineSpokesService) -> World:
    """To be called under the lock."""
    store = service.store
    secrets = [service.api_key, *(app.client_secret for app in store.apps.values())]
    secrets += [unquote(connection.consent).rstrip("=") for connection in store.connections.values()]
    return World("9Spokes", [_organization(store), *_companies(store)], secrets)


def _app(store: ProductivStore, app: App) -> Thing:
    facts: list[tuple[str, object]] = [("Id", app.id), ("Spend records sent again", store.duplicate_spend(app.id))]
    if app.notes is not None:
        facts.append(("Notes", app.notes))
    piles = [
        Pile("Spend records", store.spend(app.id)),
        Pile("Usage events", store.usage_events(app.id)),
        Pile("Provisioned users", store.provisioned_users(app.id)),
        Pile("Details", [app.details]),
    ]
    return Thing(str(app.details["ApplicationName"]), facts, list(_filled(piles)))


def _customer(store: ProductivStore) -> Thing:
    noted = [event.wire() for event in store.audit.noted()]
    piles = [Pile("Suppliers", list(store.suppliers.values())), Pile("Audit events of what was done here", noted)]
    return Thing("The customer", (), list(_filled(piles)))


def _chart(chart: OrgChart) -> Thing:
    facts = [("Id", chart.id), ("Complete", "yes" if chart.complete else "no")]
    facts += [(f"Column {name}", label) for name, label in chart.custom_fields.items()]
    return Thing(f"Org chart {chart.name}", facts, list(_filled([Pile("Users", chart.users)])))


def _run(run: WorkflowRun) -> Thing:
    facts = [("Id", run.id), ("Status", run.status), ("Resumed", f"{len(run.resumes)} times")]
    facts += [("Delivered", one.problem or str(one.status)) for one in run.deliveries]
    piles = [Pile("Event", [run.event]), Pile("Comments", run.comments)]
    return Thing(f"Workflow run: {run.kind}", facts, list(_filled(piles)))


def _files(storage: StorageService) -> Iterator[Thing]:
    for file in storage.arrived():
        facts = [("For", file.label), ("Kind", file.media_type), ("Uploads", str(file.uploads))]
        yield Thing(f"Uploaded file {file.filename}", [*facts, ("Bytes", str(len(file.content or b"")))])


def _organization(store: NineSpokesStore) -> Thing:
    apps = [
        {"name": slug, "client_id": app.client_id, "client_secret": app.client_secret, "recurring": app.recurring}
        for slug, app in store.apps.items()
    ]
    facts = [("Redirect URL", store.redirect_url or "not set")]
    return Thing("Organization", facts, list(_filled([Pile("Enabled apps", apps)])))


def _companies(store: NineSpokesStore) -> Iterator[Thing]:
    for company in store.companies.values():
        yield Thing(company.name, [("Company", company.id)])
        for connection in store.connections_of(company.id):
            yield _connection(company.name, connection)


def _connection(company: str, connection: Connection) -> Thing:
    facts = [("Connection", connection.id), ("Status", connection.status)]
    if connection.extraction is not None:
        facts.append(("Looks at the extraction", str(connection.extraction.polls)))
    piles = [Pile(datasource, records.documents()) for datasource, records in connection.records.items()]
    return Thing(f"{company}: {connection.app}", facts, list(_filled(piles)))


def _filled(piles: Iterable[Pile]) -> Iterator[Pile]:
    return (pile for pile in piles if pile.documents)
