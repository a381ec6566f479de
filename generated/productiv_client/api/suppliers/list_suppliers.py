"""List suppliers

Lists all vendors or all resellers with their custom fields, in one answer. Whether `sellerType` may be left
out is not stated; the page says that `vendor` lists vendors and anything else resellers. The sample of a
reseller is cut off.

`GET /pull/v1/suppliers`
- seller_type: Which kind of supplier to list

Scope: https://api.productiv.com/apps.read.
Evidence: official-head, PAGE-supplier-list (Supplier List).
Retry: read; Reads only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response, render_query

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["listSuppliers"]


def request(
    *,
    seller_type: models.SellerType | str | None = None,
) -> Request[models.SuppliersResponse]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        OPERATION.path,
        models.SuppliersResponse,
        query=render_query(
            {
                "sellerType": seller_type,
            },
        ),
    )


def sync_detailed(
    *,
    seller_type: models.SellerType | str | None = None,
    client: Client,
) -> Response[models.SuppliersResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            seller_type=seller_type,
        )
    )


def sync(
    *,
    seller_type: models.SellerType | str | None = None,
    client: Client,
) -> models.SuppliersResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            seller_type=seller_type,
        )
    ).parsed


async def asyncio_detailed(
    *,
    seller_type: models.SellerType | str | None = None,
    client: AsyncClient,
) -> Response[models.SuppliersResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            seller_type=seller_type,
        )
    )


async def asyncio(
    *,
    seller_type: models.SellerType | str | None = None,
    client: AsyncClient,
) -> models.SuppliersResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                seller_type=seller_type,
            )
        )
    ).parsed
