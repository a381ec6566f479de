"""What the two stores hold, as things with piles of documents, which is all that a page needs to know of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from ..ninespokes.accounts import Connection
from ..ninespokes.service import NineSpokesService
from ..ninespokes.store import NineSpokesStore
from ..productiv.service import ProductivService
from ..productiv.store import App, ProductivStore


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
    things = [_app(service.store, app) for app in service.store.apps()]
    return World("Productiv", things, [service.client_secret, *service.tokens.texts()])


def ninespokes(service: NineSpokesService) -> World:
    """To be called under the lock."""
    store = service.store
    secrets = [service.api_key, *(app.client_secret for app in store.apps.values())]
    secrets += [unquote(connection.consent).rstrip("=") for connection in store.connections.values()]
    return World("9Spokes", [_organization(store), *_companies(store)], secrets)


def _app(store: ProductivStore, app: App) -> Thing:
    facts = [("Id", app.id), ("Spend records sent again", store.duplicate_spend(app.id))]
    piles = [
        Pile("Spend records", store.spend(app.id)),
        Pile("Usage events", store.usage_events(app.id)),
        Pile("Provisioned users", store.provisioned_users(app.id)),
        Pile("Details", [app.details]),
    ]
    return Thing(str(app.details["ApplicationName"]), facts, list(_filled(piles)))


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
