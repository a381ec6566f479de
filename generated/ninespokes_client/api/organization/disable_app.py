"""Disable an app

Removes the organization's OAuth2 client for one app. The documentation promises success even if the app was
never enabled; it says nothing about an unknown app name or about existing connections to the app.

`DELETE /organization/apps/{app}`
- app: Lower-case name of the app, as `listApps` gives it. Samples show `xero`, `sage` and `freeagent`;
  older records also `sageone`, `intuit`, `myob-accountright` and `shopify`. For Sage two spellings are in
  print.

Scope: none.
Evidence: official, S2 (GitHub 9spokes/open-platform-docs at f6f0fbb (2022-05-25), source of S1, with its
history since 2020-11-03).
Retry: idempotent; Disabling an app that is already disabled succeeds, by the documentation's own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["disableApp"]


def request(
    app: str,
) -> Request[models.ConfirmationEnvelope]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"app": app}),
        models.ConfirmationEnvelope,
    )


def sync_detailed(
    app: str,
    *,
    client: Client,
) -> Response[models.ConfirmationEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            app,
        )
    )


def sync(
    app: str,
    *,
    client: Client,
) -> models.ConfirmationEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            app,
        )
    ).parsed


async def asyncio_detailed(
    app: str,
    *,
    client: AsyncClient,
) -> Response[models.ConfirmationEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            app,
        )
    )


async def asyncio(
    app: str,
    *,
    client: AsyncClient,
) -> models.ConfirmationEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                app,
            )
        )
    ).parsed
