"""Get the latest execution of a provisioning workflow

Returns one run of an application instance's provisioning workflow. Executions have ids, but only the
literal `latest` may be asked for. An id that is not found answers 404 according to a third party.

`GET /pull/v1/provisioning-workflows/application-instances/{applicationInstanceId}/executions/{executionId}`
- application_instance_id: Id of the application instance, from the list of provisioning workflows
- execution_id: Which execution; nothing but the latest one is supported

Scope: https://api.productiv.com/elm.results.read.
Evidence: official-head, PAGE-get-provisioning-workflow-execution (Get provisioning workflow execution).
Retry: read; Reads only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["getProvisioningWorkflowExecution"]


def request(
    application_instance_id: str,
    execution_id: models.ExecutionSelector | str,
) -> Request[models.ProvisioningExecutionResponse]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"applicationInstanceId": application_instance_id, "executionId": execution_id}),
        models.ProvisioningExecutionResponse,
    )


def sync_detailed(
    application_instance_id: str,
    execution_id: models.ExecutionSelector | str,
    *,
    client: Client,
) -> Response[models.ProvisioningExecutionResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            application_instance_id,
            execution_id,
        )
    )


def sync(
    application_instance_id: str,
    execution_id: models.ExecutionSelector | str,
    *,
    client: Client,
) -> models.ProvisioningExecutionResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            application_instance_id,
            execution_id,
        )
    ).parsed


async def asyncio_detailed(
    application_instance_id: str,
    execution_id: models.ExecutionSelector | str,
    *,
    client: AsyncClient,
) -> Response[models.ProvisioningExecutionResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            application_instance_id,
            execution_id,
        )
    )


async def asyncio(
    application_instance_id: str,
    execution_id: models.ExecutionSelector | str,
    *,
    client: AsyncClient,
) -> models.ProvisioningExecutionResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                application_instance_id,
                execution_id,
            )
        )
    ).parsed
