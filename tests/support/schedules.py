"""How many random schedules a test tries: as hard as the hypothesis profile says, in blocks that can run alone."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import settings

BLOCKS = 4


def seeds(block: int, *, per_example: float) -> range:
    """The seeds of one block; `per_example` schedules for each example that a property test tries."""
    count = max(1, round(settings().max_examples * per_example / BLOCKS))
    return range(block * 1_000_000, block * 1_000_000 + count)


@contextmanager
def named(seed: int) -> Iterator[None]:
    """A failure inside says which seed makes it again."""
    try:
        yield
    except Exception as error:
        error.add_note(f"seed {seed}")
        raise


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for files that are synced often: in memory where the system has such a place."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as found:
        yield Path(found)
