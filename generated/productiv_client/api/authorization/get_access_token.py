"""Get an access token

Exchanges client credentials for a bearer token that opens the other operations. The current documentation
sends `client_id` and `client_secret` as form fields; an older generation of the page sends them in an
`Authorization: Basic` header and knows one scope only. Clients default to the form body and offer Basic;
the old page speaks of query parameters, but its content type is a form too. Unknown: the lifetime of a
token, what is granted when `scope` is left out, and the error body.

`POST /oauth2/token`
- body: Form fields of the token request. The credential is not required here, because it may be sent as
  HTTP Basic instead.

Scope: none.
Evidence: official-head, PAGE-authorization (Authorization (two generations)).
Retry: read; A second request issues another token and changes nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import codec, models
from ...operations import OPERATIONS
from ...types import Request, Response

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["getAccessToken"]


def request(
    *,
    body: models.AccessTokenRequest | bytes,
) -> Request[models.AccessTokenResponse]:
    """Describe the call without making it; send the result with any HTTP client. A body of bytes is sent as it is."""
    return Request(
        OPERATION,
        OPERATION.path,
        models.AccessTokenResponse,
        content_type="application/x-www-form-urlencoded",
        content=body if isinstance(body, bytes) else codec.encode_form(body),
    )


def sync_detailed(
    *,
    body: models.AccessTokenRequest | bytes,
    client: Client,
) -> Response[models.AccessTokenResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            body=body,
        )
    )


def sync(
    *,
    body: models.AccessTokenRequest | bytes,
    client: Client,
) -> models.AccessTokenResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            body=body,
        )
    ).parsed


async def asyncio_detailed(
    *,
    body: models.AccessTokenRequest | bytes,
    client: AsyncClient,
) -> Response[models.AccessTokenResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            body=body,
        )
    )


async def asyncio(
    *,
    body: models.AccessTokenRequest | bytes,
    client: AsyncClient,
) -> models.AccessTokenResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                body=body,
            )
        )
    ).parsed
