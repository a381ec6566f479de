"""Get the details of an app (v1)

Returns all attributes of one app. The page of this version is dated July 25, 2022 and archived; whether the
version still answers is unknown. That page asks for the scope `report.read`, while all later pages on apps
ask for `apps.read`; the page's own scope is given here, and a client should be ready to need the other. It
also says "Spend" where later pages say "Fiscal Spend", and the custom field of its sample has no
`FieldKey`. An unknown id answers 404 according to a third party, which states the rate limit too.

`GET /pull/v1/apps/{applicationId}`
- application_id: Id of the app, from the list of apps

Scope: https://api.productiv.com/report.read.
Evidence: official-head, PAGE-app-details-2022-07-25 (App details (v1, archived)). The app object is taken
from S001, the archived v1 page of the list.
Retry: read; Reads only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["getAppDetails"]


def request(
    application_id: str,
) -> Request[models.AppDetailsResponse]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"applicationId": application_id}),
        models.AppDetailsResponse,
    )


def sync_detailed(
    application_id: str,
    *,
    client: Client,
) -> Response[models.AppDetailsResponse]:
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
) -> models.AppDetailsResponse:
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
) -> Response[models.AppDetailsResponse]:
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
) -> models.AppDetailsResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                application_id,
            )
        )
    ).parsed
