"""Publishing spend records against the sandbox."""

from __future__ import annotations

import pytest

from spokebridge._async.productiv.client import AsyncProductiv
from spokebridge.sandbox import Sandbox

pytestmark = pytest.mark.anyio


async def test_accepts_every_record(sandbox: Sandbox) -> None:
    async with AsyncProductiv(**sandbox.productiv) as productiv:
        report = await productiv.spend.publish("app", [])
    assert report.total == 0
