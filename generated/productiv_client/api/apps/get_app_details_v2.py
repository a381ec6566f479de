"""Get the details of an app (v2)

Like v1, with the fiscal year and its date range beside the app. The page is dated Jan 25, 2023 and
archived; whether the version still answers, and what it changed inside the app object, is unknown. An
unknown id answers 404 according to a third party, which states the rate limit too.

`GET /pull/v2/apps/{applicationId}`
- application_id: Id of the app, from the list of apps

Scope: https://api.productiv.com/apps.read.
Evidence: official-head, PAGE-app-details-2023-01-25 (App details (v2, archived)). The app object is
inferred to be that of S001.
Retry: read; Reads only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["getAppDetailsV2"]


def request(
    application_id: str,
) -> Request[models.FiscalAppDetailsResponse]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"applicationId": application_id}),
        models.FiscalAppDetailsResponse,
    )


def sync_detailed(
    application_id: str,
    *,
    client: Client,
) -> Response[models.FiscalAppDetailsResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            application_id,
        )
    )


def sync(
    application_id: str,
    *,
    client: Client,
) -> models.FiscalAppDetailsResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            application_id,
        )
    ).parsed


async def asyncio_detailed(
    application_id: str,
    *,
    client: AsyncClient,
) -> Response[models.FiscalAppDetailsResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            application_id,
        )
    )


async def asyncio(
    application_id: str,
    *,
    client: AsyncClient,
) -> models.FiscalAppDetailsResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                application_id,
            )
        )
    ).parsed
