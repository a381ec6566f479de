"""Add users to an org chart

Second step of publishing an org chart: adds up to 1000 users to a snapshot. A larger chart takes several
requests to the same id; all but the last one say that more will come. The table of the user object was not
visible: its fields come from a sample, and which are required is unknown.

`PUT /services/push/v1/customer/org-chart/{id}`
- id: Resource id of the snapshot, from `createOrgChart`
- body: Users to add to a snapshot

Scope: https://api.productiv.com/connector.write.
Evidence: official-head, PAGE-add-org-chart (Add an org chart).
Retry: unsafe; Requests to one id add up, and nothing says that users who are sent again are recognized.
After a lost answer the safe way is a new snapshot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import codec, models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["addOrgChartUsers"]


def request(
    id: str,
    *,
    body: models.AddOrgChartUsersRequest | bytes,
) -> Request[models.SuccessResponse]:
    """Describe the call without making it; send the result with any HTTP client. A body of bytes is sent as it is."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"id": id}),
        models.SuccessResponse,
        content_type="application/json",
        content=body if isinstance(body, bytes) else codec.encode(body),
    )


def sync_detailed(
    id: str,
    *,
    body: models.AddOrgChartUsersRequest | bytes,
    client: Client,
) -> Response[models.SuccessResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            id,
            body=body,
        )
    )


def sync(
    id: str,
    *,
    body: models.AddOrgChartUsersRequest | bytes,
    client: Client,
) -> models.SuccessResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            id,
            body=body,
        )
    ).parsed


async def asyncio_detailed(
    id: str,
    *,
    body: models.AddOrgChartUsersRequest | bytes,
    client: AsyncClient,
) -> Response[models.SuccessResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            id,
            body=body,
        )
    )


async def asyncio(
    id: str,
    *,
    body: models.AddOrgChartUsersRequest | bytes,
    client: AsyncClient,
) -> models.SuccessResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                id,
                body=body,
            )
        )
    ).parsed
