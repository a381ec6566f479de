"""What a store is."""

from __future__ import annotations

from enum import Enum
from typing import Protocol


class Claim(Enum):
    """Who handles an event: the delivery that asks, another one at this moment, or one that is done."""

    OURS = "ours"
    RUNNING = "running"
    DONE = "done"


class EventStore(Protocol):
    """Remembers events by a key that is made from the callback token and does not give it away.

    Its methods are called from several threads, and may wait for a disk or a network. `claim` and `begin` decide races,
    so each has to be one step. An exception refuses the delivery with 503.
    """

    def claim(self, key: str, owner: str, lease: float) -> Claim:
        """Take an event that nobody has. A claim that is older than `lease` seconds belongs to a process that died."""
        ...

    def finish(self, key: str) -> None:
        """The event is handled; from now on every claim is DONE."""
        ...

    def release(self, key: str, owner: str) -> None:
        """The event is not handled, and this owner has it no longer: the next delivery may try again."""
        ...

    def begin(self, key: str, action: str) -> bool:
        """Whether an action for the event was never begun; from now on it was."""
        ...

    def undo(self, key: str, action: str) -> None:
        """An action that was begun had certainly no effect."""
        ...
