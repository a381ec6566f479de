"""The organization, its companies and their connections: what the 9Spokes side stores beside records.

Handlers work on it under the sandbox's lock; its public methods take that lock themselves, so a test may call them from
any thread while requests are served.
"""

import threading
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from ..clock import Clock
from ..ids import Ids
from ..settings import NineSpokesOptions
from .catalogue import APPS
from .collection import Collection
from .extraction import Extraction

EXAMPLE_APP = "xero"


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


class Accounts:
    """One organization; without companies at first."""

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

    def add_connection(self, company_id: str, app: str = EXAMPLE_APP) -> Connection:
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
            if self._options.show_removed and self.find_connection(connection_id).status != "REMOVED":
                connection = self._set_status(connection_id, "REMOVED")
                connection.records.clear()
                connection.extraction = None
            else:
                del self.connections[connection_id]

    def _set_status(self, connection_id: str, status: str) -> Connection:
        connection = self.find_connection(connection_id)
        connection.status = status
        connection.modified = self._clock()
        return connection

    def find_connection(self, connection_id: str) -> Connection:
        """By its id; raises `ValueError` when there is none."""
        if connection_id not in self.connections:
            raise ValueError(f"there is no connection {connection_id!r}")
        return self.connections[connection_id]
