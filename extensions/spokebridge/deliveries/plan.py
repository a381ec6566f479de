"""What a publisher and an account of deliveries say to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from spokebridge.errors import ConfigurationError
from spokebridge.publishing import Chunk, Outgoing

if TYPE_CHECKING:
    from spokebridge.deliveries.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Target:
    """What a run publishes to: an operation, a place on a server, and whose account it is."""

    operation: str
    place: str
    account: str

    def require(self, made_for: Target, name: str) -> None:
        """Raises ConfigurationError when what is called `name` was made for another target."""
        if (made_for.operation, made_for.place) != (self.operation, self.place):
            raise ConfigurationError(
                f"{name} was made for {made_for.operation} at {made_for.place}, "
                f"this run is {self.operation} at {self.place}; use another journal for it"
            )
        if made_for.account != self.account:
            raise ConfigurationError(
                f"{name} was made with another client id, perhaps for another customer; use another journal for this"
            )


@dataclass(frozen=True, slots=True)
class Plan:
    """What is left of a chunk.

    `delivered` counts records that the server acknowledged before, `in_doubt` are those that may have arrived and must
    not be sent again, `parts` are to be sent in this order.
    """

    delivered: int
    in_doubt: Sequence[Outgoing]
    parts: Sequence[Chunk]


class Deliveries(Protocol):
    """Remembers deliveries over runs. May wait for a disk. Raises SpokebridgeError when it cannot do its part."""

    @property
    def manifest(self) -> Manifest | None:
        """What a caller can keep to go on from; None when it is kept already."""
        ...

    def plan(self, chunk: Chunk) -> Plan:
        """What of a chunk is still to be sent. Asked once for each chunk."""
        ...

    def sending(self, part: Chunk) -> None:
        """A request is about to leave."""
        ...

    def delivered(self, part: Chunk) -> None:
        """The server acknowledged all of these records."""
        ...

    def refused(self, part: Chunk) -> None:
        """The server has none of these records from this request."""
        ...

    def note(self, name: str) -> str | None:
        """The text that was kept under this name."""
        ...

    def keep(self, name: str, text: str) -> None:
        """Keep a text about the run as a whole."""
        ...

    def close(self) -> None:
        """The run is over."""
        ...
