"""How a run is asked to end early without losing anything."""

from __future__ import annotations


class Stopped(Exception):
    """The run was asked to stop. What was delivered until then is recorded."""


class Stop:
    """A wish to stop. A signal handler may set it at any moment: it is one assignment, and takes no lock."""

    def __init__(self) -> None:
        self.wanted = False

    def check(self) -> None:
        """Raises Stopped once stopping is wanted."""
        if self.wanted:
            raise Stopped
