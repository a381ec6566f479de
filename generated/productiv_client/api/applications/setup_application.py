"""Set up an application (third party only)

**Unconfirmed.** Only a third party's description has this operation. The official page describes a manual
step: the customer hands Productiv a definition of the application and receives an `appId`. That definition
holds - the application: name, icon (PNG), primary and sub-category from fixed lists, description, and
whether it is a single sign-on app; - its usage events, each with a unique name (the `eventName` of
published events), a description of at most 255 characters, an event type from a fixed list (`Consume` for
read-like and `Produce` for write-like actions are visible; a `Login` type is mentioned elsewhere; the list
goes on), optional category actions and an optional minimum license tier; - its license tiers, each with a
unique license name, a tier number (higher is a higher tier) and a list of features. Results are best when
every provisioned user carries a license. Do not depend on this call before it was seen to work.

`POST /services/push/v1/customer/apps`
- body: A new application, as a third party describes it; the official definition is handed over by hand

Scope: https://api.productiv.com/connector.write.
Evidence: unconfirmed, S002 (A third party's OpenAPI text of the Productiv developer API). Path, fields and
statuses come from the third party; the scope is inferred from the sibling push operations. The manual
procedure is that of PAGE-set-up-an-application and PAGE-license-tiering.
Retry: unsafe; Nothing says that a repeated name is recognized, so a repeat may register a second
application.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import codec, models
from ...operations import OPERATIONS
from ...types import Request, Response

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["setupApplication"]


def request(
    *,
    body: models.SetupApplicationRequest | bytes,
) -> Request[models.SetupApplicationResponse]:
    """Describe the call without making it; send the result with any HTTP client. A body of bytes is sent as it is."""
    return Request(
        OPERATION,
        OPERATION.path,
        models.SetupApplicationResponse,
        content_type="application/json",
        content=body if isinstance(body, bytes) else codec.encode(body),
    )


def sync_detailed(
    *,
    body: models.SetupApplicationRequest | bytes,
    client: Client,
) -> Response[models.SetupApplicationResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            body=body,
        )
    )


def sync(
    *,
    body: models.SetupApplicationRequest | bytes,
    client: Client,
) -> models.SetupApplicationResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            body=body,
        )
    ).parsed


async def asyncio_detailed(
    *,
    body: models.SetupApplicationRequest | bytes,
    client: AsyncClient,
) -> Response[models.SetupApplicationResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            body=body,
        )
    )


async def asyncio(
    *,
    body: models.SetupApplicationRequest | bytes,
    client: AsyncClient,
) -> models.SetupApplicationResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                body=body,
            )
        )
    ).parsed
