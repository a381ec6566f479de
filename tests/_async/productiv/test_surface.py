"""Every operation of the description is reachable under the name it gives."""

from __future__ import annotations

from operator import attrgetter

import pytest

from productiv_client.operations import OPERATIONS
from spokebridge import AsyncProductiv
from spokebridge.plugins import Abort, RequestToSend, hookimpl
from tests.support.server import FakeServer

pytestmark = pytest.mark.anyio

METHODS = sorted({operation.sdk_method for operation in OPERATIONS.values()} - {"(token)"})


@pytest.mark.parametrize("name", METHODS)
async def test_is_a_documented_method(server: FakeServer, name: str) -> None:
    async with AsyncProductiv(**server.productiv) as productiv:
        method = attrgetter(name)(productiv)
    assert "Productiv facts 3." in method.__doc__


class Stop:
    @hookimpl
    def spokebridge_before_request(self, request: RequestToSend) -> RequestToSend:
        raise Abort(f"stopped {request.operation}")


async def test_a_plugin_can_stop_any_call(server: FakeServer) -> None:
    async with AsyncProductiv(**server.productiv, plugins=[Stop()]) as productiv:
        with pytest.raises(Abort, match="stopped listSuppliers"):
            await productiv.suppliers.list()
        with pytest.raises(Abort, match="stopped createOrgChart"):
            await productiv.org_chart.publish("name", [{"email": "ana@example.com"}])
    assert server.requests == []
