"""What the 9Spokes side stores: accounts, and the records of each connection."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ..web.codec import JsonObject
from . import jsonl
from .accounts import Accounts, Connection
from .catalogue import APPS, SHOPS
from .collection import Collection, Stored
from .made_up import MAKERS, MOST, SHOP_PRODUCTS, make_up
from .shaping import shape

_EXAMPLE_COMPANY = "Harbour Tiles"
_EXAMPLE_APPS = ("xero", "talenox", "adp-payroll", "vend", "mailchimp", "googleanalytics")
"""Between them they supply every list."""
_START = date(2024, 1, 1)


class NineSpokesStore(Accounts):
    """The stored world of 9Spokes; empty at first."""

    def authorize(self, connection_id: str) -> Connection:
        """What the consent page does when the user approves (9Spokes facts 5.10). With `records_on_consent`, data comes
        with the first consent.
        """
        with self._lock:
            first = self.find_connection(connection_id).extraction is None
            connection = super().authorize(connection_id)
            if first and self._options.records_on_consent:
                self.fill(connection_id, self._options.records_on_consent)
            return connection

    def add_records(self, connection_id: str, datasource: str, records: Iterable[Mapping[str, Any]]) -> int:
        """Stores records in wire form, wrapper included (9Spokes facts 4.4); says how many."""
        with self._lock:
            connection = self.find_connection(connection_id)
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
        self, connection_id: str, count: int, *, start: date = _START, days: int = 180
    ) -> list[JsonObject]:
        """Stores made-up bills, and contacts for most of their vendors; gives back the bills."""
        with self._lock:
            number = len(self.records(connection_id, "bills")) + 1
            made = make_up(self._ids.stream("bills"), count, start=start, days=days, first_number=number)
            self.add_contacts(connection_id, made.contacts)
            self.add_bills(connection_id, made.bills)
            return made.bills

    def make_up_records(self, connection_id: str, datasource: str, count: int, *, start: date = _START) -> int:
        """Stores made-up records of any list, dated from `start` on; says how many. A few kinds never come in great
        numbers (`MOST`).
        """
        if datasource not in MAKERS:
            raise ValueError(f"nothing can be made up for {datasource!r}; there are {', '.join(MAKERS)}")
        with self._lock:
            connection = self.find_connection(connection_id)
            shop = datasource == "products" and connection.app in SHOPS
            maker = SHOP_PRODUCTS if shop else MAKERS[datasource]
            made = maker(self._ids.stream(datasource), min(count, MOST.get(datasource, count)), start)
            return self.add_records(connection_id, datasource, made)

    def fill(self, connection_id: str, count: int) -> None:
        """Stores made-up records of every list that the connection's app supplies."""
        with self._lock:
            datasources = APPS[self.find_connection(connection_id).app].datasources
            for datasource in datasources:
                if datasource == "bills":
                    self.make_up_bills(connection_id, count)
                elif datasource in MAKERS:
                    self.make_up_records(connection_id, datasource, count)

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
        return self.find_connection(connection_id)

    def add_example(self, bills: int = 250) -> Connection:
        """A company with an active connection and made-up bills, to look around in."""
        connection = self.add_connection(self.add_company(_EXAMPLE_COMPANY).id)
        self.make_up_bills(connection.id, bills)
        return connection

    def add_example_company(self, records: int = 50) -> list[Connection]:
        """A company with a connection for every kind of list, each filled."""
        with self._lock:
            company = self.add_company(_EXAMPLE_COMPANY)
            connections = [self.add_connection(company.id, app) for app in _EXAMPLE_APPS]
            for connection in connections:
                if not connection.records:
                    self.fill(connection.id, records)
            return connections

    def records(self, connection_id: str, datasource: str) -> list[JsonObject]:
        """What is stored, in the order of storing."""
        with self._lock:
            return self.find_connection(connection_id).records.get(datasource, Collection()).documents()
