"""`spokebridge sync` as a process of its own, and a signal at a chosen moment."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.support.syncing import World

LIMIT = 120.0


class SyncProcess:
    """`spokebridge sync` as a process of its own."""

    def __init__(self, world: World, config: Path) -> None:
        settings = {
            **{f"PRODUCTIV_{name.upper()}": str(value) for name, value in world.sandbox.productiv.items()},
            **{f"NINESPOKES_{name.upper()}": str(value) for name, value in world.sandbox.ninespokes.items()},
        }
        self._sandbox = world.sandbox
        self._process = subprocess.Popen(
            [sys.executable, "-m", "spokebridge", "sync", "--config", str(config)],
            env={
                "PATH": os.defpath,
                "HOME": str(config.parent),
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                **settings,
            },
            stderr=subprocess.PIPE,
            text=True,
        )

    def signal_at(self, request: int, number: int, pause: float = 0.0) -> int:
        """Send a signal a moment after the sandbox has answered so many requests more; the exit code."""
        until = time.monotonic() + LIMIT
        aim = len(self._sandbox.requests) + request
        while len(self._sandbox.requests) < aim and self._process.poll() is None:
            assert time.monotonic() < until
            time.sleep(0.001)
        time.sleep(pause)
        self._process.send_signal(number)
        return self.end()[0]

    def end(self) -> tuple[int, str]:
        """Exit code and standard error."""
        _, words = self._process.communicate(timeout=LIMIT)
        return self._process.returncode, words
