"""Every test of the command line begins without settings: none in the environment, no file, an empty keyring."""

from __future__ import annotations

from pathlib import Path

import keyring
import keyring.backend
import pytest
from click.testing import CliRunner, Result

from spokebridge.cli.app import app
from spokebridge.cli.settings.names import BY_NAME
from spokebridge.sandbox import Sandbox
from tests.support.server import FakeServer


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring that forgets."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def system_keyring() -> MemoryKeyring:
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    return backend


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for the settings file."""
    for name in (*BY_NAME, "SPOKEBRIDGE_SETTINGS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "spokebridge"


@pytest.fixture
def connected(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """A sandbox that the settings in the environment lead to."""
    use(monkeypatch, dict(sandbox.productiv), dict(sandbox.ninespokes))
    return sandbox


@pytest.fixture
def scripted(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> FakeServer:
    """A scripted server that the settings in the environment lead to."""
    use(monkeypatch, server.productiv, server.ninespokes)
    return server


def use(monkeypatch: pytest.MonkeyPatch, productiv: dict[str, str], ninespokes: dict[str, str]) -> None:
    for service, settings in (("PRODUCTIV", productiv), ("NINESPOKES", ninespokes)):
        for keyword, value in settings.items():
            monkeypatch.setenv(f"{service}_{keyword.upper()}", value)


def run(*arguments: object, given: str | bytes = "") -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)
