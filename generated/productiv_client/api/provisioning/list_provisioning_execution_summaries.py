"""List the executions of a provisioning workflow

Lists the runs of an application instance's provisioning workflow that started within a range, summed up per
rule. The size of a page is unknown. The sample of a summary is cut after its first rule.

`GET /pull/v1/provisioning-workflows/application-instances/{applicationInstanceId}/executions`
- application_instance_id: Id of the application instance, from the list of provisioning workflows
- start_time: Earliest start of an execution, inclusive
- end_time: Latest start of an execution, exclusive
- page_token: The `nextPageToken` of the previous answer; left out for the first page

Scope: https://api.productiv.com/elm.results.read.
Evidence: official-head, PAGE-list-provisioning-execution-summaries (List provisioning execution summaries).
Retry: read; Reads only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path, render_query

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["listProvisioningExecutionSummaries"]


def request(
    application_instance_id: str,
    *,
    start_time: int | None = None,
    end_time: int | None = None,
    page_token: str | None = None,
) -> Request[models.ProvisioningExecutionSummariesResponse]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"applicationInstanceId": application_instance_id}),
        models.ProvisioningExecutionSummariesResponse,
        query=render_query(
            {
                "startTime": start_time,
                "endTime": end_time,
                "pageToken": page_token,
            },
        ),
    )


def sync_detailed(
    application_instance_id: str,
    *,
    start_time: int | None = None,
    end_time: int | None = None,
    page_token: str | None = None,
    client: Client,
) -> Response[models.ProvisioningExecutionSummariesResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            application_instance_id,
            start_time=start_time,
            end_time=end_time,
            page_token=page_token,
        )
    )


def sync(
    application_instance_id: str,
    *,
    start_time: int | None = None,
    end_time: int | None = None,
    page_token: str | None = None,
    client: Client,
) -> models.ProvisioningExecutionSummariesResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            application_instance_id,
            start_time=start_time,
            end_time=end_time,
            page_token=page_token,
        )
    ).parsed


async def asyncio_detailed(
    application_instance_id: str,
    *,
    start_time: int | None = None,
    end_time: int | None = None,
    page_token: str | None = None,
    client: AsyncClient,
) -> Response[models.ProvisioningExecutionSummariesResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            application_instance_id,
            start_time=start_time,
            end_time=end_time,
            page_token=page_token,
        )
    )


async def asyncio(
    application_instance_id: str,
    *,
    start_time: int | None = None,
    end_time: int | None = None,
    page_token: str | None = None,
    client: AsyncClient,
) -> models.ProvisioningExecutionSummariesResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                application_instance_id,
                start_time=start_time,
                end_time=end_time,
                page_token=page_token,
            )
        )
    ).parsed
