"""Delete provisioned users

Takes users off the list of a custom integration. This DELETE carries a JSON body of at most 1000 users, and
its effect shows within 24 hours. Unknown: status and `success` when only some of the users could be
deleted.

`DELETE /services/push/v1/customer/apps/{appId}/users`
- app_id: Id of the custom integration
- body: Names who is to leave the list, at most 1000 at a time

Scope: https://api.productiv.com/connector.write.
Evidence: official-head, PAGE-delete-provisioned-users (Delete provisioned users).
Retry: idempotent; Deleting a user that is already gone leaves the list as it is; only the reported count
may be lower.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import codec, models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["deleteProvisionedUsers"]


def request(
    app_id: str,
    *,
    body: models.DeleteProvisionedUsersRequest | bytes,
) -> Request[models.DeleteProvisionedUsersResponse]:
    """Describe the call without making it; send the result with any HTTP client. A body of bytes is sent as it is."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"appId": app_id}),
        models.DeleteProvisionedUsersResponse,
        content_type="application/json",
        content=body if isinstance(body, bytes) else codec.encode(body),
    )


def sync_detailed(
    app_id: str,
    *,
    body: models.DeleteProvisionedUsersRequest | bytes,
    client: Client,
) -> Response[models.DeleteProvisionedUsersResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            app_id,
            body=body,
        )
    )


def sync(
    app_id: str,
    *,
    body: models.DeleteProvisionedUsersRequest | bytes,
    client: Client,
) -> models.DeleteProvisionedUsersResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            app_id,
            body=body,
        )
    ).parsed


async def asyncio_detailed(
    app_id: str,
    *,
    body: models.DeleteProvisionedUsersRequest | bytes,
    client: AsyncClient,
) -> Response[models.DeleteProvisionedUsersResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            app_id,
            body=body,
        )
    )


async def asyncio(
    app_id: str,
    *,
    body: models.DeleteProvisionedUsersRequest | bytes,
    client: AsyncClient,
) -> models.DeleteProvisionedUsersResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                app_id,
                body=body,
            )
        )
    ).parsed
