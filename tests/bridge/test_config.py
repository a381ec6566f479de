"""Settings files: what they may say, and what is said about mistakes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from spokebridge.bridge.config import read_config
from spokebridge.bridge.routes import Source
from spokebridge.errors import ConfigurationError

ONE = '[[connections]]\ncompany = "c"\nconnection = "k"\napp_id = "a"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "sync.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_settings(tmp_path: Path) -> None:
    text = """
    state = "state/remembered.sqlite"
    app_id = "spend"
    since = 2024-01-01
    overlap_days = 7
    connections_at_once = 2
    page_size = 50
    batch = 100
    every = "1h"
    report = "report.html"
    rules = ["rules.toml"]

    [[connections]]
    company = "c-1"

    [[connections]]
    company = "c-2"
    connection = "k"
    app_id = "other"
    name = "Harbour Tiles"
    since = 2023-06-01
    """
    config = read_config(written(tmp_path, text))
    assert config.sources == (
        Source("c-1", "spend", None, "", date(2024, 1, 1)),
        Source("c-2", "other", "k", "Harbour Tiles", date(2023, 6, 1)),
    )
    assert config.state == tmp_path / "state" / "remembered.sqlite"
    assert config.report == tmp_path / "report.html"
    assert config.every == "1h"
    assert config.rules == (tmp_path / "rules.toml",)
    options = config.options
    assert (options.overlap, options.connections_at_once, options.page_size, options.batch) == (
        timedelta(days=7),
        2,
        50,
        100,
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ONE + 'conection = "x"\n', "connections[1].conection is not a setting; did you mean 'connection'?"),
        ("overlap = 3\n" + ONE, "overlap is not a setting; did you mean 'overlap_days'?"),
        ("xyzzy = 3\n" + ONE, "xyzzy is not a setting; known are connections, state"),
        (ONE + ONE, "connections[2] repeats connection k of connections[1]; remove one of them"),
        ('[[connections]]\ncompany = "c"\n', "connections[1].app_id is missing; name the Productiv app"),
        ('[[connections]]\napp_id = "a"\n', "connections[1].company is missing"),
        ('state = "s"\n', "connections is missing"),
        ("connections = []\n", "connections is empty; add a [[connections]] table"),
        ('overlap_days = "7"\n' + ONE, "overlap_days: expected int, got str"),
        ("overlap_days = -1\n" + ONE, "overlap_days: expected int >= 0"),
        ("page_size = 0\n" + ONE, "page_size: expected int >= 1"),
        ("[[connections]]\ncompany = 7\n", "connections[1].company: expected str, got int"),
        ("since = 2024-01-01T00:00:00Z\n" + ONE, "since is a time; write the day alone"),
        ('since = "first of May"\n' + ONE, "since: invalid"),
        ("state = \n", "not TOML: "),
    ],
)
def test_mistakes_are_named_with_file_key_and_fix(tmp_path: Path, text: str, words: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigurationError) as found:
        read_config(path)
    assert str(path) in str(found.value)
    assert words in str(found.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"none\.toml: cannot be read \(No such file"):
        read_config(tmp_path / "none.toml")
    with pytest.raises(ConfigurationError, match=r"cannot be read \(Is a directory"):
        read_config(tmp_path)
    (tmp_path / "latin.toml").write_bytes('name = "Zoë"'.encode("latin-1"))
    with pytest.raises(ConfigurationError, match=r"latin\.toml: byte 10 is not UTF-8"):
        read_config(tmp_path / "latin.toml")
