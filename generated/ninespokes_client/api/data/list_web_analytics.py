"""List web analytics

Figures about a web site, from web analytics apps, all of them strings made for people. The page was never
brought up to date: it prints a path without `/data` and the container `data`. Both this path and `results`
are what its neighbours lead to expect, so accept either container, and try the short path once when this
one answers 404. Records are flat, and whether query options work here is unknown. Default order is the
source of visitors, the only member that looks like a key.

`GET /companies/{company}/connections/{connection}/data/webAnalytics`
- company: Id of the company. All samples are UUIDs, but no other string is ruled out.
- connection: Id of a connection of that company. All samples are UUIDs, but no other string is ruled out.
- filter_: Keeps the records for which an expression is true.
- orderby: Sorts the records. A comma-separated list; each item is a property path with the record wrapper,
  then nothing, `asc` or `desc` in lower case. Ascending is the default, and more than two words in an item
  are an error. The documentation shows a single property without direction. Without this option no order is
  defined.
- select: Answers with these properties only: comma-separated paths with the record wrapper, at least two of
  them. Records keep their nesting, everything that was not named is dropped (`balance_date` beside a
  selected `data` member, for one), and inside lists the selection applies to each element.
- top: Largest number of records in the page. Without it a page has 10. The maximum is not documented, nor
  are zero and negative values; what is not a whole number is an error. A server may send fewer without
  being at the end. On trial balances and bank accounts it counts balance dates.
- skip: Number of records to pass over before the page begins. What happens past the end is not documented;
  an empty page is to be expected.

Scope: none.
Evidence: inferred, compiler (A deduction of those who compiled the facts for this document). Low
confidence. The page prints `/webAnalytics` and was last edited before any path had `/data`; all datasources
whose pages were converted since have moved below `/data`.
Retry: read; A read changes nothing on the server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path, render_query

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["listWebAnalytics"]


def request(
    company: str,
    connection: str,
    *,
    filter_: str | None = None,
    orderby: str | None = None,
    select: list[str] | None = None,
    top: int | None = None,
    skip: int | None = None,
) -> Request[models.WebAnalyticsPage]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"company": company, "connection": connection}),
        models.WebAnalyticsPage,
        query=render_query(
            {
                "$filter": filter_,
                "$orderby": orderby,
                "$select": select,
                "$top": top,
                "$skip": skip,
            },
            joined=frozenset(["$select"]),
        ),
    )


def sync_detailed(
    company: str,
    connection: str,
    *,
    filter_: str | None = None,
    orderby: str | None = None,
    select: list[str] | None = None,
    top: int | None = None,
    skip: int | None = None,
    client: Client,
) -> Response[models.WebAnalyticsPage]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            company,
            connection,
            filter_=filter_,
            orderby=orderby,
            select=select,
            top=top,
            skip=skip,
        )
    )


def sync(
    company: str,
    connection: str,
    *,
    filter_: str | None = None,
    orderby: str | None = None,
    select: list[str] | None = None,
    top: int | None = None,
    skip: int | None = None,
    client: Client,
) -> models.WebAnalyticsPage:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            company,
            connection,
            filter_=filter_,
            orderby=orderby,
            select=select,
            top=top,
            skip=skip,
        )
    ).parsed


async def asyncio_detailed(
    company: str,
    connection: str,
    *,
    filter_: str | None = None,
    orderby: str | None = None,
    select: list[str] | None = None,
    top: int | None = None,
    skip: int | None = None,
    client: AsyncClient,
) -> Response[models.WebAnalyticsPage]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            company,
            connection,
            filter_=filter_,
            orderby=orderby,
            select=select,
            top=top,
            skip=skip,
        )
    )


async def asyncio(
    company: str,
    connection: str,
    *,
    filter_: str | None = None,
    orderby: str | None = None,
    select: list[str] | None = None,
    top: int | None = None,
    skip: int | None = None,
    client: AsyncClient,
) -> models.WebAnalyticsPage:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                company,
                connection,
                filter_=filter_,
                orderby=orderby,
                select=select,
                top=top,
                skip=skip,
            )
        )
    ).parsed
