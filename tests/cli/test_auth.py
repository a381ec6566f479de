"""Keeping, showing and removing credentials."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from spokebridge.cli.app import app
from spokebridge.cli.exits import Exit
from tests.cli.conftest import MemoryKeyring


def auth(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(app, ["auth", *arguments], input=given)


def test_credentials_go_to_the_keyring(system_keyring: MemoryKeyring, home: Path) -> None:
    result = auth("set", "productiv", given="the-id\nthe-secret\n")
    assert result.exit_code == Exit.OK, result.output
    assert "the-secret" not in result.output
    assert system_keyring.kept == {
        ("spokebridge", "PRODUCTIV_CLIENT_ID"): "the-id",
        ("spokebridge", "PRODUCTIV_CLIENT_SECRET"): "the-secret",
    }
    assert not home.exists()


def test_or_to_a_private_file_whose_other_lines_stay(home: Path, system_keyring: MemoryKeyring) -> None:
    path = home / "settings.env"
    assert auth("set", "ninespokes", "--to", "file", given="old\n").exit_code == Exit.OK
    path.write_text("# mine\n" + path.read_text() + "NINESPOKES_BASE_URL=https://x\n")
    assert auth("set", "ninespokes", "--to", "file", given="new\n").exit_code == Exit.OK
    assert path.read_text() == "# mine\nNINESPOKES_BASE_URL=https://x\nNINESPOKES_API_KEY=new\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not system_keyring.kept


def test_without_a_keyring_the_file_is_taken(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MemoryKeyring, "priority", 0)
    assert auth("set", "ninespokes", given="key\n").exit_code == Exit.OK
    assert (home / "settings.env").read_text() == "NINESPOKES_API_KEY=key\n"


def test_without_the_extra_the_keyring_is_refused_with_the_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring.errors", None)
    result = auth("set", "ninespokes", "--to", "keyring", given="key\n")
    assert result.exit_code == Exit.CONFIGURATION
    assert "pip install 'spokebridge[keyring]'" in result.output


@pytest.mark.parametrize(
    ("given", "said"), [("\n", "NINESPOKES_API_KEY is empty; nothing was kept"), ("Bearer x\n", "begins with a scheme")]
)
def test_what_cannot_be_a_key_is_not_kept(system_keyring: MemoryKeyring, given: str, said: str) -> None:
    result = auth("set", "ninespokes", given=given)
    assert result.exit_code == Exit.CONFIGURATION
    assert said in result.output
    assert not system_keyring.kept


def test_a_terminal_is_asked_without_an_echo(monkeypatch: pytest.MonkeyPatch, system_keyring: MemoryKeyring) -> None:
    asked: list[tuple[str, bool]] = []

    def prompt(text: str, *, hide_input: bool, err: bool) -> Any:
        asked.append((text, hide_input))
        return "x1"

    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    monkeypatch.setattr("click.prompt", prompt)
    assert auth("set", "productiv").exit_code == Exit.OK
    assert asked == [("PRODUCTIV_CLIENT_ID", False), ("PRODUCTIV_CLIENT_SECRET", True)]


def test_status_says_where_each_setting_comes_from_and_hides_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    auth("set", "productiv", given="the-id\nthe-secret\n")
    monkeypatch.setenv("NINESPOKES_BASE_URL", "https://x")
    lines = auth("status").output.splitlines()
    assert lines == [
        "PRODUCTIV_CLIENT_ID      the-id (from keyring)",
        "PRODUCTIV_CLIENT_SECRET  *** (from keyring)",
        "PRODUCTIV_BASE_URL       not set, so the default is used",
        "PRODUCTIV_TOKEN_URL      not set, so the default is used",
        "NINESPOKES_API_KEY       not set",
        "NINESPOKES_BASE_URL      https://x (from environment)",
    ]


def test_what_the_environment_overrules_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NINESPOKES_API_KEY", "other")
    assert "also in the environment, which wins" in auth("set", "ninespokes", given="key\n").output


def test_clear_removes_from_both_places(home: Path, system_keyring: MemoryKeyring) -> None:
    auth("set", "ninespokes", given="key\n")
    auth("set", "ninespokes", "--to", "file", given="key\n")
    assert "NINESPOKES_API_KEY removed" in auth("clear", "ninespokes").output
    assert not system_keyring.kept
    assert (home / "settings.env").read_text() == ""
    assert "there was nothing to remove" in auth("clear", "ninespokes").output
