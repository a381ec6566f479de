"""A record before and after the rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import click

from productiv_client import codec
from spokebridge.plugins.field_mapper import ABSENT, Mapped

WIDEST = 40


def show_change(place: str, before: Mapping[str, Any], mapped: Mapped) -> None:
    """One line a field that changed, with the rule that changed it last."""
    click.echo(f"\n{click.style(place, bold=True)}")
    if mapped.record is None:
        click.echo(f"  dropped by {mapped.dropped_by}")
        return
    rules = {change.field: f"line {change.line}, {change.rule}" for change in mapped.changes}
    after = mapped.record
    rows = [
        (name, _text(before.get(name, ABSENT)), _text(after.get(name, ABSENT)), rule)
        for name, rule in rules.items()
        if name in before or name in after
    ]
    widths = [max(len(row[column]) for row in rows) if rows else 0 for column in range(3)]
    for name, old, new, rule in rows:
        said = f"  {name.ljust(widths[0])}  {old.ljust(widths[1])} → {new.ljust(widths[2])}"
        click.echo(f"{said}  {click.style(rule, dim=True)}")


def _text(value: Any) -> str:
    if value is ABSENT:
        return "–"
    if isinstance(value, Decimal):
        return format(value, "f")
    found = value.isoformat() if isinstance(value, datetime) else value if isinstance(value, str) else None
    shown = found if found is not None else codec.encode(value).decode()
    shown = f'"{shown}"' if isinstance(value, str) else shown
    return shown if len(shown) <= WIDEST else shown[: WIDEST - 1] + "…"
