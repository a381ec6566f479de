"""Runs of the sync in this process, over a sandbox."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from spokebridge import NineSpokes, Productiv
from spokebridge.bridge.options import Options, Services
from spokebridge.bridge.routes import Source
from spokebridge.bridge.state import State
from spokebridge.bridge.summary import ConnectionSummary, RunSummary
from spokebridge.bridge.sync import Sync
from spokebridge.bridge.watch import Watch
from spokebridge.sandbox import Sandbox

APP = "spend-import"
DAY = "2024-03-01T00:00:00Z"


class World:
    """A sandbox, a state file, and the connections that were asked for."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        self.sandbox = sandbox
        self.path = folder / "sync.sqlite"
        self.sources: list[Source] = []

    def connect(self, bills: Iterable[dict[str, Any]] = (), *, app_id: str = APP, name: str = "") -> Source:
        """A connection with these bills; its bills are moved from now on."""
        connection = self.sandbox.ninespokes_store.add_example(0)
        self.sources.append(Source(connection.company, app_id, connection.id, name))
        self.add(self.sources[-1], *bills)
        return self.sources[-1]

    def made_up(self, count: int) -> list[dict[str, Any]]:
        """A connection with made-up bills; gives back the bills."""
        source = self.connect()
        made = self.sandbox.ninespokes_store.make_up_bills(str(source.connection), count)
        return [record["data"] for record in made]

    def add(self, source: Source, *bills: dict[str, Any]) -> None:
        self.sandbox.ninespokes_store.add_bills(str(source.connection), [{"data": bill} for bill in bills])

    def correct(self, source: Source, reference: str, **changes: Any) -> None:
        """Change a bill at the app, as the customer would."""
        store = self.sandbox.ninespokes_store
        bills = [record["data"] for record in store.records(str(source.connection), "bills")]
        del store.connections[str(source.connection)].records["bills"]
        self.add(source, *({**one, **changes} if one["transaction_reference"] == reference else one for one in bills))

    def run(
        self, *, plugins: Sequence[object] = (), sources: Sequence[Source] | None = None, **options: Any
    ) -> RunSummary:
        watch = Watch()
        with (
            NineSpokes(**self.sandbox.ninespokes, plugins=[*plugins, watch]) as ninespokes,
            Productiv(**self.sandbox.productiv, plugins=[*plugins, watch]) as productiv,
            State.open(self.path) as state,
        ):
            services = Services(ninespokes, productiv.spend.publish, watch)
            run = Sync(services, state, Options(**options)).run(self.sources if sources is None else sources)
        for connection in run:
            assert connection.unsettled == 0 or connection.ending != "done", connection
        return run

    def one(self, **options: Any) -> ConnectionSummary:
        """A run of the only connection."""
        (connection,) = self.run(**options)
        return connection

    @property
    def received(self) -> list[dict[str, Any]]:
        return self.sandbox.received_spend(APP)

    @property
    def references(self) -> list[str]:
        """Which bills arrived, by their reference."""
        return sorted(record["invoiceNumber"] for record in self.received)


def bill(reference: str, gross: object = 10, day: str | None = DAY, **more: Any) -> dict[str, Any]:
    """A bill in wire form; `day=None` leaves the date out."""
    found = {
        "transaction_reference": reference,
        "party_identifier": "p-1",
        "transaction_currency": "NZD",
        "transaction_gross_value": gross,
        **more,
    }
    return found if day is None else {**found, "transaction_date": day}
