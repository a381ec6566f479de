"""Runs methods that take whole files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from spokebridge.cli.exits import Exit
from spokebridge.cli.resources.methods import Method
from spokebridge.uploads import UploadProgress, UploadReport


def upload(method: Method, client: Any, arguments: Mapping[str, Any]) -> None:
    """Upload files, and say what became of each."""
    with _bars(arguments["paths"]) as show:
        report: UploadReport = method.of(client)(**arguments, on_progress=show)
    for file in report.uploaded:
        click.echo(f"{file.name}: uploaded, {file.size:,} bytes", err=True)
    for file in report.failed:
        click.echo(f"{file.name}: not uploaded: {file.reason}", err=True)
    if report.failed:
        click.echo(f"{len(report.failed)} of {len(report.uploaded) + len(report.failed)} files not uploaded", err=True)
        click.get_current_context().exit(Exit.PARTLY)


@contextmanager
def _bars(paths: Sequence[Path]) -> Generator[Callable[[UploadProgress], None] | None]:
    """A bar with rate and remaining time for each file on a terminal; nothing otherwise."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {path.name: bars.add_task(path.name, total=None) for path in paths}

        def show(progress: UploadProgress) -> None:
            bars.update(tasks[progress.name], completed=progress.sent, total=progress.size)

        yield show
