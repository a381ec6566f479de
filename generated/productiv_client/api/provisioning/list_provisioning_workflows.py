"""List provisioning workflows

Lists the workflows that deprovision or downgrade users, each with its rules and its earlier versions. The
size of a page is unknown. The fields come from a sample that was visible in full; the table was not. The
rate limit is a third party's figure.

`GET /pull/v1/provisioning-workflows`
- page_token: The `nextPageToken` of the previous answer; left out for the first page

Scope: https://api.productiv.com/elm.policy.read.
Evidence: official-head, PAGE-list-provisioning-workflows (List provisioning workflows).
Retry: read; Reads only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response, render_query

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["listProvisioningWorkflows"]


def request(
    *,
    page_token: str | None = None,
) -> Request[models.ProvisioningWorkflowsResponse]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        OPERATION.path,
        models.ProvisioningWorkflowsResponse,
        query=render_query(
            {
                "pageToken": page_token,
            },
        ),
    )


def sync_detailed(
    *,
    page_token: str | None = None,
    client: Client,
) -> Response[models.ProvisioningWorkflowsResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            page_token=page_token,
        )
    )


def sync(
    *,
    page_token: str | None = None,
    client: Client,
) -> models.ProvisioningWorkflowsResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            page_token=page_token,
        )
    ).parsed


async def asyncio_detailed(
    *,
    page_token: str | None = None,
    client: AsyncClient,
) -> Response[models.ProvisioningWorkflowsResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            page_token=page_token,
        )
    )


async def asyncio(
    *,
    page_token: str | None = None,
    client: AsyncClient,
) -> models.ProvisioningWorkflowsResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                page_token=page_token,
            )
        )
    ).parsed
