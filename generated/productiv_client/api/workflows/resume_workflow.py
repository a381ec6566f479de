"""Resume a waiting workflow

Lets a workflow go on that waits at a custom integration step ("Wait for callback" set to "Yes"). The token
comes with the request that the step sent to the configured endpoint; see the webhooks. Unknown: how long a
token lives, and the answer to an unknown or expired one.

`POST /workflows/resume`
- body: Names the step that shall go on

Scope: https://api.productiv.com/aph.workflow.write.
Evidence: official, PAGE-resume-workflow (Resume workflow).
Retry: deduplicated; A token that was used before is answered with the result `duplicate`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import codec, models
from ...operations import OPERATIONS
from ...types import Request, Response

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["resumeWorkflow"]


def request(
    *,
    body: models.ResumeWorkflowRequest | bytes,
) -> Request[models.ResumeWorkflowResponse]:
    """Describe the call without making it; send the result with any HTTP client. A body of bytes is sent as it is."""
    return Request(
        OPERATION,
        OPERATION.path,
        models.ResumeWorkflowResponse,
        content_type="application/json",
        content=body if isinstance(body, bytes) else codec.encode(body),
    )


def sync_detailed(
    *,
    body: models.ResumeWorkflowRequest | bytes,
    client: Client,
) -> Response[models.ResumeWorkflowResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            body=body,
        )
    )


def sync(
    *,
    body: models.ResumeWorkflowRequest | bytes,
    client: Client,
) -> models.ResumeWorkflowResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            body=body,
        )
    ).parsed


async def asyncio_detailed(
    *,
    body: models.ResumeWorkflowRequest | bytes,
    client: AsyncClient,
) -> Response[models.ResumeWorkflowResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            body=body,
        )
    )


async def asyncio(
    *,
    body: models.ResumeWorkflowRequest | bytes,
    client: AsyncClient,
) -> models.ResumeWorkflowResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                body=body,
            )
        )
    ).parsed
