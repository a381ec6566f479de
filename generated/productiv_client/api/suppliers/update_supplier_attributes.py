"""Update custom fields of suppliers

Sets existing custom fields of several vendors or resellers; new custom fields cannot be created through the
API. The body is a bare JSON array. Failures are reported per item; that such an answer still has status 200
is inferred, and the largest batch is unknown.

`POST /push/v1/suppliers/batch/attributes`
- body: Changes to several suppliers, as a bare array; the largest number is unknown

Scope: https://api.productiv.com/apps.write.
Evidence: official-head, PAGE-supplier-attributes (Supplier Attributes Import APIs).
Retry: idempotent; Values are set, so a repeat sets the same values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import codec, models
from ...operations import OPERATIONS
from ...types import Request, Response

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["updateSupplierAttributes"]


def request(
    *,
    body: models.UpdateSupplierAttributesRequest | bytes,
) -> Request[models.SupplierUpdatesResponse]:
    """Describe the call without making it; send the result with any HTTP client. A body of bytes is sent as it is."""
    return Request(
        OPERATION,
        OPERATION.path,
        models.SupplierUpdatesResponse,
        content_type="application/json",
        content=body if isinstance(body, bytes) else codec.encode(body),
    )


def sync_detailed(
    *,
    body: models.UpdateSupplierAttributesRequest | bytes,
    client: Client,
) -> Response[models.SupplierUpdatesResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            body=body,
        )
    )


def sync(
    *,
    body: models.UpdateSupplierAttributesRequest | bytes,
    client: Client,
) -> models.SupplierUpdatesResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            body=body,
        )
    ).parsed


async def asyncio_detailed(
    *,
    body: models.UpdateSupplierAttributesRequest | bytes,
    client: AsyncClient,
) -> Response[models.SupplierUpdatesResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            body=body,
        )
    )


async def asyncio(
    *,
    body: models.UpdateSupplierAttributesRequest | bytes,
    client: AsyncClient,
) -> models.SupplierUpdatesResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                body=body,
            )
        )
    ).parsed
