"""Publish spend data

Sends transactions (expenses and invoices) from one or more source systems. They feed the discovery of
software and the insights about what it costs. A request holds at most 1000 records; a larger set takes
several requests. A superseded page on the same path ("finance data") required `identifier`, named the payee
`merchant` in its schema block and `vendor` in its table, and showed no `signatureId`.

`POST /services/push/v1/customer/apps/{appId}/finance`
- app_id: Id of the app that stands for the source of the spend; received when the application was set up
- body: Transactions to publish

Scope: https://api.productiv.com/connector.write.
Evidence: official, S000 (Publish spend data). The superseded page is PAGE-publish-finance-data.
Retry: deduplicated; The server recognizes a transaction it already has by its signatureId.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import codec, models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["publishSpendData"]


def request(
    app_id: str,
    *,
    body: models.PublishSpendDataRequest | bytes,
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
    body: models.PublishSpendDataRequest | bytes,
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
    body: models.PublishSpendDataRequest | bytes,
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
    body: models.PublishSpendDataRequest | bytes,
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
    body: models.PublishSpendDataRequest | bytes,
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
