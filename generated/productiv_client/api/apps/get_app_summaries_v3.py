"""List the apps of the portfolio (v3)

The current version (page updated Feb 12, 2025) of the list of apps. Parameters and top-level answer are
those of v1. What v3 changed inside the app objects is unknown, because that part of the page was not
visible. They are described as in v1 here; expect unknown keys. A v2 of the list is implied by v2 of the
details, but no page of it was found. The rate limit is a third party's figure.

`GET /pull/v3/apps`
- include_inactive: Whether inactive apps are returned as well; left out, they are not
- verbose: `true` returns AppDetails objects in place of AppSummary objects

Scope: https://api.productiv.com/apps.read.
Evidence: official-head, PAGE-app-summaries (App summaries (v3, updated Feb 12, 2025)). The app objects are
inferred to be those of v1.
Retry: read; Reads only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, overload

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response, render_query

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["getAppSummariesV3"]


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
