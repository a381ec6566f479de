"""Update attributes of apps

Sets built-in attributes and existing custom fields of several apps, and adds app owners; owners that are
already there stay. New custom fields cannot be created through the API. The body is a bare JSON array.
Failures are reported per item; that such an answer still has status 200 is inferred. Unknown: the largest
batch, the names of built-in attributes besides `notes`, and whether `name` means a custom field's
`FieldName` or its `FieldKey` (the samples look like display names).

`POST /push/v1/batch/attributes`
- body: Changes to several apps, as a bare array; the largest number is unknown

Scope: https://api.productiv.com/apps.write.
Evidence: official-head, PAGE-update-attributes (Update attributes).
Retry: idempotent; Values are set, not added to, and adding an owner who is there already leaves the owners
as they are (inferred).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import codec, models
from ...operations import OPERATIONS
from ...types import Request, Response

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["updateAttributes"]


def request(
    *,
    body: models.UpdateAttributesRequest | bytes,
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
    body: models.UpdateAttributesRequest | bytes,
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
    body: models.UpdateAttributesRequest | bytes,
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
    body: models.UpdateAttributesRequest | bytes,
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
    body: models.UpdateAttributesRequest | bytes,
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
