"""Where the bars of the charts lie. The page draws them; nothing here knows HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from spokebridge.bridge.spend import Sum

_VENDORS = 12
_LABEL = 28
_LONGEST_GAP = 60  # months; beyond, only months with bills are shown
_MOST_LABELS = 14

WIDTH = 720
_ROW, _BAR, _LEFT, _RIGHT = 28, 18, 240, 130
_HEIGHT, _FLOOR = 240, 34


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle with its label and value; `negative` for more credits than bills."""

    label: str
    title: str
    value: Decimal
    records: int
    x: float
    y: float
    width: float
    height: float
    negative: bool
    labelled: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of `width` × `height`; `zero` is where the bars begin. `others` is what is too small to have a bar."""

    width: int
    height: int
    zero: float
    bars: Sequence[Bar]
    other_names: int = 0
    others: Sum = field(default_factory=Sum)


def vendor_chart(vendors: Sequence[tuple[str, Sum]]) -> Chart:
    """Lying bars, the largest vendors first."""
    shown, rest = vendors[:_VENDORS], vendors[_VENDORS:]
    scale, zero = _scale([found.amount for _, found in shown], WIDTH - _LEFT - _RIGHT)
    bars = [
        Bar(
            label=name if len(name) <= _LABEL else name[: _LABEL - 1].rstrip() + "…",
            title=name,
            value=found.amount,
            records=found.records,
            x=_LEFT + zero + min(0.0, float(found.amount) * scale),
            y=number * _ROW + (_ROW - _BAR) / 2,
            width=max(abs(float(found.amount)) * scale, 1.0),
            height=_BAR,
            negative=found.amount < 0,
        )
        for number, (name, found) in enumerate(shown)
    ]
    others = Sum(sum(found.records for _, found in rest), sum((found.amount for _, found in rest), Decimal(0)))
    return Chart(WIDTH, len(shown) * _ROW + 4, _LEFT + zero, bars, len(rest), others)


def month_chart(months: Sequence[tuple[str, Sum]]) -> Chart:
    """Standing bars, one a month; months without bills in between are there, empty."""
    shown = _filled(months)
    room = _HEIGHT - _FLOOR - 22
    scale, below = _scale([found.amount for _, found in shown], room)
    floor = _HEIGHT - _FLOOR - below
    slot = WIDTH / max(len(shown), 6)
    every = -(-len(shown) // _MOST_LABELS)
    bars = [
        Bar(
            label=_month(name),
            title=_month(name),
            value=found.amount,
            records=found.records,
            x=number * slot + slot * 0.15,
            y=floor - max(float(found.amount) * scale, 0.0),
            width=slot * 0.7,
            height=abs(float(found.amount)) * scale,
            negative=found.amount < 0,
            labelled=number % every == 0,
        )
        for number, (name, found) in enumerate(shown)
    ]
    return Chart(WIDTH, _HEIGHT, floor, bars)


def _scale(amounts: Sequence[Decimal], room: float) -> tuple[float, float]:
    """Pixels for one unit of money, and how many of them lie below zero."""
    top = max((float(amount) for amount in amounts), default=0.0)
    bottom = min((float(amount) for amount in amounts), default=0.0)
    top, bottom = max(top, 0.0), min(bottom, 0.0)
    scale = room / (top - bottom) if top > bottom else 0.0
    return scale, -bottom * scale


def _filled(months: Sequence[tuple[str, Sum]]) -> list[tuple[str, Sum]]:
    if not months:
        return []
    first, last = _number(months[0][0]), _number(months[-1][0])
    if last - first > _LONGEST_GAP:
        return list(months)
    known = dict(months)
    names = (f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(first, last + 1))
    return [(name, known.get(name, Sum())) for name in names]


def _number(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number) - 1


def _month(name: str) -> str:
    return f"{date.fromisoformat(name + '-01'):%b %Y}"
