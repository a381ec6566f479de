"""Publish provisioned users

Adds users to the list that Productiv takes as the complete, current user list of the app. Every user added
counts as provisioned. A request holds at most 1000 users; more users take several requests, and each adds
to the set. A change shows in aggregations that run later than 24 hours after it. An older generation of the
page covers adding, modifying and deleting together, from which it is inferred that publishing a known
`appUserId` updates that user.

`POST /services/push/v1/customer/apps/{appId}/users`
- app_id: Id of the custom integration whose users are maintained
- body: Users to add or change

Scope: https://api.productiv.com/connector.write.
Evidence: official-head, PAGE-publish-provisioned-users (Publish provisioned users (two generations)). That
requests add up, and that a known user is updated, is inferred from the older page and the rule on several
requests.
Retry: idempotent; Inferred: publishing a user again sets the same user (by appUserId) to the same values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import codec, models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["publishProvisionedUsers"]


def request(
    app_id: str,
    *,
    body: models.PublishProvisionedUsersRequest | bytes,
) -> Request[models.SuccessResponse]:
    """Describe the call without making it; send the result with any HTTP client. A body of bytes is sent as it is."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"appId": app_id}),
        models.SuccessResponse,
        content_type="application/json",
        content=body if isinstance(body, bytes) else codec.encode(body),
    )


def sync_detailed(
    app_id: str,
    *,
    body: models.PublishProvisionedUsersRequest | bytes,
    client: Client,
) -> Response[models.SuccessResponse]:
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
    body: models.PublishProvisionedUsersRequest | bytes,
    client: Client,
) -> models.SuccessResponse:
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
    body: models.PublishProvisionedUsersRequest | bytes,
    client: AsyncClient,
) -> Response[models.SuccessResponse]:
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
    body: models.PublishProvisionedUsersRequest | bytes,
    client: AsyncClient,
) -> models.SuccessResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                app_id,
                body=body,
            )
        )
    ).parsed
