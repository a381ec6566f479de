"""What is measured: which task, by which peers, against which server, how often."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.peers import PAGE

OURS = "spokebridge"
MODELS = ("by_hand", "vanilla", "openapi_generator", "stainless")


@dataclass(frozen=True)
class Trial:
    """Peers that take turns at the same work. `delay` is the server's, in seconds. `tasks` names a peer's own task."""

    title: str
    task: str
    peers: tuple[str, ...]
    records: int = 0
    delay: float | None = None
    rounds: int = 5
    own_task: str | None = None

    def task_of(self, peer: str) -> str:
        """What the peer does: our own client may look ahead where the others have no means to."""
        return self.own_task if peer == OURS and self.own_task else self.task


def trials(records: int) -> list[Trial]:
    """The whole plan, for so many records."""
    pulling = (OURS, *MODELS, "raw_socket")
    return [
        Trial("Import and the first two clients", "first_client", (OURS, "httpx_alone", *MODELS), rounds=9),
        Trial("Import, and read a first page", "first_page", pulling, PAGE, 0, rounds=9),
        Trial("Read bills, sequential, server answers at once", "pull", pulling, records, 0),
        Trial(
            "Read bills, server answers after 50 ms, ours looks 12 pages ahead",
            "pull",
            pulling,
            records,
            0.05,
            rounds=3,
            own_task="pull_ahead",
        ),
        Trial("Publish spend, sequential, server answers at once", "push", pulling, records, 0),
        Trial(
            "Publish spend, server answers after 50 ms, ours with concurrency=8",
            "push",
            pulling,
            records,
            0.05,
            rounds=3,
            own_task="push_ahead",
        ),
        Trial("Decode pages of bills", "decode", (OURS, *MODELS), records // 5),
        Trial("Encode requests of spend", "encode", (OURS, "vanilla", "openapi_generator"), records),
    ]
