"""Query options of the 9Spokes data lists (9Spokes facts 4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias, TypedDict

from spokebridge.arguments import shown
from spokebridge.errors import ConfigurationError
from spokebridge.odata import Condition, Order, Property, render, render_order_by, render_select

Name: TypeAlias = str | Property


class ListOptions(TypedDict, total=False):
    """Keyword arguments of every list under `data`.

    `filter` is an expression made with `spokebridge.odata.F`, or a finished `$filter` text. `order_by` replaces the
    default order. `select` names two or more columns. `page_size` is what each request asks for (100 unless given; the
    server may give fewer). `concurrency` above 1 fetches pages ahead, in order. `resume` is the `resume_token` of an
    earlier pager.
    """

    filter: Condition | str | None
    order_by: Name | Order | Iterable[Name | Order] | None
    select: Name | Iterable[Name] | None
    page_size: int
    concurrency: int
    resume: str | None


class WireOptions(TypedDict, total=False):
    """The same as query parameters of the generated operations."""

    filter_: str
    orderby: str
    select: list[str]


def wire_options(options: ListOptions, prefix: str, default_order: str | None) -> WireOptions:
    """Query parameters with the record's prefix added. Raises ValueError or TypeError for what the server would
    misread.
    """
    unknown = sorted(set(options) - set(ListOptions.__annotations__))
    if unknown:
        raise TypeError(f"a list takes no option {unknown[0]!r}; it takes {', '.join(ListOptions.__annotations__)}")
    found: WireOptions = {}
    condition: object = options.get("filter")
    if isinstance(condition, Condition):
        found["filter_"] = render(condition, prefix)
    elif isinstance(condition, str) and condition.strip():
        found["filter_"] = condition
    elif condition is not None:
        raise ConfigurationError(f"filter is {shown(condition)}; write one such as F.total > 5, or leave it out")
    order = options.get("order_by")
    if order is not None:
        found["orderby"] = render_order_by(order, prefix)
    elif default_order is not None:
        found["orderby"] = default_order
    columns = options.get("select")
    if columns is not None:
        found["select"] = render_select(columns, prefix)
    return found
