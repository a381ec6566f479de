"""List audit events

Lists what users did on the Productiv platform (runs of provisioning workflows are among it), at most 500
events to an answer. The start lies at most 180 days back and the range spans at most 30 days; what happens
beyond is unknown. The key of the list and all fields of an event come from a third party's description and
are unconfirmed.

`GET /services/pull/v1/customer/audit-events`
- start_time: Start of the range in UTC, inclusive; at most 180 days ago
- end_time: End of the range in UTC, exclusive; at most 30 days after the start
- page_token: The `nextPageToken` of the previous answer; left out for the first page

Scope: https://api.productiv.com/report.read.
Evidence: official-head, PAGE-fetch-audit-events (Audit events (two layouts)). The key of the list in
x-pagination is unconfirmed.
Retry: read; Reads only.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response, render_query

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["getAuditEvents"]


def request(
    *,
    start_time: datetime.datetime,
    end_time: datetime.datetime,
    page_token: str | None = None,
) -> Request[models.AuditEventsResponse]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        OPERATION.path,
        models.AuditEventsResponse,
        query=render_query(
            {
                "startTime": start_time,
                "endTime": end_time,
                "pageToken": page_token,
            },
        ),
    )


def sync_detailed(
    *,
    start_time: datetime.datetime,
    end_time: datetime.datetime,
    page_token: str | None = None,
    client: Client,
) -> Response[models.AuditEventsResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            start_time=start_time,
            end_time=end_time,
            page_token=page_token,
        )
    )


def sync(
    *,
    start_time: datetime.datetime,
    end_time: datetime.datetime,
    page_token: str | None = None,
    client: Client,
) -> models.AuditEventsResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            start_time=start_time,
            end_time=end_time,
            page_token=page_token,
        )
    ).parsed


async def asyncio_detailed(
    *,
    start_time: datetime.datetime,
    end_time: datetime.datetime,
    page_token: str | None = None,
    client: AsyncClient,
) -> Response[models.AuditEventsResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            start_time=start_time,
            end_time=end_time,
            page_token=page_token,
        )
    )


async def asyncio(
    *,
    start_time: datetime.datetime,
    end_time: datetime.datetime,
    page_token: str | None = None,
    client: AsyncClient,
) -> models.AuditEventsResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                start_time=start_time,
                end_time=end_time,
                page_token=page_token,
            )
        )
    ).parsed
