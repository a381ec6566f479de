"""What a dry run would send: a table on a terminal, JSON Lines otherwise."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from productiv_client import codec
from spokebridge.cli.visible import visible

_ROWS = 50

Show = Callable[[str, dict[str, Any]], None]


@contextmanager
def preview(console: Console, *, lines: bool) -> Generator[Show]:
    """What to call with each record; any thread may. A table is printed at the end and shows the first records."""
    lock = threading.Lock()
    table = Table("app", "date", "vendor", box=None, pad_edge=False, header_style="bold")
    table.add_column("amount", justify="right")
    for name in ("currency", "category", "signatureId"):
        table.add_column(name)
    count = 0

    def show(app_id: str, record: dict[str, Any]) -> None:
        nonlocal count
        with lock:
            count += 1
            if lines:
                sys.stdout.write(codec.encode({"appId": app_id, "record": record}).decode() + "\n")
            elif count <= _ROWS:
                day = datetime.fromtimestamp(record["created"] / 1000, UTC).date().isoformat()
                values = (record["vendor"], record["amount"], record["currency"], record.get("category", ""))
                table.add_row(*(escape(visible(str(value))) for value in (app_id, day, *values, record["signatureId"])))

    yield show
    if not lines and count:
        console.print(table)
        if count > _ROWS:
            console.print(f"… and {count - _ROWS:,} more; pipe the output to get all of them as JSON Lines")
