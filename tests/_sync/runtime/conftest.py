# Derived from tests/_async/runtime/conftest.py by `python -m codegen build`; edit that file instead.
"""Waits between attempts are as short as jitter allows."""

from __future__ import annotations

import pytest
from spokebridge import retry


@pytest.fixture(autouse=True)
def shortest_jitter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry.random, "uniform", lambda low, high: low)
