"""How much a receiver takes on, and how long it waits."""

from __future__ import annotations

from dataclasses import dataclass, fields

from spokebridge.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Limits:
    """See `WebhookReceiver`, which takes each of them. Raises ConfigurationError for one that is not above 0."""

    max_bytes: int
    max_depth: int
    max_pending: int
    concurrency: int
    lease: float
    drain_seconds: float

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            if not value > 0:
                raise ConfigurationError(f"{item.name} is {value!r}; give a number greater than 0")
