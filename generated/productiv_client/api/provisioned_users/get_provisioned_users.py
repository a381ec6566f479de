"""List provisioned users that were published

Returns the user list of a custom integration as it was pushed, 1000 users to a page. It needs the write
scope. The pull operation `listAppUsers` is something else: it lists the users Productiv knows per data
source.

`GET /services/push/v1/customer/apps/{appId}/users`
- app_id: Id of the custom integration
- next_page_token: Opaque cursor from the previous page; left out for the first page

Scope: https://api.productiv.com/connector.write.
Evidence: official-head, PAGE-get-provisioned-users (Get provisioned users).
Retry: read; Reads only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path, render_query

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["getProvisionedUsers"]


def request(
    app_id: str,
    *,
    next_page_token: str | None = None,
) -> Request[models.ProvisionedUsersResponse]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"appId": app_id}),
        models.ProvisionedUsersResponse,
        query=render_query(
            {
                "nextPageToken": next_page_token,
            },
        ),
    )


def sync_detailed(
    app_id: str,
    *,
    next_page_token: str | None = None,
    client: Client,
) -> Response[models.ProvisionedUsersResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            app_id,
            next_page_token=next_page_token,
        )
    )


def sync(
    app_id: str,
    *,
    next_page_token: str | None = None,
    client: Client,
) -> models.ProvisionedUsersResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            app_id,
            next_page_token=next_page_token,
        )
    ).parsed


async def asyncio_detailed(
    app_id: str,
    *,
    next_page_token: str | None = None,
    client: AsyncClient,
) -> Response[models.ProvisionedUsersResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            app_id,
            next_page_token=next_page_token,
        )
    )


async def asyncio(
    app_id: str,
    *,
    next_page_token: str | None = None,
    client: AsyncClient,
) -> models.ProvisionedUsersResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                app_id,
                next_page_token=next_page_token,
            )
        )
    ).parsed
