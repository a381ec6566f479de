"""Where settings come from, and which source wins."""

from __future__ import annotations

import re
from pathlib import Path

import keyring
import pytest

from spokebridge.cli import clients
from spokebridge.cli.settings.lookup import client_settings, look_up
from spokebridge.cli.settings.names import NINESPOKES, PRODUCTIV
from spokebridge.errors import ConfigurationError

KEY = "NINESPOKES_API_KEY"


def write(path: Path, text: str, mode: int = 0o600) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(mode)
    return path


def source() -> tuple[str, str]:
    found = look_up(NINESPOKES)[KEY]
    return found.value, found.source


def test_the_environment_wins_over_the_file_and_the_file_over_the_keyring(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.set_password("spokebridge", KEY, "from-keyring")
    assert source() == ("from-keyring", "keyring")
    path = write(home / "settings.env", f"{KEY}=from-file\n")
    assert source() == ("from-file", str(path))
    monkeypatch.setenv(KEY, "from-environment")
    assert source() == ("from-environment", "environment")


def test_a_file_may_have_comments_quotes_exports_and_settings_of_others(home: Path) -> None:
    write(home / "settings.env", f"# sandbox\n\nexport {KEY}='a b'\nNINESPOKES_BASE_URL = https://x \nOTHER=1\n")
    assert client_settings(NINESPOKES) == {"api_key": "a b", "base_url": "https://x"}


def test_another_file_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPOKEBRIDGE_SETTINGS", str(write(tmp_path / ".env.sandbox", f"{KEY}=other\n")))
    assert client_settings(NINESPOKES) == {"api_key": "other"}


def test_a_file_that_was_named_has_to_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPOKEBRIDGE_SETTINGS", "/no/such/file")
    with pytest.raises(ConfigurationError, match="/no/such/file: there is no such settings file"):
        look_up(NINESPOKES)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o777])
def test_a_file_that_others_can_use_is_refused_with_the_fix(home: Path, mode: int) -> None:
    path = write(home / "settings.env", f"{KEY}=secret-value\n", mode)
    with pytest.raises(ConfigurationError, match=rf"mode {mode:04o} .* chmod 600 '{re.escape(str(path))}'") as caught:
        look_up(NINESPOKES)
    assert "secret-value" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\nPRODUCTIV_SECRET=x\n", "line 2: PRODUCTIV_SECRET is no setting; there are PRODUCTIV_CLIENT_ID"),
        ("just words\n", "line 1: not a setting; write NAME=value"),
    ],
)
def test_a_bad_line_is_named(home: Path, text: str, said: str) -> None:
    write(home / "settings.env", text)
    with pytest.raises(ConfigurationError, match=said):
        look_up(PRODUCTIV)


def test_a_file_that_is_no_text_is_said_to_be(home: Path) -> None:
    path = write(home / "settings.env", "")
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigurationError, match="cannot be read \\(it is not UTF-8 text\\)"):
        look_up(PRODUCTIV)


def test_everything_that_is_missing_is_named_with_the_way_to_set_it() -> None:
    said = "PRODUCTIV_CLIENT_ID and PRODUCTIV_CLIENT_SECRET not set; .* spokebridge auth set productiv"
    with pytest.raises(ConfigurationError, match=said):
        clients.productiv()


def test_clients_are_made_of_the_settings(home: Path) -> None:
    write(home / "settings.env", f"{KEY}=k\nNINESPOKES_BASE_URL=http://127.0.0.1:1\n")
    with clients.ninespokes() as client:
        assert "127.0.0.1:1" in repr(client)


def test_no_secret_is_in_a_repr(home: Path) -> None:
    write(home / "settings.env", f"{KEY}=secret-value\n")
    assert "secret-value" not in repr(look_up(NINESPOKES))
