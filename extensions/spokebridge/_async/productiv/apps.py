"""`productiv.apps`"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, TypeAlias, TypeVar

from productiv_client import models
from productiv_client.api.apps import (
    delete_attributes,
    get_app_details,
    get_app_details_v2,
    get_app_details_v3,
    get_app_summaries,
    get_app_summaries_v3,
    list_app_users,
    update_attributes,
)
from productiv_client.types import Request
from spokebridge._async.caller import AsyncCaller
from spokebridge._async.pager import AsyncPager
from spokebridge._async.productiv.lists import AsyncLists
from spokebridge._async.productiv.updates import publish_updates
from spokebridge._async.publisher import OnProgress
from spokebridge.concurrency import aio
from spokebridge.deliveries.opening import JournalArgument
from spokebridge.errors import ConfigurationError
from spokebridge.productiv import arguments
from spokebridge.productiv.attributes import AttributesReport
from spokebridge.productiv.feeds import APP_DELETIONS, APP_UPDATES

T = TypeVar("T")
AppsVersion: TypeAlias = Literal["v1", "v2", "v3"]
DataSource: TypeAlias = Literal["Engagement", "Managed SSO", "Unmanaged SSO"]
AppReport: TypeAlias = AttributesReport[models.FailedApplicationUpdate]

_SUMMARIES = {"v1": get_app_summaries.request, "v3": get_app_summaries_v3.request}
_FIRST_DAY = dict(list_app_users.OPERATION.minimums)["asOfDate"]
_FISCAL = {"v2": get_app_details_v2.request, "v3": get_app_details_v3.request}


class AsyncApps:
    """The apps of the portfolio. `version` picks the operations behind `list`, `list_details` and `get`; v2 has no
    list.
    """

    def __init__(self, caller: AsyncCaller, version: AppsVersion) -> None:
        self._caller = caller
        self._lists = AsyncLists(caller)
        self._version: AppsVersion = version

    async def list(self, include_inactive: bool = False) -> models.AppSummariesResponse:
        """All apps in one answer: `.apps`, `.as_of_date` (Productiv facts 3.9; v1 official, v3 official-head with v1's
        objects).

        - `GET /pull/v1/apps`; scope: apps.read; limits: 20 requests a second; retry: read; evidence: official, S001.
        - `GET /pull/v3/apps`; scope: apps.read; limits: 20 requests a second; retry: read; evidence: official-head,
          PAGE-app-summaries.
        """
        return await self._caller.value(self._summaries(include_inactive, models.AppSummariesResponse))

    async def list_details(self, include_inactive: bool = False) -> models.AppDetailsListResponse:
        """All apps in one answer with everything known about each (Productiv facts 3.9, `verbose`; evidence as for
        `list`).

        Money is Decimal with its currency beside it, dates are `date`; any field of an app may be missing.

        - `GET /pull/v1/apps`; scope: apps.read; limits: 20 requests a second; retry: read; evidence: official, S001.
        - `GET /pull/v3/apps`; scope: apps.read; limits: 20 requests a second; retry: read; evidence: official-head,
          PAGE-app-summaries.
        """
        return await self._caller.value(self._summaries(include_inactive, models.AppDetailsListResponse, verbose=True))

    async def get(self, application_id: str) -> models.AppDetailsResponse:
        """One app: `.app`, `.as_of_date` (Productiv facts 3.10, official-head; the app object is that of the official
        v1 list).

        `application_id` is an `application_id` of `list`. With `apps_version="v2"` or `"v3"` the answer is a
        FiscalAppDetailsResponse, which also tells the fiscal year and range of the spend. Raises NotFound.

        - `GET /pull/v1/apps/{applicationId}`; scope: report.read; limits: 20 requests a second; retry: read; evidence:
          official-head, PAGE-app-details-2022-07-25.
        - `GET /pull/v2/apps/{applicationId}`; scope: apps.read; limits: 20 requests a second; retry: read; evidence:
          official-head, PAGE-app-details-2023-01-25.
        - `GET /pull/v3/apps/{applicationId}`; scope: apps.read; limits: 20 requests a second; retry: read; evidence:
          official-head, PAGE-app-details.
        """
        where = arguments.identifier("application_id", application_id)
        if self._version == "v1":
            return await self._caller.value(get_app_details.request(where))
        return await self._caller.value(_FISCAL[self._version](where))

    def users(
        self,
        application_id: str,
        *,
        as_of_date: date | str,
        data_source: models.UserDataSource | DataSource,
        rolling_window: arguments.RollingWindow = 30,
        resume: str | None = None,
    ) -> AsyncPager[models.AppUser]:
        """The users provisioned for an app according to one source (Productiv facts 3.11, official-head).

        `as_of_date` is a day from 2023-08-23 on, as date or YYYY-MM-DD. `rolling_window` is the number of days (1, 7,
        30, 60 or 90) in which a user counts as active. Raises ConfigurationError for other values.

        `GET /pull/v1/apps/{applicationId}/users`; scope: users.read; limits: none known; retry: read; evidence:
        official-head, PAGE-users.
        """
        request = list_app_users.request(
            arguments.identifier("application_id", application_id),
            as_of_date=arguments.day("as_of_date", as_of_date, first=_FIRST_DAY),
            data_source=arguments.member("data_source", data_source, models.UserDataSource),
            rolling_window=arguments.rolling_window(rolling_window),
        )
        return self._lists.pager(request, resume)

    async def update_attributes(
        self, updates: aio.Source[Any], *, on_progress: OnProgress | None = None, journal: JournalArgument = None
    ) -> AppReport:
        """Set attributes and custom fields of apps and add owners (Productiv facts 3.17, official-head).

        `updates` are ApplicationAttributesUpdate objects or mappings with wire names, any number of them; they travel
        in order, 100 to a request (the server's limit is unknown). Custom fields have to exist already. An update of
        which any part failed is `rejected` with the reasons, what else it holds took effect; `failed_updates` has the
        failures as typed objects. A value that is set again stays as it is, so a run that broke off can be repeated.
        With a `journal` (see `spend.publish`) it goes on after the updates that were accepted; from the first that was
        not, all are sent again, so that the order holds.

        Raises AuthenticationError, Forbidden and the like at once, with `error.report` telling what was done until
        then.

        `POST /push/v1/batch/attributes`; scope: apps.write; limits: none known; retry: idempotent; evidence:
        official-head, PAGE-update-attributes.
        """
        return await publish_updates(
            self._caller, APP_UPDATES, update_attributes.request, updates, on_progress=on_progress, journal=journal
        )

    async def delete_attributes(
        self, deletions: aio.Source[Any], *, on_progress: OnProgress | None = None, journal: JournalArgument = None
    ) -> AppReport:
        """Clear attributes and custom fields of apps and remove owners (Productiv facts 3.18, official-head).

        `deletions` are ApplicationAttributesDeletion objects or mappings with wire names; their entries name what to
        clear and hold no value. Order, report and errors are those of `update_attributes`.

        `DELETE /push/v1/batch/attributes`; scope: apps.write; limits: none known; retry: idempotent; evidence:
        official-head, PAGE-delete-attributes.
        """
        return await publish_updates(
            self._caller, APP_DELETIONS, delete_attributes.request, deletions, on_progress=on_progress, journal=journal
        )

    def _summaries(self, include_inactive: bool, returns: type[T], *, verbose: bool = False) -> Request[T]:
        request = _SUMMARIES.get(self._version)
        if request is None:
            raise ConfigurationError(
                f"apps_version is {self._version!r}, of which no list is known, only `get`; "
                "use a client of 'v1' or 'v3' for lists"
            )
        inactive = arguments.flag("include_inactive", include_inactive)
        asked = request(include_inactive=inactive or None, verbose=verbose or None)
        return Request(asked.operation, asked.path, returns, query=asked.query)
