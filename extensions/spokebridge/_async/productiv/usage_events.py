"""`productiv.usage_events`"""

from __future__ import annotations

from typing import Any

from productiv_client.api.usage_events import publish_usage_events
from spokebridge._async.caller import AsyncCaller
from spokebridge._async.productiv.publications import publish
from spokebridge._async.publisher import OnProgress
from spokebridge.concurrency import aio
from spokebridge.deliveries.opening import JournalArgument
from spokebridge.productiv import arguments
from spokebridge.productiv.feeds import USAGE_EVENTS
from spokebridge.report import PublishReport


class AsyncUsageEvents:
    """What users did in a custom application."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def publish(
        self,
        application_instance_id: str,
        events: aio.Source[Any],
        *,
        concurrency: int = 4,
        on_progress: OnProgress | None = None,
        journal: JournalArgument = None,
    ) -> PublishReport:
        """Publish usage events, any number of them (Productiv facts 3.2, official-head; 1000 to a request is a third
        party's figure).

        `events` are UsageEvent objects or mappings with wire names: `timestamp` (aware datetime or Unix milliseconds),
        `email`, `eventName` (a name of the application's definition) and, for events of the kind Login, `targetApp`.
        The iterable is read once. Events of equal timestamp, email and name are the same event, for the server too:
        they are sent once, and a run that broke off can be repeated as a whole, or go on with a `journal` as in
        `spend.publish`.

        Raises AuthenticationError, Forbidden, NotFound and the like at once, with `error.report` telling what was done
        until then.

        `POST /services/push/v1/customer/apps/{applicationInstanceId}/events`; scope: connector.write; limits: 1000
        records a request; retry: deduplicated; evidence: official-head, PAGE-publish-usage-events.
        """
        return await publish(
            self._caller,
            USAGE_EVENTS,
            publish_usage_events.request,
            arguments.identifier("application_instance_id", application_instance_id),
            events,
            concurrency=concurrency,
            on_progress=on_progress,
            journal=journal,
        )
