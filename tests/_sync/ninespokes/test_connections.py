# Derived from tests/_async/ninespokes/test_connections.py by `python -m codegen build`; edit that file instead.
"""A connection's life: consent, extraction, and waiting for both."""

from __future__ import annotations

import pytest
from spokebridge._sync.ninespokes.client import NineSpokes
from spokebridge.errors import BadRequest, NotFound, Timeout
from spokebridge.sandbox import Sandbox

pytestmark = pytest.mark.anyio


def test_waits_for_consent_and_extraction(sandbox: Sandbox) -> None:
    with NineSpokes(**sandbox.ninespokes) as ninespokes:
        ninespokes.organization.enable_app("xero", "id", "secret")
        company = ninespokes.companies.create("Harbour Tiles")
        connection = ninespokes.connections.create(company.id, "xero")
        assert (connection.status, connection.osp) == ("NEW", "xero")
        with pytest.raises(Timeout, match="has not consented yet"):
            ninespokes.connections.wait_until_active(company.id, connection.id, timeout=0.05, interval=0.01)
        sandbox.authorize(connection.id)
        active = ninespokes.connections.wait_until_active(company.id, connection.id, interval=0.01)
        assert active.status == "ACTIVE"
        done = ninespokes.connections.wait_until_extracted(company.id, connection.id, interval=0.01)
        assert all(item.completed == item.total for item in done)


def test_waits_for_named_datasources_and_says_which_are_missing(sandbox: Sandbox) -> None:
    connection = sandbox.ninespokes_store.add_example(1)
    where = connection.company, connection.id
    with NineSpokes(**sandbox.ninespokes) as ninespokes:
        ninespokes.connections.wait_until_extracted(*where, datasources=["bills"], interval=0.01)
        with pytest.raises(Timeout, match="moon_phases not extracted"):
            ninespokes.connections.wait_until_extracted(
                *where, datasources=["moon_phases"], timeout=0.05, interval=0.01
            )


def test_one_connection_per_app_and_gone_after_deletion(sandbox: Sandbox) -> None:
    connection = sandbox.ninespokes_store.add_example(1)
    with NineSpokes(**sandbox.ninespokes) as ninespokes:
        with pytest.raises(BadRequest):
            ninespokes.connections.create(connection.company, connection.app)
        assert [item.id for item in ninespokes.connections.list(connection.company)] == [connection.id]
        ninespokes.connections.delete(connection.company, connection.id)
        with pytest.raises(NotFound):
            ninespokes.connections.get(connection.company, connection.id)
