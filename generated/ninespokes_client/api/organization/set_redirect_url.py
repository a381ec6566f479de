"""Set the redirect URL

Replaces the one address of the organization to which user agents are sent after a consent flow, whether or
not the user agreed. The answer is a sentence for people; do not parse it.

`PUT /organization/redirect_url`
- body: Form with the new redirect URL.

Scope: none.
Evidence: official, S2 (GitHub 9spokes/open-platform-docs at f6f0fbb (2022-05-25), source of S1, with its
history since 2020-11-03).
Retry: idempotent; The call replaces a single value; sending it again leaves the same value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import codec, models
from ...operations import OPERATIONS
from ...types import Request, Response

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["setRedirectUrl"]


def request(
    *,
    body: models.SetRedirectUrlForm | bytes,
) -> Request[models.ConfirmationEnvelope]:
    """Describe the call without making it; send the result with any HTTP client. A body of bytes is sent as it is."""
    return Request(
        OPERATION,
        OPERATION.path,
        models.ConfirmationEnvelope,
        content_type="application/x-www-form-urlencoded",
        content=body if isinstance(body, bytes) else codec.encode_form(body),
    )


def sync_detailed(
    *,
    body: models.SetRedirectUrlForm | bytes,
    client: Client,
) -> Response[models.ConfirmationEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            body=body,
        )
    )


def sync(
    *,
    body: models.SetRedirectUrlForm | bytes,
    client: Client,
) -> models.ConfirmationEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            body=body,
        )
    ).parsed


async def asyncio_detailed(
    *,
    body: models.SetRedirectUrlForm | bytes,
    client: AsyncClient,
) -> Response[models.ConfirmationEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            body=body,
        )
    )


async def asyncio(
    *,
    body: models.SetRedirectUrlForm | bytes,
    client: AsyncClient,
) -> models.ConfirmationEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                body=body,
            )
        )
    ).parsed
