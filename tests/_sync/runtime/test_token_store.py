# Derived from tests/_async/runtime/test_token_store.py by `python -m codegen build`; edit that file instead.
"""Clients of different processes share a token through a store."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from spokebridge import tokens
from spokebridge._sync.productiv.client import Productiv
from spokebridge.errors import Timeout
from spokebridge.sandbox import Sandbox
from spokebridge.token_stores import FileTokenStore

pytestmark = pytest.mark.anyio

OTHER_PROCESS = """
import sys
from spokebridge import Productiv
from spokebridge.token_stores import FileTokenStore
folder, client_id, client_secret, base_url, token_url = sys.argv[1:]
with Productiv(client_id, client_secret, base_url=base_url, token_url=token_url,
               token_store=FileTokenStore(folder)) as productiv:
    productiv.apps.list()
"""


def list_apps(sandbox: Sandbox, folder: Path) -> None:
    """As a new process would: nothing is remembered in memory."""
    tokens._caches.clear()
    with Productiv(**sandbox.productiv, token_store=FileTokenStore(folder)) as productiv:
        productiv.apps.list()


def test_a_second_process_uses_the_token_of_the_first(sandbox: Sandbox, tmp_path: Path) -> None:
    folder = tmp_path / "tokens"
    settings = sandbox.productiv
    arguments = [
        str(folder),
        settings["client_id"],
        settings["client_secret"],
        settings["base_url"],
        settings["token_url"],
    ]
    subprocess.run([sys.executable, "-c", OTHER_PROCESS, *arguments], check=True, env=_path())
    list_apps(sandbox, folder)
    assert sandbox.token_requests == 1


def test_a_rejected_token_is_not_taken_from_the_store_again(sandbox: Sandbox, tmp_path: Path) -> None:
    list_apps(sandbox, tmp_path / "tokens")
    sandbox.revoke_tokens()
    list_apps(sandbox, tmp_path / "tokens")
    list_apps(sandbox, tmp_path / "tokens")
    assert sandbox.token_requests == 2
    assert sandbox.count("getAppSummaries") == 4


def test_an_expired_token_in_the_store_is_replaced(sandbox: Sandbox, tmp_path: Path) -> None:
    list_apps(sandbox, tmp_path / "tokens")
    store = FileTokenStore(tmp_path / "tokens")
    (key,) = (path.stem for path in (tmp_path / "tokens").glob("*.json"))
    kept = store.load(key)
    assert kept is not None
    store.save(key, replace(kept, issued=kept.issued - kept.lifetime))
    list_apps(sandbox, tmp_path / "tokens")
    assert sandbox.token_requests == 2


def test_waiting_for_another_process_ends_with_the_deadline(sandbox: Sandbox, tmp_path: Path) -> None:
    class Held(FileTokenStore):
        def try_lock(self, key: str) -> None:
            return None

    tokens._caches.clear()
    store = Held(tmp_path / "tokens")
    with Productiv(**sandbox.productiv, token_store=store, timeout=0.2) as productiv:
        with pytest.raises(Timeout, match="another process holds the token store"):
            productiv.apps.list()
    assert sandbox.token_requests == 0


def _path() -> dict[str, str]:
    """The environment of a process that finds what this one imported."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
