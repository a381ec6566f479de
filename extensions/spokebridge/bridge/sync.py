"""The main job over all connections: several side by side, each on its own, so that one that fails stops no other."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from ninespokes_client.models import ConnectionState
from spokebridge._sync.ninespokes.client import NineSpokes
from spokebridge.bridge.options import OnProgress, Options, Services
from spokebridge.bridge.routes import Route, Source
from spokebridge.bridge.state import State
from spokebridge.bridge.stopping import Stop, Stopped
from spokebridge.bridge.summary import ConnectionSummary, RunSummary
from spokebridge.bridge.transfer import Transfer
from spokebridge.errors import NotFound, SpokebridgeError

_log = logging.getLogger("spokebridge.sync")
_ALL = "(all)"


@dataclass(frozen=True, slots=True)
class Sync:
    """One run after another over the same sources. `state` is open; whoever opened it holds the lock.

    What goes wrong with a connection ends in its summary, not in an exception.
    """

    services: Services
    state: State
    options: Options = field(default_factory=Options)

    def run(
        self, sources: Sequence[Source], *, stop: Stop | None = None, on_progress: OnProgress = lambda _: None
    ) -> RunSummary:
        """Move what is due. `on_progress` is called now and then, from several threads, with the summary of a
        connection as it stands.
        """
        stop = stop or Stop()
        run = RunSummary(started=datetime.now(UTC))
        with ThreadPoolExecutor(self.options.connections_at_once, thread_name_prefix="spokebridge-sync") as workers:
            for summary in self._connections(sources, stop):
                run.connections.append(summary)
                if summary.ending == "running":
                    transfer = Transfer(
                        self.services,
                        self.state.of(summary.route),
                        summary,
                        run.spend,
                        self.options,
                        stop=stop,
                        on_progress=on_progress,
                    )
                    workers.submit(copy_context().run, _ended, summary, transfer.run, on_progress)
        run.ended = datetime.now(UTC)
        return run

    def _connections(self, sources: Iterable[Source], stop: Stop) -> Iterator[ConnectionSummary]:
        """A summary for each connection; a company that cannot be listed is one that failed.

        A connection named on its own goes where that says, not where its company's bills go.
        """
        listed = list(sources)
        named = {source.connection for source in listed}
        for source in listed:
            if source.connection is not None:
                yield ConnectionSummary(source.route(source.connection))
                continue
            whole = ConnectionSummary(source.route(_ALL))
            found: list[Route] = []
            _ended(whole, partial(_list, self.services.ninespokes, source, found))
            if whole.ending == "failed":
                yield whole
            for route in found:
                if route.connection not in named and not stop.wanted:
                    yield ConnectionSummary(route)


def _list(ninespokes: NineSpokes, source: Source, found: list[Route]) -> None:
    """All connections of a company that may hold data (9Spokes facts 5.10)."""
    found.extend(
        source.route(connection.id)
        for connection in ninespokes.connections.list(source.company)
        if connection.status not in (ConnectionState.NEW, ConnectionState.REMOVED)
    )


def _ended(summary: ConnectionSummary, work: Callable[[], object], on_progress: OnProgress = lambda _: None) -> None:
    """Do the work and write down how it ended."""
    began = time.monotonic()
    try:
        work()
        summary.ending = "done"
    except Stopped:
        summary.ending = "stopped"
    except SpokebridgeError as error:
        summary.ending, summary.error = "failed", _explained(error, summary.route)
    except Exception as error:  # a defect of ours or of a plugin must not keep other customers' bills
        _log.exception("connection %s: unexpected error", summary.route.connection)
        summary.ending, summary.error = "failed", error
    summary.seconds = time.monotonic() - began
    on_progress(summary)


def _explained(error: SpokebridgeError, route: Route) -> SpokebridgeError:
    """The same error; a 404 says which of our settings it may be about."""
    if isinstance(error, NotFound):
        published = error.operation == "publishSpendData"
        connection = "" if route.connection == _ALL else f", connection {route.connection!r}"
        what = f"app_id {route.app_id!r}" if published else f"company {route.company!r}{connection}"
        error.add_note(f"The setting in question is {what}.")
    return error
