"""Delete attributes of apps

Clears built-in attributes and custom fields of several apps and removes the named app owners. This DELETE
carries a JSON body, the same bare array as `updateAttributes`, with `value` left out. The page's text on
`appOwners` still speaks of creating owners, a leftover of the update page; here they are removed. The
sample's attribute name, "notes for", is taken for a slip too.

`DELETE /push/v1/batch/attributes`
- body: What to clear on several apps, as a bare array; the largest number is unknown

Scope: https://api.productiv.com/apps.write.
Evidence: official-head, PAGE-delete-attributes (Delete attributes).
Retry: idempotent; What is already gone stays gone; only the reported counts may differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import codec, models
from ...operations import OPERATIONS
from ...types import Request, Response

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["deleteAttributes"]


def request(
    *,
    body: models.DeleteAttributesRequest | bytes,
) -> Request[models.AttributeUpdatesResponse]:
    """Describe the call without making it; send the result with any HTTP client. A body of bytes is sent as it is."""
    return Request(
        OPERATION,
        OPERATION.path,
        models.AttributeUpdatesResponse,
        content_type="application/json",
        content=body if isinstance(body, bytes) else codec.encode(body),
    )


def sync_detailed(
    *,
    body: models.DeleteAttributesRequest | bytes,
    client: Client,
) -> Response[models.AttributeUpdatesResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            body=body,
        )
    )


def sync(
    *,
    body: models.DeleteAttributesRequest | bytes,
    client: Client,
) -> models.AttributeUpdatesResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            body=body,
        )
    ).parsed


async def asyncio_detailed(
    *,
    body: models.DeleteAttributesRequest | bytes,
    client: AsyncClient,
) -> Response[models.AttributeUpdatesResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            body=body,
        )
    )


async def asyncio(
    *,
    body: models.DeleteAttributesRequest | bytes,
    client: AsyncClient,
) -> models.AttributeUpdatesResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                body=body,
            )
        )
    ).parsed
