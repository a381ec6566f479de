"""List the users of an app

Lists everybody provisioned for one app according to one data source on one day, with their activity within
a rolling window. The size of a page is unknown; `Count` tells how many users a page holds. Only the first
fields of the user object were visible. The page (updated Sep. 11, 2023) reaches back to 2023-08-23.

`GET /pull/v1/apps/{applicationId}/users`
- application_id: Id of the app, from the list of apps
- as_of_date: Day to report on, 2023-08-23 or later
- data_source: Source that says who is provisioned; the spaces of two values must be percent-encoded
- rolling_window: Days to look back when deciding whether a user is active
- after: Cursor from the `After` of the previous page; left out for the first page

Scope: https://api.productiv.com/users.read.
Evidence: official-head, PAGE-users (Provisioned users (pull, updated Sep. 11, 2023)).
Retry: read; Reads only.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path, render_query

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["listAppUsers"]


def request(
    application_id: str,
    *,
    as_of_date: datetime.date,
    data_source: models.UserDataSource | str,
    rolling_window: Literal[1, 7, 30, 60, 90] | None = None,
    after: str | None = None,
) -> Request[models.AppUsersResponse]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"applicationId": application_id}),
        models.AppUsersResponse,
        query=render_query(
            {
                "asOfDate": as_of_date,
                "dataSource": data_source,
                "rollingWindow": rolling_window,
                "after": after,
            },
        ),
    )


def sync_detailed(
    application_id: str,
    *,
    as_of_date: datetime.date,
    data_source: models.UserDataSource | str,
    rolling_window: Literal[1, 7, 30, 60, 90] | None = None,
    after: str | None = None,
    client: Client,
) -> Response[models.AppUsersResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            application_id,
            as_of_date=as_of_date,
            data_source=data_source,
            rolling_window=rolling_window,
            after=after,
        )
    )


def sync(
    application_id: str,
    *,
    as_of_date: datetime.date,
    data_source: models.UserDataSource | str,
    rolling_window: Literal[1, 7, 30, 60, 90] | None = None,
    after: str | None = None,
    client: Client,
) -> models.AppUsersResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            application_id,
            as_of_date=as_of_date,
            data_source=data_source,
            rolling_window=rolling_window,
            after=after,
        )
    ).parsed


async def asyncio_detailed(
    application_id: str,
    *,
    as_of_date: datetime.date,
    data_source: models.UserDataSource | str,
    rolling_window: Literal[1, 7, 30, 60, 90] | None = None,
    after: str | None = None,
    client: AsyncClient,
) -> Response[models.AppUsersResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            application_id,
            as_of_date=as_of_date,
            data_source=data_source,
            rolling_window=rolling_window,
            after=after,
        )
    )


async def asyncio(
    application_id: str,
    *,
    as_of_date: datetime.date,
    data_source: models.UserDataSource | str,
    rolling_window: Literal[1, 7, 30, 60, 90] | None = None,
    after: str | None = None,
    client: AsyncClient,
) -> models.AppUsersResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                application_id,
                as_of_date=as_of_date,
                data_source=data_source,
                rolling_window=rolling_window,
                after=after,
            )
        )
    ).parsed
