"""What is shown while records leave: a bar with rate and remaining time on a terminal, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TypeAlias

import click

from spokebridge.report import Progress

SECONDS_BETWEEN_LINES = 5.0
Show: TypeAlias = Callable[[Progress], None]


@contextmanager
def shown(share: Callable[[], float]) -> Generator[Show]:
    """A function to call with the counts so far; `share` says how much of the input was read, from 0 to 1."""
    with _bar(share) if sys.stderr.isatty() else _lines(share) as show:
        yield show


@contextmanager
def _bar(share: Callable[[], float]) -> Generator[Show]:
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    started = time.monotonic()
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=1.0, rate="")

        def show(progress: Progress) -> None:
            rate = progress.read / max(time.monotonic() - started, 0.001)
            bar.update(task, completed=share(), description=counts(progress), rate=f"{rate:,.0f}/s")

        yield show


@contextmanager
def _lines(share: Callable[[], float]) -> Generator[Show]:
    started = last = time.monotonic()

    def show(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= SECONDS_BETWEEN_LINES:
            last = now
            rate = progress.read / (now - started)
            click.echo(f"{share():.0%} of the input, {counts(progress)}, {rate:,.0f}/s", err=True)

    yield show


def counts(progress: Progress) -> str:
    """The counts so far in a few words."""
    parts = [f"{progress.accepted:,} accepted"]
    for number, word in ((progress.rejected, "rejected"), (progress.unknown, "unknown")):
        if number:
            parts.append(f"{number:,} {word}")
    return ", ".join(parts)
