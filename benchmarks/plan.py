"""What is measured: which task, by which peers, against which server, how often."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.peers import PAGE

OURS, SEQUENTIAL = "spokebridge", "spokebridge_sequential"
MODELS = ("by_hand", "vanilla", "openapi_generator", "stainless")

FIRST_CLIENT = "Import and the first two clients"
FIRST_PAGE = "Import, and read a first page"
PULL = "Read bills, sequential, server answers at once"
PULL_SLOW = "Read bills, server answers after 50 ms, ours looks 12 pages ahead"
PUSH = "Publish spend, sequential, server answers at once"
PUSH_SLOW = "Publish spend, server answers after 50 ms, ours with concurrency=8"
DECODE = "Decode pages of bills"
ENCODE = "Encode requests of spend"
TITLES = (FIRST_CLIENT, FIRST_PAGE, PULL, PULL_SLOW, PUSH, PUSH_SLOW, DECODE, ENCODE)


@dataclass(frozen=True)
class Trial:
    """Peers that take turns at the same work. `delay` is the server's, in seconds. `own_task` is what only we can."""

    title: str
    task: str
    peers: tuple[str, ...]
    records: int = 0
    delay: float | None = None
    rounds: int = 5
    own_task: str | None = None

    @property
    def is_cold(self) -> bool:
        """Whether imports are measured."""
        return self.task in ("first_client", "first_page")

    def task_of(self, peer: str) -> str:
        """What the peer does."""
        return self.own_task if peer == OURS and self.own_task else self.task


def trials(records: int) -> list[Trial]:
    """The whole plan, for so many records."""
    moving = (OURS, *MODELS, "raw_socket")
    waiting = (OURS, SEQUENTIAL, *MODELS, "raw_socket")
    return [
        Trial(FIRST_CLIENT, "first_client", (OURS, "httpx_alone", *MODELS), rounds=9),
        Trial(FIRST_PAGE, "first_page", moving, PAGE, 0, rounds=9),
        Trial(PULL, "pull", moving, records, 0),
        Trial(PULL_SLOW, "pull", waiting, records, 0.05, own_task="pull_ahead"),
        Trial(PUSH, "push", moving, records, 0),
        Trial(PUSH_SLOW, "push", waiting, records, 0.05, own_task="push_ahead"),
        Trial(DECODE, "decode", (OURS, *MODELS), records // 5),
        Trial(ENCODE, "encode", (OURS, "vanilla", "openapi_generator"), records),
    ]
