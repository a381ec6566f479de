"""Ctrl-C and SIGTERM: what is under way has a moment to end, then the process ends anyway.

A second signal means now.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from types import FrameType

from spokebridge.cli.replacing import remove_begun

GRACE_SECONDS = 2.0  # a request that waits for its answer cannot be called off


def end_on_signals() -> None:
    """From now on signals unwind the command, so that files that were begun are removed."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    code = 128 + number

    def end_now(*_: object) -> None:
        _end_now(code)

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, end_now)
    timer = threading.Timer(GRACE_SECONDS, _end_now, [code])
    timer.daemon = True
    timer.start()
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(code)


def _end_now(code: int) -> None:
    remove_begun()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    os._exit(code)
