# Derived from tests/_async/cassettes/test_replay.py by `python -m codegen build`; edit that file instead.
"""Every scenario runs against its cassette, with no network at all."""

from __future__ import annotations

from itertools import count

import pytest
from spokebridge import NineSpokes, Productiv

from tests._sync.cassettes import ninespokes, productiv
from tests.cassettes.settings import ninespokes_settings, productiv_settings
from tests.cassettes.tape import FOLDER, ORIGIN, replayed
from tests.support.blocked import network_blocked

pytestmark = pytest.mark.anyio

_numbers = count()


@pytest.mark.parametrize("name", productiv.SCENARIOS)
def test_productiv(name: str) -> None:
    with network_blocked(), replayed(FOLDER / "productiv" / f"{name}.yaml"):
        settings = productiv_settings(f"{ORIGIN}/productiv", client_id=f"client of replay {next(_numbers)}")
        with Productiv(**settings) as client:
            productiv.SCENARIOS[name](client, "a-callback-token")


@pytest.mark.parametrize("name", ninespokes.SCENARIOS)
def test_ninespokes(name: str) -> None:
    with network_blocked(), replayed(FOLDER / "ninespokes" / f"{name}.yaml"):
        with NineSpokes(**ninespokes_settings(f"{ORIGIN}/ninespokes")) as client:
            ninespokes.SCENARIOS[name](client, "")
