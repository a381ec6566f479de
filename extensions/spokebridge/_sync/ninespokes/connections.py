# Derived from extensions/spokebridge/_async/ninespokes/connections.py by `python -m codegen build`; edit that file instead.
"""`ninespokes.connections`"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from ninespokes_client import models
from ninespokes_client.api.connections import (
    create_connection,
    delete_connection,
    get_connection,
    get_connection_status,
    list_connections,
)
from spokebridge._sync.caller import Caller
from spokebridge.concurrency import threads
from spokebridge.errors import Timeout
from spokebridge.ninespokes.envelope import details_of
from spokebridge.wire import Deadline

ConnectionList: TypeAlias = list[models.Connection]
ExtractionStatusList: TypeAlias = list[models.ExtractionStatus]


class Connections:
    """Links between a company and an app."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create(self, company: str, app: str) -> models.Connection:
        """Begin a connection; send the user to its `authorize_url` (9Spokes facts 5.10, official). One per app and
        company.
        """
        request = create_connection.request(company, body=models.CreateConnectionForm(app=app))
        return details_of(self._caller.call(request))

    def list(self, company: str) -> ConnectionList:
        """All connections of a company (9Spokes facts 5.11, official)."""
        return (self._caller.value(list_connections.request(company))).details or []

    def get(self, company: str, connection: str) -> models.Connection:
        """One connection (9Spokes facts 5.12, official). Raises NotFound."""
        return details_of(self._caller.call(get_connection.request(company, connection)))

    def delete(self, company: str, connection: str) -> str | None:
        """Delete a connection and its data, for good (9Spokes facts 5.13, official)."""
        return (self._caller.value(delete_connection.request(company, connection))).details

    def status(self, company: str, connection: str) -> ExtractionStatusList:
        """How far the extraction of each datasource is (9Spokes facts 5.14, official)."""
        return (self._caller.value(get_connection_status.request(company, connection))).details or []

    def wait_until_active(
        self, company: str, connection: str, *, timeout: float = 600.0, interval: float = 2.0
    ) -> models.Connection:
        """Ask every `interval` seconds until the user has consented. Raises Timeout after `timeout` seconds.

        The return to the redirect URL carries no documented sign of success, so asking is the only way (9Spokes facts
        5.10).
        """
        deadline = Deadline(timeout)
        while True:
            found = self.get(company, connection)
            if found.status == models.ConnectionState.ACTIVE:
                return found
            if deadline.left == 0:
                raise Timeout(
                    f"connection {connection} is {found.status} after {timeout:g} s; the user has not consented yet"
                )
            threads.sleep(min(interval, deadline.left or interval))

    def wait_until_extracted(
        self,
        company: str,
        connection: str,
        *,
        datasources: Iterable[str] = (),
        timeout: float = 3600.0,
        interval: float = 5.0,
    ) -> ExtractionStatusList:
        """Ask until every datasource (or those named) is complete. Raises Timeout after `timeout` seconds.

        Complete means that `completed` has reached `total`; both count periods, not records (9Spokes facts 5.14).
        """
        deadline = Deadline(timeout)
        wanted = set(datasources)
        while True:
            found = self.status(company, connection)
            named = [item for item in found if not wanted or item.datasource in wanted]
            missing = wanted - {str(item.datasource) for item in named}
            waiting = [str(item.datasource) for item in named if item.completed < item.total]
            if named and not missing and not waiting:
                return found
            if deadline.left == 0:
                names = ", ".join(sorted({*missing, *waiting})) or "any datasource"
                raise Timeout(f"connection {connection}: {names} not extracted after {timeout:g} s")
            threads.sleep(min(interval, deadline.left or interval))
