"""Create a company

Creates a company and answers with it, with status 200 and not 201. Whether names must be unique, and how
long they may be, is not documented.

`POST /companies`
- body: Form with a new company.

Scope: none.
Evidence: official, S2 (GitHub 9spokes/open-platform-docs at f6f0fbb (2022-05-25), source of S1, with its
history since 2020-11-03).
Retry: unsafe; Nothing stops the server from creating a second company of the same name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import codec, models
from ...operations import OPERATIONS
from ...types import Request, Response

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["createCompany"]


def request(
    *,
    body: models.CreateCompanyForm | bytes,
) -> Request[models.CompanyEnvelope]:
    """Describe the call without making it; send the result with any HTTP client. A body of bytes is sent as it is."""
    return Request(
        OPERATION,
        OPERATION.path,
        models.CompanyEnvelope,
        content_type="application/x-www-form-urlencoded",
        content=body if isinstance(body, bytes) else codec.encode_form(body),
    )


def sync_detailed(
    *,
    body: models.CreateCompanyForm | bytes,
    client: Client,
) -> Response[models.CompanyEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            body=body,
        )
    )


def sync(
    *,
    body: models.CreateCompanyForm | bytes,
    client: Client,
) -> models.CompanyEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            body=body,
        )
    ).parsed


async def asyncio_detailed(
    *,
    body: models.CreateCompanyForm | bytes,
    client: AsyncClient,
) -> Response[models.CompanyEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            body=body,
        )
    )


async def asyncio(
    *,
    body: models.CreateCompanyForm | bytes,
    client: AsyncClient,
) -> models.CompanyEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                body=body,
            )
        )
    ).parsed
