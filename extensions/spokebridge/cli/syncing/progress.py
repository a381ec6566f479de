"""A bar over all connections: bills read, how fast, how long it will take."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from spokebridge.bridge.summary import ConnectionSummary


class Rate(ProgressColumn):
    """Bills a second."""

    def render(self, task: Task) -> Text:
        """The last seconds' rate."""
        return Text("" if not task.speed else f"{task.speed:,.0f} bills/s", style="cyan")


@contextmanager
def bar(console: Console, *, hidden: bool = False) -> Generator[Callable[[ConnectionSummary], None]]:
    """What to call with a connection's summary whenever it has changed; any thread may. Draws on a terminal only."""
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        console=console,
        disable=hidden or not console.is_terminal,
    )
    lock = threading.Lock()
    counts: dict[int, tuple[int, int]] = {}
    with progress:
        task = progress.add_task("reading bills", total=None)

        def show(summary: ConnectionSummary) -> None:
            with lock:
                counts[id(summary)] = (summary.read, max(summary.read, summary.total or 0))
                read, total = (sum(column) for column in zip(*counts.values(), strict=True))
                accepted = f"moving bills, {len(counts)} connection{'s' if len(counts) > 1 else ''}"
                progress.update(task, completed=read, total=total or None, description=accepted)

        yield show
