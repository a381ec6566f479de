# Derived from tests/_async/test_spend.py by `python -m codegen build`; edit that file instead.
"""Publishing spend records against the sandbox."""

from __future__ import annotations

import pytest
from spokebridge._sync.productiv.client import Productiv
from spokebridge.sandbox import Sandbox

pytestmark = pytest.mark.anyio


def test_accepts_every_record(sandbox: Sandbox) -> None:
    with Productiv(**sandbox.productiv) as productiv:
        report = productiv.spend.publish("app", [])
    assert report.total == 0
