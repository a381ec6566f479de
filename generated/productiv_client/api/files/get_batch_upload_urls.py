"""Get signed addresses for a batch upload

Returns one signed address per file name. The second step is a `PUT` of each file's bytes to its address,
which is not part of this API and must not see the bearer token. The format of the files is agreed with
Productiv support beforehand. Unknown: the official names of the answer's fields, how the list of file names
is encoded, further values of `type`, how long an address lives, and which headers and status belong to the
`PUT`. The oldest generation of the page uses the host `api.productiv.com` and has `filenames` only; `type`
comes with the newest one.

`GET /services/push/v1/customer/apps/{appId}/upload`
- app_id: Id of the application the files are for
- filenames: Names of the files to upload; sent as a repeated parameter, one name each
- type: What kind of records the files hold; the visible list of values is cut off

Scope: https://api.productiv.com/connector.write.
Evidence: official-head, PAGE-batch-files-upload (Batch files upload (three generations)).
Retry: read; As far as is known it signs addresses and stores nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path, render_query

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["getBatchUploadUrls"]


def request(
    app_id: str,
    *,
    filenames: list[str],
    type: models.UploadType | str | None = None,
) -> Request[models.BatchUploadUrlsResponse]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"appId": app_id}),
        models.BatchUploadUrlsResponse,
        query=render_query(
            {
                "filenames": filenames,
                "type": type,
            },
        ),
    )


def sync_detailed(
    app_id: str,
    *,
    filenames: list[str],
    type: models.UploadType | str | None = None,
    client: Client,
) -> Response[models.BatchUploadUrlsResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            app_id,
            filenames=filenames,
            type=type,
        )
    )


def sync(
    app_id: str,
    *,
    filenames: list[str],
    type: models.UploadType | str | None = None,
    client: Client,
) -> models.BatchUploadUrlsResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            app_id,
            filenames=filenames,
            type=type,
        )
    ).parsed


async def asyncio_detailed(
    app_id: str,
    *,
    filenames: list[str],
    type: models.UploadType | str | None = None,
    client: AsyncClient,
) -> Response[models.BatchUploadUrlsResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            app_id,
            filenames=filenames,
            type=type,
        )
    )


async def asyncio(
    app_id: str,
    *,
    filenames: list[str],
    type: models.UploadType | str | None = None,
    client: AsyncClient,
) -> models.BatchUploadUrlsResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                app_id,
                filenames=filenames,
                type=type,
            )
        )
    ).parsed
