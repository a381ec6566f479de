"""Every Python block in the README and in docs runs, in order and in one namespace per page, against the sandbox."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from spokebridge.sandbox import Sandbox


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """A running sandbox with an example company; the environment is what from_env() reads."""
    with Sandbox() as running:
        running.ninespokes_store.add_example()
        productiv, ninespokes = running.productiv, running.ninespokes
        for name in ("client_id", "client_secret", "base_url", "token_url"):
            monkeypatch.setenv(f"PRODUCTIV_{name.upper()}", productiv[name])
        monkeypatch.setenv("NINESPOKES_API_KEY", ninespokes["api_key"])
        monkeypatch.setenv("NINESPOKES_BASE_URL", ninespokes["base_url"])
        yield running
