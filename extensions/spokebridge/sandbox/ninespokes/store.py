"""What the 9Spokes side stores: one organization, its companies, their connections, and the records of each.

Handlers work on it under the sandbox's lock; its public methods take that lock themselves, so a test may call them from
any thread while requests are served.
"""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from ..clock import Clock
from ..ids import Ids
from ..settings import NineSpokesOptions
from ..web.codec import JsonObject
from . import jsonl
from .catalogue import APPS
from .collection import Collection, Stored
from .extraction import Extraction
from .made_up import make_up
from .shaping import shape

_EXAMPLE_COMPANY = "Harbour Tiles"
_EXAMPLE_APP = "xero"


@dataclass(slots=True)
class EnabledApp:
    """The partner's own OAuth client at an app provider."""

    client_id: str
    client_secret: str = field(repr=False)
    recurring: bool = False


@dataclass(slots=True)
class Company:
    """A company; times are seconds since 1970."""

    id: str
    name: str
    created: float
    updated: float


@dataclass(slots=True)
class Connection:
    """`consent` is the opaque part of its `authorize_url`. Until consent there is no extraction and no data."""

    id: str
    company: str
    app: str
    status: str
    created: float
    modified: float
    consent: str
    extraction: Extraction | None = None
    records: dict[str, Collection] = field(default_factory=dict[str, Collection], repr=False)


class NineSpokesStore:
    """The stored world of 9Spokes; empty at first."""

    def __init__(self, lock: threading.RLock, ids: Ids, clock: Clock, options: NineSpokesOptions) -> None:
        self._lock = lock
        self._ids = ids
        self._clock = clock
        self._options = options
        self.redirect_url = ""
        self.apps: dict[str, EnabledApp] = {}
        self.companies: dict[str, Company] = {}
        self.connections: dict[str, Connection] = {}

    # organization

    def enable_app(self, app: str, client_id: str, client_secret: str, *, recurring: bool = False) -> None:
        """Enables an app or changes its credentials."""
        with self._lock:
            if app not in APPS:
                raise ValueError(f"no app is called {app!r}")
            self.apps[app] = EnabledApp(client_id, client_secret, recurring)

    # companies

    def add_company(self, name: str) -> Company:
        """A further company; names need not differ."""
        with self._lock:
            now = self._clock()
            company = Company(self._ids.uuid("company"), name, created=now, updated=now)
            self.companies[company.id] = company
            return company

    def remove_company(self, company_id: str) -> None:
        """With its connections and their data (9Spokes facts 5.9)."""
        with self._lock:
            del self.companies[company_id]
            for connection in self.connections_of(company_id):
                del self.connections[connection.id]

    # connections

    def connections_of(self, company_id: str) -> list[Connection]:
        """Its connections in the order of creation."""
        with self._lock:
            return [connection for connection in self.connections.values() if connection.company == company_id]

    def find_by_consent(self, consent: str) -> Connection | None:
        """The connection whose `authorize_url` has this `q`, decoded."""
        with self._lock:
            return next((one for one in self.connections.values() if unquote(one.consent) == consent), None)

    def create_connection(self, company_id: str, app: str) -> Connection:
        """A connection as the API creates it: `NEW`, without consent."""
        with self._lock:
            now = self._clock()
            consent = quote(self._ids.text("consent", 86) + "==", safe="")
            connection = Connection(self._ids.uuid("connection"), company_id, app, "NEW", now, now, consent)
            self.connections[connection.id] = connection
            return connection

    def add_connection(self, company_id: str, app: str = _EXAMPLE_APP) -> Connection:
        """A connection with consent given and extraction completed. Enables the app if need be."""
        with self._lock:
            if company_id not in self.companies:
                raise ValueError(f"there is no company {company_id!r}")
            if app not in self.apps:
                self.enable_app(app, self._ids.text("client id", 24), self._ids.text("client secret", 40))
            connection = self.create_connection(company_id, app)
            self.authorize(connection.id)
            if connection.extraction is not None:
                connection.extraction.finish(self._options)
            return connection

    def authorize(self, connection_id: str) -> Connection:
        """What the consent page does when the user approves (9Spokes facts 5.10)."""
        with self._lock:
            connection = self._set_status(connection_id, "ACTIVE")
            if connection.extraction is None:
                units = self._ids.stream("extraction units")
                planned = {name: units.randrange(12, 400) for name in APPS[connection.app].datasources}
                connection.extraction = Extraction(planned, started=self._clock(), updated=self._clock())
            return connection

    def disconnect(self, connection_id: str) -> Connection:
        """The link to the app provider is lost (9Spokes facts 5.10); data already extracted stays."""
        with self._lock:
            return self._set_status(connection_id, "NOT_CONNECTED")

    def remove_connection(self, connection_id: str) -> None:
        """With its data (9Spokes facts 5.13). With `show_removed` it stays, empty, until it is looked at once more."""
        with self._lock:
            if self._options.show_removed and self._connection(connection_id).status != "REMOVED":
                connection = self._set_status(connection_id, "REMOVED")
                connection.records.clear()
                connection.extraction = None
            else:
                del self.connections[connection_id]

    def _set_status(self, connection_id: str, status: str) -> Connection:
        connection = self._connection(connection_id)
        connection.status = status
        connection.modified = self._clock()
        return connection

    def _connection(self, connection_id: str) -> Connection:
        if connection_id not in self.connections:
            raise ValueError(f"there is no connection {connection_id!r}")
        return self.connections[connection_id]

    # records

    def add_records(self, connection_id: str, datasource: str, records: Iterable[Mapping[str, Any]]) -> int:
        """Stores records in wire form, wrapper included (9Spokes facts 4.4); says how many."""
        with self._lock:
            connection = self._connection(connection_id)
            metadata = {
                "connection": connection.id,
                "company": connection.company,
                "datasource": datasource,
                "osp": connection.app,
            }
        stored = [Stored.of(shape(record, metadata, self._options)) for record in records]
        with self._lock:
            return connection.records.setdefault(datasource, Collection()).add(stored)

    def add_bills(self, connection_id: str, bills: Iterable[Mapping[str, Any]]) -> int:
        """Stores bill records, `{"data": {…}}` each."""
        return self.add_records(connection_id, "bills", bills)

    def add_contacts(self, connection_id: str, contacts: Iterable[Mapping[str, Any]]) -> int:
        """Stores contact records, `{"contact": {…}}` each."""
        return self.add_records(connection_id, "contacts", contacts)

    def make_up_bills(
        self, connection_id: str, count: int, *, start: date = date(2024, 1, 1), days: int = 180
    ) -> list[JsonObject]:
        """Stores made-up bills, and contacts for most of their vendors; gives back the bills."""
        with self._lock:
            number = len(self.records(connection_id, "bills")) + 1
            made = make_up(self._ids.stream("bills"), count, start=start, days=days, first_number=number)
            self.add_contacts(connection_id, made.contacts)
            self.add_bills(connection_id, made.bills)
            return made.bills

    def load_jsonl(self, prefix: str | Path, connection_id: str | None = None) -> Connection:
        """Stores `PREFIX.bills.jsonl` and `PREFIX.contacts.jsonl`; raises `InputError` and stores nothing if a line is
        wrong. Without a connection, one is made for a company named after the files.
        """
        bills = jsonl.read_records(Path(f"{prefix}.bills.jsonl"), "data")
        contacts = jsonl.read_records(Path(f"{prefix}.contacts.jsonl"), "contact")
        if connection_id is None:
            connection_id = self.add_connection(self.add_company(Path(prefix).name).id).id
        self.add_bills(connection_id, bills)
        self.add_contacts(connection_id, contacts)
        return self._connection(connection_id)

    def add_example(self, bills: int = 250) -> Connection:
        """A company with an active connection and made-up bills, to look around in."""
        connection = self.add_connection(self.add_company(_EXAMPLE_COMPANY).id)
        self.make_up_bills(connection.id, bills)
        return connection

    def records(self, connection_id: str, datasource: str) -> list[JsonObject]:
        """What is stored, in the order of storing."""
        with self._lock:
            return self._connection(connection_id).records.get(datasource, Collection()).documents()
