"""Values on the command line that are more than text: moments, days, filters. Errors name the fix."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import click

from spokebridge.cli.resources import filters


class Moment(click.ParamType[datetime]):
    """A moment: ISO 8601 with a time zone, or a day, which stands for its midnight in UTC."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """An aware datetime."""
        try:
            found = datetime.fromisoformat(value)
        except (ValueError, TypeError):
            self.fail(f"{value!r} is no moment; write 2026-03-01 or 2026-03-01T09:30:00Z", param, ctx)
        if found.tzinfo is None:
            if len(value) > len("2026-03-01"):
                self.fail(f"{value!r} has no time zone; add Z for UTC, or an offset such as +02:00", param, ctx)
            found = found.replace(tzinfo=UTC)
        return found


class Day(click.ParamType[date]):
    """A day: YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """A date."""
        try:
            return date.fromisoformat(value)
        except (ValueError, TypeError):
            self.fail(f"{value!r} is no day; write YYYY-MM-DD", param, ctx)


class Number(click.Choice[int]):
    """One of some whole numbers."""

    def __init__(self, numbers: tuple[int, ...]) -> None:
        super().__init__(numbers)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        return int(super().convert(str(value), param, ctx))


class Written(click.ParamType[Any]):
    """Something written in a little language of its own: a filter, an order, a list of columns."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._read = {"filter": filters.condition, "order_by": filters.order, "select": filters.columns}[name]

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """What the data lists take."""
        try:
            return self._read(value)
        except (TypeError, ValueError) as error:
            self.fail(str(error), param, ctx)
