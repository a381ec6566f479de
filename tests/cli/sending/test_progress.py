"""What is shown while records leave."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from spokebridge.cli.sending import progress
from spokebridge.cli.sending.progress import shown
from spokebridge.cli.sending.uploading import _bars
from spokebridge.report import Progress
from spokebridge.uploads import UploadProgress
from tests.cli.terminal import standing_in


def counts(read: int, rejected: int = 0, unknown: int = 0) -> Progress:
    return Progress(read, read - rejected - unknown, rejected, 0, unknown, 1)


def test_a_terminal_shows_a_bar_with_rate_and_remaining_time(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = standing_in(monkeypatch, "stderr")
    shares = iter([0.25, 0.5])
    with shown(lambda: next(shares)) as show:
        show(counts(1000))
        show(counts(2000, rejected=3))
    assert "1,997 accepted, 3 rejected" in terminal.text
    assert re.search(r"[\d,]+/s", terminal.text)
    assert re.search(r"\d:\d\d:\d\d|-:--:--", terminal.text)


def test_elsewhere_a_line_comes_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0.0)
    with shown(lambda: 0.5) as show:
        show(counts(2000, unknown=1))
    assert re.fullmatch(r"50% of the input, 1,999 accepted, 1 unknown, [\d,]+/s\n", capsys.readouterr().err)
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 60.0)
    with shown(lambda: 0.5) as show:
        show(counts(2000))
    assert capsys.readouterr().err == ""


def test_a_terminal_shows_each_file_that_is_uploaded(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = standing_in(monkeypatch, "stderr")
    with _bars([Path("users.csv")]) as show:
        assert show is not None
        show(UploadProgress("users.csv", 500, 1000))
    assert "users.csv" in terminal.text
    assert "0.5/1.0 kB" in terminal.text
