"""Enable an app or change its OAuth2 client

Stores the partner's own OAuth2 client for one app and enables the app for new connections. The answer is a
sentence that names the app; do not parse it. Credentials may not reach authorization links issued earlier
(inferred).

`PUT /organization/apps/{app}`
- app: Lower-case name of the app, as `listApps` gives it. Samples show `xero`, `sage` and `freeagent`;
  older records also `sageone`, `intuit`, `myob-accountright` and `shopify`. For Sage two spellings are in
  print.
- body: Form with the OAuth2 client of an app.

Scope: none.
Evidence: official, S2 (GitHub 9spokes/open-platform-docs at f6f0fbb (2022-05-25), source of S1, with its
history since 2020-11-03).
Retry: idempotent; The call replaces the credentials of one app; sending it again leaves the same
credentials.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import codec, models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["enableApp"]


def request(
    app: str,
    *,
    body: models.EnableAppForm | bytes,
) -> Request[models.ConfirmationEnvelope]:
    """Describe the call without making it; send the result with any HTTP client. A body of bytes is sent as it is."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"app": app}),
        models.ConfirmationEnvelope,
        content_type="application/x-www-form-urlencoded",
        content=body if isinstance(body, bytes) else codec.encode_form(body),
    )


def sync_detailed(
    app: str,
    *,
    body: models.EnableAppForm | bytes,
    client: Client,
) -> Response[models.ConfirmationEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            app,
            body=body,
        )
    )


def sync(
    app: str,
    *,
    body: models.EnableAppForm | bytes,
    client: Client,
) -> models.ConfirmationEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            app,
            body=body,
        )
    ).parsed


async def asyncio_detailed(
    app: str,
    *,
    body: models.EnableAppForm | bytes,
    client: AsyncClient,
) -> Response[models.ConfirmationEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            app,
            body=body,
        )
    )


async def asyncio(
    app: str,
    *,
    body: models.EnableAppForm | bytes,
    client: AsyncClient,
) -> models.ConfirmationEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                app,
                body=body,
            )
        )
    ).parsed
