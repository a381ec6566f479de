# Derived from extensions/spokebridge/_async/productiv/spend.py by `python -m codegen build`; edit that file instead.
"""`productiv.spend`"""

from __future__ import annotations

from typing import Any

from productiv_client.api.spend import publish_spend_data
from spokebridge._sync.caller import Caller
from spokebridge._sync.productiv.publications import publish
from spokebridge._sync.publisher import OnProgress
from spokebridge.concurrency import threads
from spokebridge.deliveries.opening import JournalArgument
from spokebridge.productiv import arguments
from spokebridge.productiv.feeds import SPEND
from spokebridge.report import PublishReport


class Spend:
    """Spend records of an app."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def publish(
        self,
        app_id: str,
        records: threads.Source[Any],
        *,
        concurrency: int = 4,
        on_progress: OnProgress | None = None,
        journal: JournalArgument = None,
    ) -> PublishReport:
        """Publish spend records, any number of them, in chunks of at most 1000 (Productiv facts 3.3, official).

        `records` are SpendDataRecord objects or mappings with wire names; any other key of a mapping travels along as
        an additional detail. The iterable is read once, no faster than the chunks leave. A record that cannot be sent
        is rejected with its reason and the rest goes on; the report holds the outcome of each. The server drops repeats
        of a `signatureId`, so a run that broke off can be repeated as a whole. With `journal`, the path of a file of
        its own, it goes on where it was instead: what was acknowledged is not sent again. `report.manifest` of an
        earlier run serves as journal too.

        Raises AuthenticationError, Forbidden, NotFound and the like at once, with `error.report` telling what was done
        until then.

        `POST /services/push/v1/customer/apps/{appId}/finance`; scope: connector.write; limits: 1000 records a request;
        retry: deduplicated; evidence: official, S000.
        """
        return publish(
            self._caller,
            SPEND,
            publish_spend_data.request,
            arguments.identifier("app_id", app_id),
            records,
            concurrency=concurrency,
            on_progress=on_progress,
            journal=journal,
        )
