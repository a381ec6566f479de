"""Connect a company to an app

Creates a connection in state `NEW`. Send the user agent to the `authorize_url` of the answer; the
connection becomes `ACTIVE` when the user consents. A company has at most one connection to any app; the
error code for a second one is not documented, nor is the one for an app that is unknown or not enabled. The
request calls the app `app`, the answer calls it `osp`.

`POST /companies/{company}/connections`
- company: Id of the company. All samples are UUIDs, but no other string is ruled out.
- body: Form that names the app to connect to.

Scope: none.
Evidence: official, S2 (GitHub 9spokes/open-platform-docs at f6f0fbb (2022-05-25), source of S1, with its
history since 2020-11-03).
Retry: unsafe; If the first answer was lost, a repeat would be refused as a second connection to the same
app, with a code that nobody has documented; list the connections instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import codec, models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["createConnection"]


def request(
    company: str,
    *,
    body: models.CreateConnectionForm | bytes,
) -> Request[models.ConnectionEnvelope]:
    """Describe the call without making it; send the result with any HTTP client. A body of bytes is sent as it is."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"company": company}),
        models.ConnectionEnvelope,
        content_type="application/x-www-form-urlencoded",
        content=body if isinstance(body, bytes) else codec.encode_form(body),
    )


def sync_detailed(
    company: str,
    *,
    body: models.CreateConnectionForm | bytes,
    client: Client,
) -> Response[models.ConnectionEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            company,
            body=body,
        )
    )


def sync(
    company: str,
    *,
    body: models.CreateConnectionForm | bytes,
    client: Client,
) -> models.ConnectionEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            company,
            body=body,
        )
    ).parsed


async def asyncio_detailed(
    company: str,
    *,
    body: models.CreateConnectionForm | bytes,
    client: AsyncClient,
) -> Response[models.ConnectionEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            company,
            body=body,
        )
    )


async def asyncio(
    company: str,
    *,
    body: models.CreateConnectionForm | bytes,
    client: AsyncClient,
) -> models.ConnectionEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                company,
                body=body,
            )
        )
    ).parsed
