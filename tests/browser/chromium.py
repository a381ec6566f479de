"""Where a chromium is on this machine."""

from __future__ import annotations

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def find_chromium() -> str | None:
    """The first of its usual names that is on the path."""
    return next(filter(None, map(shutil.which, NAMES)), None)
