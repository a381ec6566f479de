"""List the apps of the portfolio (v1)

Returns every app of the company's portfolio with a small set of attributes; with `verbose=true` every app
comes with all its attributes. The whole list arrives in one answer, paging is not documented. This version
is archived, but it is the only one whose page was read in full. Whether it still answers is unknown. The
rate limit is a third party's figure.

`GET /pull/v1/apps`
- include_inactive: Whether inactive apps are returned as well; left out, they are not
- verbose: `true` returns AppDetails objects in place of AppSummary objects

Scope: https://api.productiv.com/apps.read.
Evidence: official, S001 (App summaries (archived page of /pull/v1/apps)).
Retry: read; Reads only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, overload

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response, render_query

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["getAppSummaries"]


@overload
def request(
    *,
    include_inactive: bool | None = None,
    verbose: Literal[False] | None = None,
) -> Request[models.AppSummariesResponse]: ...


@overload
def request(
    *,
    include_inactive: bool | None = None,
    verbose: Literal[True],
) -> Request[models.AppDetailsListResponse]: ...


@overload
def request(
    *,
    include_inactive: bool | None = None,
    verbose: bool | None,
) -> Request[models.AppSummariesResponse | models.AppDetailsListResponse]: ...


def request(
    *,
    include_inactive: bool | None = None,
    verbose: bool | None = None,
) -> Request[models.AppSummariesResponse | models.AppDetailsListResponse]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        OPERATION.path,
        models.AppDetailsListResponse if verbose is True else models.AppSummariesResponse,
        query=render_query(
            {
                "includeInactive": include_inactive,
                "verbose": verbose,
            },
        ),
    )


@overload
def sync_detailed(
    *,
    include_inactive: bool | None = None,
    verbose: Literal[False] | None = None,
    client: Client,
) -> Response[models.AppSummariesResponse]: ...


@overload
def sync_detailed(
    *,
    include_inactive: bool | None = None,
    verbose: Literal[True],
    client: Client,
) -> Response[models.AppDetailsListResponse]: ...


@overload
def sync_detailed(
    *,
    include_inactive: bool | None = None,
    verbose: bool | None,
    client: Client,
) -> Response[models.AppSummariesResponse | models.AppDetailsListResponse]: ...


def sync_detailed(
    *,
    include_inactive: bool | None = None,
    verbose: bool | None = None,
    client: Client,
) -> Response[models.AppSummariesResponse | models.AppDetailsListResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            include_inactive=include_inactive,
            verbose=verbose,
        )
    )


@overload
def sync(
    *,
    include_inactive: bool | None = None,
    verbose: Literal[False] | None = None,
    client: Client,
) -> models.AppSummariesResponse: ...


@overload
def sync(
    *,
    include_inactive: bool | None = None,
    verbose: Literal[True],
    client: Client,
) -> models.AppDetailsListResponse: ...


@overload
def sync(
    *,
    include_inactive: bool | None = None,
    verbose: bool | None,
    client: Client,
) -> models.AppSummariesResponse | models.AppDetailsListResponse: ...


def sync(
    *,
    include_inactive: bool | None = None,
    verbose: bool | None = None,
    client: Client,
) -> models.AppSummariesResponse | models.AppDetailsListResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            include_inactive=include_inactive,
            verbose=verbose,
        )
    ).parsed


@overload
async def asyncio_detailed(
    *,
    include_inactive: bool | None = None,
    verbose: Literal[False] | None = None,
    client: AsyncClient,
) -> Response[models.AppSummariesResponse]: ...


@overload
async def asyncio_detailed(
    *,
    include_inactive: bool | None = None,
    verbose: Literal[True],
    client: AsyncClient,
) -> Response[models.AppDetailsListResponse]: ...


@overload
async def asyncio_detailed(
    *,
    include_inactive: bool | None = None,
    verbose: bool | None,
    client: AsyncClient,
) -> Response[models.AppSummariesResponse | models.AppDetailsListResponse]: ...


async def asyncio_detailed(
    *,
    include_inactive: bool | None = None,
    verbose: bool | None = None,
    client: AsyncClient,
) -> Response[models.AppSummariesResponse | models.AppDetailsListResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            include_inactive=include_inactive,
            verbose=verbose,
        )
    )


@overload
async def asyncio(
    *,
    include_inactive: bool | None = None,
    verbose: Literal[False] | None = None,
    client: AsyncClient,
) -> models.AppSummariesResponse: ...


@overload
async def asyncio(
    *,
    include_inactive: bool | None = None,
    verbose: Literal[True],
    client: AsyncClient,
) -> models.AppDetailsListResponse: ...


@overload
async def asyncio(
    *,
    include_inactive: bool | None = None,
    verbose: bool | None,
    client: AsyncClient,
) -> models.AppSummariesResponse | models.AppDetailsListResponse: ...


async def asyncio(
    *,
    include_inactive: bool | None = None,
    verbose: bool | None = None,
    client: AsyncClient,
) -> models.AppSummariesResponse | models.AppDetailsListResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                include_inactive=include_inactive,
                verbose=verbose,
            )
        )
    ).parsed
