"""Tokens in a folder: who may read them, what a crash leaves, who may fetch."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from spokebridge.errors import ConfigurationError
from spokebridge.redaction import Secret
from spokebridge.token_stores import FileTokenStore, StoredToken

TOKEN = StoredToken(Secret("token-that-nobody-should-see"), 1_000.0, 60.0)


def test_gives_back_what_was_saved(tmp_path: Path) -> None:
    FileTokenStore(tmp_path / "tokens").save("key", TOKEN)
    assert FileTokenStore(tmp_path / "tokens").load("key") == TOKEN
    assert FileTokenStore(tmp_path / "tokens").load("other") is None


def test_only_this_user_may_read(tmp_path: Path) -> None:
    store = FileTokenStore(tmp_path / "tokens")
    store.save("key", TOKEN)
    assert stat.S_IMODE((tmp_path / "tokens").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "tokens" / "key.json").stat().st_mode) == 0o600
    assert "nobody-should-see" not in repr(store)


def test_refuses_a_folder_that_is_open_to_others(tmp_path: Path) -> None:
    (tmp_path / "tokens").mkdir(mode=0o755)
    with pytest.raises(ConfigurationError, match="chmod it to 700"):
        FileTokenStore(tmp_path / "tokens")


def test_refuses_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="token store"):
        FileTokenStore(tmp_path / "file" / "tokens")


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"access_token": 5}', '{"access_token": "t", "issued": 1}', "\xff"]
)
def test_a_damaged_file_is_no_token_and_is_replaced(tmp_path: Path, content: str) -> None:
    store = FileTokenStore(tmp_path / "tokens")
    (tmp_path / "tokens" / "key.json").write_text(content, encoding="latin-1")
    assert store.load("key") is None
    store.save("key", TOKEN)
    assert store.load("key") == TOKEN


def test_a_failed_save_leaves_the_old_token_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FileTokenStore(tmp_path / "tokens")
    store.save("key", TOKEN)

    def fails(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="disk full"):
        store.save("key", StoredToken(Secret("newer"), 2_000.0, 60.0))
    assert store.load("key") == TOKEN
    assert [path.name for path in (tmp_path / "tokens").iterdir()] == ["key.json"]


def test_one_at_a_time_may_fetch_for_a_key(tmp_path: Path) -> None:
    mine, theirs = FileTokenStore(tmp_path / "tokens"), FileTokenStore(tmp_path / "tokens")
    lock = mine.try_lock("key")
    assert lock is not None
    with lock:
        assert theirs.try_lock("key") is None
        other = theirs.try_lock("another key")
        assert other is not None
        other.__exit__(None, None, None)
    again = theirs.try_lock("key")
    assert again is not None
    again.__exit__(None, None, None)
