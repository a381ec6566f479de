"""`productiv.provisioned_users`"""

from __future__ import annotations

from typing import Any

from productiv_client import models
from productiv_client.api.provisioned_users import (
    delete_provisioned_users,
    get_provisioned_users,
    publish_provisioned_users,
)
from spokebridge._async.caller import AsyncCaller
from spokebridge._async.pager import AsyncPager
from spokebridge._async.productiv.lists import AsyncLists
from spokebridge._async.productiv.publications import publish
from spokebridge._async.publisher import OnProgress
from spokebridge.concurrency import aio
from spokebridge.deliveries.opening import JournalArgument
from spokebridge.productiv import arguments
from spokebridge.productiv.feeds import PROVISIONED_USER_DELETIONS, PROVISIONED_USERS
from spokebridge.report import PublishReport


class AsyncProvisionedUsers:
    """The user list of a custom integration, as it is maintained from outside. Changes show in reports within a day."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller
        self._lists = AsyncLists(caller)

    async def publish(
        self,
        app_id: str,
        users: aio.Source[Any],
        *,
        concurrency: int = 4,
        on_progress: OnProgress | None = None,
        journal: JournalArgument = None,
    ) -> PublishReport:
        """Add users to the list, or change those it has (Productiv facts 3.4, official-head; that it changes them is
        inferred).

        `users` are ProvisionedUser objects or mappings with wire names: `appUserId` and `email`, optionally `username`
        and `license`. 1000 travel in a request. An `appUserId` that comes again in a run is sent once; a run can be
        repeated, or go on with a `journal` as in `spend.publish`.

        Raises AuthenticationError, Forbidden, NotFound and the like at once, with `error.report` telling what was done
        until then.

        `POST /services/push/v1/customer/apps/{appId}/users`; scope: connector.write; limits: 1000 records a request;
        retry: idempotent; evidence: official-head, PAGE-publish-provisioned-users.
        """
        return await publish(
            self._caller,
            PROVISIONED_USERS,
            publish_provisioned_users.request,
            arguments.identifier("app_id", app_id),
            users,
            concurrency=concurrency,
            on_progress=on_progress,
            journal=journal,
        )

    def list(self, app_id: str, *, resume: str | None = None) -> AsyncPager[models.ProvisionedUser]:
        """The list as it was published (Productiv facts 3.5, official-head). What Productiv sees: `apps.users`.

        `GET /services/push/v1/customer/apps/{appId}/users`; scope: connector.write; limits: 1000 items a page; retry:
        read; evidence: official-head, PAGE-get-provisioned-users.
        """
        where = arguments.identifier("app_id", app_id)
        return self._lists.pager(get_provisioned_users.request(where), resume)

    async def delete(
        self,
        app_id: str,
        users: aio.Source[Any],
        *,
        concurrency: int = 4,
        on_progress: OnProgress | None = None,
        journal: JournalArgument = None,
    ) -> PublishReport:
        """Take users off the list (Productiv facts 3.6, official-head; what a partial deletion answers is unknown).

        `users` are ProvisionedUserKey or ProvisionedUser objects, or mappings with wire names, of which `appUserId` and
        `email` are sent. The server gives a count and no names: when fewer were deleted than asked for, all users of
        that request are `unknown` (`rejected` when it deleted none), and `list` tells who is left. 1000 travel in a
        request. `journal` is that of `spend.publish`.

        Raises AuthenticationError, Forbidden, NotFound and the like at once, with `error.report` telling what was done
        until then.

        `DELETE /services/push/v1/customer/apps/{appId}/users`; scope: connector.write; limits: 1000 records a request;
        retry: idempotent; evidence: official-head, PAGE-delete-provisioned-users.
        """
        return await publish(
            self._caller,
            PROVISIONED_USER_DELETIONS,
            delete_provisioned_users.request,
            arguments.identifier("app_id", app_id),
            users,
            concurrency=concurrency,
            on_progress=on_progress,
            journal=journal,
        )
