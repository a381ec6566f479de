"""`productiv.applications`"""

from __future__ import annotations

from productiv_client import models
from productiv_client.api.applications import setup_application
from spokebridge._async.caller import AsyncCaller
from spokebridge.productiv import arguments


class AsyncApplications:
    """Custom applications."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def setup(
        self, name: str, *, description: str | None = None, category: str | None = None, url: str | None = None
    ) -> models.SetupApplicationResponse:
        """Register an application: `.app_id`. **Unconfirmed**: only a third party knows this call (Productiv facts 3.1
        and 6, row 5).

        The official way is manual: Productiv is given the definition and answers with an app id. The first call in a
        process warns with `spokebridge.errors.UnconfirmedOperation`. It is not sent again when its answer was lost,
        because that might register a second application. Raises ConfigurationError for an empty name, NotFound or
        MethodNotAllowed where the call does not exist.

        `POST /services/push/v1/customer/apps`; scope: connector.write; limits: none known; retry: unsafe; evidence:
        unconfirmed, S002.
        """
        body = models.SetupApplicationRequest(
            app_name=arguments.word("name", name),
            app_description=None if description is None else arguments.word("description", description),
            app_category=None if category is None else arguments.word("category", category),
            app_url=None if url is None else arguments.word("url", url),
        )
        return await self._caller.value(setup_application.request(body=body))
