"""`ninespokes.connections`"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias, cast

from ninespokes_client import models
from ninespokes_client.api.connections import (
    create_connection,
    delete_connection,
    get_connection,
    get_connection_status,
    list_connections,
)
from spokebridge._async.caller import AsyncCaller
from spokebridge.arguments import identifier, seconds, word
from spokebridge.concurrency import aio
from spokebridge.errors import ConfigurationError, Timeout
from spokebridge.ninespokes.details import as_many, as_one, confirmation, payload
from spokebridge.wire import Deadline

ConnectionList: TypeAlias = list[models.Connection]
ExtractionStatusList: TypeAlias = list[models.ExtractionStatus]


class AsyncConnections:
    """Links between a company and an app."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def create(self, company: str, app: str) -> models.Connection:
        """Begin a connection; send the user to its `authorize_url` (9Spokes facts 5.10, official). One per app and
        company.

        `POST /companies/{company}/connections`; scope: none; limits: none known; retry: unsafe; evidence: official, S2.
        """
        body = models.CreateConnectionForm(app=word("app", app))
        request = create_connection.request(identifier("company", company), body=body)
        return payload(await self._caller.call(request, as_one))

    async def list(self, company: str) -> ConnectionList:
        """All connections of a company (9Spokes facts 5.11, official).

        `GET /companies/{company}/connections`; scope: none; limits: none known; retry: read; evidence: official, S2.
        """
        request = list_connections.request(identifier("company", company))
        return payload(await self._caller.call(request, as_many))

    async def get(self, company: str, connection: str) -> models.Connection:
        """One connection (9Spokes facts 5.12, official). Raises NotFound.

        `GET /companies/{company}/connections/{connection}`; scope: none; limits: none known; retry: read; evidence:
        official, S2.
        """
        request = get_connection.request(*_place(company, connection))
        return payload(await self._caller.call(request, as_one))

    async def delete(self, company: str, connection: str) -> str | None:
        """Delete a connection and its data, for good (9Spokes facts 5.13, official).

        `DELETE /companies/{company}/connections/{connection}`; scope: none; limits: none known; retry: idempotent;
        evidence: official, S2.
        """
        return confirmation(await self._caller.call(delete_connection.request(*_place(company, connection))))

    async def status(self, company: str, connection: str) -> ExtractionStatusList:
        """How far the extraction of each datasource is (9Spokes facts 5.14, official).

        `GET /companies/{company}/connections/{connection}/status`; scope: none; limits: none known; retry: read;
        evidence: official, S2.
        """
        request = get_connection_status.request(*_place(company, connection))
        return payload(await self._caller.call(request, as_many))

    async def wait_until_active(
        self, company: str, connection: str, *, timeout: float = 600.0, interval: float = 2.0
    ) -> models.Connection:
        """Ask every `interval` seconds until the user has consented. Raises Timeout after `timeout` seconds.

        The return to the redirect URL carries no documented sign of success, so asking is the only way (9Spokes facts
        5.10).

        `GET /companies/{company}/connections/{connection}`; scope: none; limits: none known; retry: read; evidence:
        official, S2.
        """
        deadline = Deadline(seconds("timeout", timeout))
        seconds("interval", interval)
        while True:
            found = await self.get(company, connection)
            if found.status == models.ConnectionState.ACTIVE:
                return found
            if deadline.left == 0:
                raise Timeout(
                    f"connection {connection} is {found.status} after {timeout:g} s; the user has not consented yet"
                )
            await aio.sleep(min(interval, deadline.left or interval))

    async def wait_until_extracted(
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

        `GET /companies/{company}/connections/{connection}/status`; scope: none; limits: none known; retry: read;
        evidence: official, S2.
        """
        if isinstance(datasources, str):
            raise ConfigurationError(f"datasources is {datasources!r}; pass a list of names")
        deadline = Deadline(seconds("timeout", timeout))
        seconds("interval", interval)
        wanted = set(datasources)
        while True:
            found = await self.status(company, connection)
            named = [item for item in found if not wanted or item.datasource in wanted]
            missing = wanted - {str(item.datasource) for item in named}
            waiting = [str(item.datasource) for item in named if not _complete(item)]
            if named and not missing and not waiting:
                return found
            if deadline.left == 0:
                names = ", ".join(sorted({*missing, *waiting})) or "any datasource"
                raise Timeout(f"connection {connection}: {names} not extracted after {timeout:g} s")
            await aio.sleep(min(interval, deadline.left or interval))


def _place(company: str, connection: str) -> tuple[str, str]:
    return identifier("company", company), identifier("connection", connection)


def _complete(item: models.ExtractionStatus) -> bool:
    """Whether both counts arrived and meet; the server may leave one out."""
    completed, total = cast(tuple[object, object], (item.completed, item.total))
    return isinstance(completed, int) and isinstance(total, int) and completed >= total
