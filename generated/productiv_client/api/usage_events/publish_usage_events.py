"""Publish usage events

Sends what users did in a custom application. The application and its event names must have been defined
before. Older pages use the host `api.productiv.com` and call the path parameter `appId`; the current page
still speaks of `appId` among its prerequisites. Its sample puts a single object under `events` while its
table says array: always send an array. Only a third party states a limit per request.

`POST /services/push/v1/customer/apps/{applicationInstanceId}/events`
- application_instance_id: Id of the application instance the events belong to (older pages: `appId`)
- body: What users did, one object per action; a third party limits a request to 1000

Scope: https://api.productiv.com/connector.write.
Evidence: official-head, PAGE-publish-usage-events (Publish usage events (two generations)).
Retry: deduplicated; An event is identified by timestamp, email and eventName, so a repeated event is the
same event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import codec, models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["publishUsageEvents"]


def request(
    application_instance_id: str,
    *,
    body: models.PublishUsageEventsRequest | bytes,
) -> Request[models.SuccessResponse]:
    """Describe the call without making it; send the result with any HTTP client. A body of bytes is sent as it is."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"applicationInstanceId": application_instance_id}),
        models.SuccessResponse,
        content_type="application/json",
        content=body if isinstance(body, bytes) else codec.encode(body),
    )


def sync_detailed(
    application_instance_id: str,
    *,
    body: models.PublishUsageEventsRequest | bytes,
    client: Client,
) -> Response[models.SuccessResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            application_instance_id,
            body=body,
        )
    )


def sync(
    application_instance_id: str,
    *,
    body: models.PublishUsageEventsRequest | bytes,
    client: Client,
) -> models.SuccessResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            application_instance_id,
            body=body,
        )
    ).parsed


async def asyncio_detailed(
    application_instance_id: str,
    *,
    body: models.PublishUsageEventsRequest | bytes,
    client: AsyncClient,
) -> Response[models.SuccessResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            application_instance_id,
            body=body,
        )
    )


async def asyncio(
    application_instance_id: str,
    *,
    body: models.PublishUsageEventsRequest | bytes,
    client: AsyncClient,
) -> models.SuccessResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                application_instance_id,
                body=body,
            )
        )
    ).parsed
