"""List the users of the latest execution

Lists the users that the rules of the latest run matched and what became of each. Only the literal `latest`
may be asked for. The size of a page is unknown, and so are other shapes that an outcome may take.

`GET /pull/v1/provisioning-workflows/application-instances/{applicationInstanceId}/executions/{executionId}/users`
- application_instance_id: Id of the application instance, from the list of provisioning workflows
- execution_id: Which execution; nothing but the latest one is supported
- page_token: The `nextPageToken` of the previous answer; left out for the first page

Scope: https://api.productiv.com/elm.results.read.
Evidence: official-head, PAGE-list-provisioning-workflow-execution-users (List provisioning workflow
execution users).
Retry: read; Reads only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path, render_query

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["listProvisioningExecutionUsers"]


def request(
    application_instance_id: str,
    execution_id: models.ExecutionSelector | str,
    *,
    page_token: str | None = None,
) -> Request[models.ProvisioningExecutionUsersResponse]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"applicationInstanceId": application_instance_id, "executionId": execution_id}),
        models.ProvisioningExecutionUsersResponse,
        query=render_query(
            {
                "pageToken": page_token,
            },
        ),
    )


def sync_detailed(
    application_instance_id: str,
    execution_id: models.ExecutionSelector | str,
    *,
    page_token: str | None = None,
    client: Client,
) -> Response[models.ProvisioningExecutionUsersResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            application_instance_id,
            execution_id,
            page_token=page_token,
        )
    )


def sync(
    application_instance_id: str,
    execution_id: models.ExecutionSelector | str,
    *,
    page_token: str | None = None,
    client: Client,
) -> models.ProvisioningExecutionUsersResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            application_instance_id,
            execution_id,
            page_token=page_token,
        )
    ).parsed


async def asyncio_detailed(
    application_instance_id: str,
    execution_id: models.ExecutionSelector | str,
    *,
    page_token: str | None = None,
    client: AsyncClient,
) -> Response[models.ProvisioningExecutionUsersResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            application_instance_id,
            execution_id,
            page_token=page_token,
        )
    )


async def asyncio(
    application_instance_id: str,
    execution_id: models.ExecutionSelector | str,
    *,
    page_token: str | None = None,
    client: AsyncClient,
) -> models.ProvisioningExecutionUsersResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                application_instance_id,
                execution_id,
                page_token=page_token,
            )
        )
    ).parsed
