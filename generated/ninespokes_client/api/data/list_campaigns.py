"""List e-mail campaigns

Campaigns and their results, from e-mail marketing apps. Records are flat: the campaign has no wrapper, so
names in query options have no prefix (`campaign_id`, `campaign_report.opens`). Default order is the
campaign id, which is unique within the app.

`GET /companies/{company}/connections/{connection}/data/campaigns`
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
Evidence: official, S2 (GitHub 9spokes/open-platform-docs at f6f0fbb (2022-05-25), source of S1, with its
history since 2020-11-03).
Retry: read; A read changes nothing on the server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path, render_query

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["listCampaigns"]


def request(
    company: str,
    connection: str,
    *,
    filter_: str | None = None,
    orderby: str | None = None,
    select: list[str] | None = None,
    top: int | None = None,
    skip: int | None = None,
) -> Request[models.CampaignsPage]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"company": company, "connection": connection}),
        models.CampaignsPage,
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
) -> Response[models.CampaignsPage]:
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
) -> models.CampaignsPage:
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
) -> Response[models.CampaignsPage]:
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
) -> models.CampaignsPage:
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
