"""Shows how far a connection is: a view that changes in place on a terminal, else a line for each change."""

from __future__ import annotations

import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

import click

from ninespokes_client.models import ExtractionStatus


class View(Protocol):
    """What is shown while somebody waits."""

    def state(self, status: str) -> None:
        """The state of the connection."""
        ...

    def extraction(self, found: Sequence[ExtractionStatus]) -> None:
        """How far each datasource is."""
        ...


@contextmanager
def opened_view() -> Generator[View]:
    """The view that fits standard error."""
    if not sys.stderr.isatty():
        yield LineView()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bars:
        yield LiveView(bars)


class LineView:
    """A line for each change."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def state(self, status: str) -> None:
        """The state, when it is another."""
        self._say(f"connection is {status}")

    def extraction(self, found: Sequence[ExtractionStatus]) -> None:
        """Each datasource that is complete."""
        for item in found:
            if item.completed >= item.total:
                self._say(f"{item.datasource}: all {item.total} periods extracted")

    def _say(self, line: str) -> None:
        if line not in self._said:
            self._said.add(line)
            click.echo(line, err=True)


class LiveView:
    """A bar for the consent, then one for each datasource."""

    def __init__(self, bars: Any) -> None:
        self._bars = bars
        self._tasks: dict[str, Any] = {}

    def state(self, status: str) -> None:
        """Waiting, until it is active."""
        active = status == "ACTIVE"
        self._show("consent", 1 if active else 0, 1, f"consent: {status}")

    def extraction(self, found: Sequence[ExtractionStatus]) -> None:
        """Periods extracted of each datasource."""
        for item in found:
            self._show(str(item.datasource), item.completed, item.total, str(item.datasource))

    def _show(self, name: str, completed: int, total: int, description: str) -> None:
        if name not in self._tasks:
            self._tasks[name] = self._bars.add_task(description, total=total)
        self._bars.update(self._tasks[name], completed=completed, total=total, description=description)
