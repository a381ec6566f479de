"""Ctrl-C and SIGTERM end a run between two batches; the second one ends the process at once."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

from spokebridge.bridge.stopping import Stop
from spokebridge.cli.exits import Exit

_CODES = {signal.SIGINT: Exit.INTERRUPTED, signal.SIGTERM: Exit.TERMINATED}
_SHOW_CURSOR = b"\x1b[?25h"


class SignalStop(Stop):
    """`code` is what to exit with once a signal came."""

    def __init__(self) -> None:
        super().__init__()
        self.code: Exit | None = None

    def on_signal(self, number: int, _frame: FrameType | None) -> None:
        """Only what is safe between any two instructions: no lock is taken, nothing is buffered."""
        if self.wanted:
            if sys.stderr.isatty():
                os.write(2, _SHOW_CURSOR)
            os._exit(_CODES[signal.Signals(number)])
        self.wanted, self.code = True, _CODES[signal.Signals(number)]
        os.write(2, b"\nfinishing what is under way; once more ends at once\n")


@contextmanager
def stop_on_signals() -> Generator[SignalStop]:
    """Signals become a wish to stop, until the block ends."""
    stop = SignalStop()
    before = {number: signal.signal(number, stop.on_signal) for number in _CODES}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
