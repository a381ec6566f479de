"""Every scenario runs against its cassette, with no network at all."""

from __future__ import annotations

from itertools import count

import pytest

from spokebridge import AsyncNineSpokes, AsyncProductiv
from tests._async.cassettes import ninespokes, productiv
from tests.cassettes.settings import ninespokes_settings, productiv_settings
from tests.cassettes.tape import FOLDER, ORIGIN, replayed
from tests.support.blocked import network_blocked

pytestmark = pytest.mark.anyio

_numbers = count()


@pytest.mark.parametrize("name", productiv.SCENARIOS)
async def test_productiv(name: str) -> None:
    with network_blocked(), replayed(FOLDER / "productiv" / f"{name}.yaml"):
        settings = productiv_settings(f"{ORIGIN}/productiv", client_id=f"client of replay {next(_numbers)}")
        async with AsyncProductiv(**settings) as client:
            await productiv.SCENARIOS[name](client, "a-callback-token")


@pytest.mark.parametrize("name", ninespokes.SCENARIOS)
async def test_ninespokes(name: str) -> None:
    with network_blocked(), replayed(FOLDER / "ninespokes" / f"{name}.yaml"):
        async with AsyncNineSpokes(**ninespokes_settings(f"{ORIGIN}/ninespokes")) as client:
            await ninespokes.SCENARIOS[name](client, "")
