"""A connection's life: consent, extraction, and waiting for both."""

from __future__ import annotations

import pytest

from spokebridge._async.ninespokes.client import AsyncNineSpokes
from spokebridge.errors import BadRequest, NotFound, Timeout
from spokebridge.sandbox import Sandbox

pytestmark = pytest.mark.anyio


async def test_waits_for_consent_and_extraction(sandbox: Sandbox) -> None:
    async with AsyncNineSpokes(**sandbox.ninespokes) as ninespokes:
        await ninespokes.organization.enable_app("xero", "id", "secret")
        company = await ninespokes.companies.create("Harbour Tiles")
        connection = await ninespokes.connections.create(company.id, "xero")
        assert (connection.status, connection.osp) == ("NEW", "xero")
        with pytest.raises(Timeout, match="has not consented yet"):
            await ninespokes.connections.wait_until_active(company.id, connection.id, timeout=0.05, interval=0.01)
        sandbox.authorize(connection.id)
        active = await ninespokes.connections.wait_until_active(company.id, connection.id, interval=0.01)
        assert active.status == "ACTIVE"
        done = await ninespokes.connections.wait_until_extracted(company.id, connection.id, interval=0.01)
        assert all(item.completed == item.total for item in done)


async def test_waits_for_named_datasources_and_says_which_are_missing(sandbox: Sandbox) -> None:
    connection = sandbox.ninespokes_store.add_example(1)
    where = connection.company, connection.id
    async with AsyncNineSpokes(**sandbox.ninespokes) as ninespokes:
        await ninespokes.connections.wait_until_extracted(*where, datasources=["bills"], interval=0.01)
        with pytest.raises(Timeout, match="moon_phases not extracted"):
            await ninespokes.connections.wait_until_extracted(
                *where, datasources=["moon_phases"], timeout=0.05, interval=0.01
            )


async def test_one_connection_per_app_and_gone_after_deletion(sandbox: Sandbox) -> None:
    connection = sandbox.ninespokes_store.add_example(1)
    async with AsyncNineSpokes(**sandbox.ninespokes) as ninespokes:
        with pytest.raises(BadRequest):
            await ninespokes.connections.create(connection.company, connection.app)
        assert [item.id for item in await ninespokes.connections.list(connection.company)] == [connection.id]
        await ninespokes.connections.delete(connection.company, connection.id)
        with pytest.raises(NotFound):
            await ninespokes.connections.get(connection.company, connection.id)
