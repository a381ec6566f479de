"""What made-up records of all kinds are put together from."""

import random
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

CENT = Decimal("0.01")


def identifier(source: random.Random) -> str:
    """A UUID."""
    return str(uuid.UUID(int=source.getrandbits(128), version=4))


def midnight(day: date, *, fraction: bool = True) -> str:
    """Dates are full timestamps on the wire, with and without a fraction (9Spokes facts 3.1 and 5.15)."""
    return f"{day.isoformat()}T00:00:00{'.000' if fraction else ''}Z"


def number(amount: Decimal) -> int | Decimal:
    """Without trailing zeros, as Go writes numbers (9Spokes facts 3.1)."""
    return int(amount) if amount == amount.to_integral_value() else amount.normalize()


def money(source: random.Random, least: int, most: int) -> Decimal:
    """An amount with cents; the bounds are whole."""
    return Decimal(source.randrange(least * 100, most * 100)) * CENT


def month_ends(start: date, count: int) -> Iterator[date]:
    """The last days of so many months, the first that of `start`."""
    year, month = start.year, start.month
    for _ in range(count):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        yield date(year, month, 1) - timedelta(days=1)
