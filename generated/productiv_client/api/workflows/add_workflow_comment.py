"""Comment on a waiting workflow

Adds a comment, with documents if needed, to a workflow step that waits for its callback. It takes the same
token as `resumeWorkflow`. What it answers is unknown, because that part of the page was cut off.

`POST /workflows/comments`
- body: A comment on a waiting workflow step

Scope: https://api.productiv.com/aph.workflow.write.
Evidence: official-head, PAGE-workflow-comments (Workflow comments).
Retry: unsafe; Nothing recognizes a repeated comment, so a repeat may add a second one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import codec, models
from ...operations import OPERATIONS
from ...types import Request, Response

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["addWorkflowComment"]


def request(
    *,
    body: models.AddWorkflowCommentRequest | bytes,
) -> Request[models.AddWorkflowCommentResponse]:
    """Describe the call without making it; send the result with any HTTP client. A body of bytes is sent as it is."""
    return Request(
        OPERATION,
        OPERATION.path,
        models.AddWorkflowCommentResponse,
        content_type="application/json",
        content=body if isinstance(body, bytes) else codec.encode(body),
    )


def sync_detailed(
    *,
    body: models.AddWorkflowCommentRequest | bytes,
    client: Client,
) -> Response[models.AddWorkflowCommentResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            body=body,
        )
    )


def sync(
    *,
    body: models.AddWorkflowCommentRequest | bytes,
    client: Client,
) -> models.AddWorkflowCommentResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            body=body,
        )
    ).parsed


async def asyncio_detailed(
    *,
    body: models.AddWorkflowCommentRequest | bytes,
    client: AsyncClient,
) -> Response[models.AddWorkflowCommentResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            body=body,
        )
    )


async def asyncio(
    *,
    body: models.AddWorkflowCommentRequest | bytes,
    client: AsyncClient,
) -> models.AddWorkflowCommentResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                body=body,
            )
        )
    ).parsed
