"""A terminal to write to."""

from __future__ import annotations

import io
import re
import sys

import pytest

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal(io.StringIO):
    """Keeps what is written, and says that it is a terminal."""

    def isatty(self) -> bool:
        return True

    @property
    def text(self) -> str:
        """What was written, without colours and movements."""
        return _CONTROL.sub("", self.getvalue())


def standing_in(monkeypatch: pytest.MonkeyPatch, stream: str) -> Terminal:
    """A terminal in place of `stdout` or `stderr`."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    terminal = Terminal()
    monkeypatch.setattr(sys, stream, terminal)
    return terminal
