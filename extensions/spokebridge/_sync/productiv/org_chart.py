# Derived from extensions/spokebridge/_async/productiv/org_chart.py by `python -m codegen build`; edit that file instead.
"""`productiv.org_chart`"""

from __future__ import annotations

from typing import Any

from productiv_client import models
from productiv_client.api.org_chart import add_org_chart_users, create_org_chart, get_latest_org_chart
from spokebridge._sync.caller import Caller
from spokebridge._sync.productiv.publications import opened
from spokebridge._sync.publisher import OnProgress, Publisher
from spokebridge.concurrency import threads
from spokebridge.deliveries.opening import JournalArgument
from spokebridge.deliveries.plan import Deliveries
from spokebridge.errors import PublishError, SpokebridgeError
from spokebridge.productiv import arguments, feeds
from spokebridge.productiv.charts import OrgChartReport
from spokebridge.publishing import Feed
from spokebridge.refusal import lacking

_ID, _CLOSED = "snapshot", "closed"


class OrgChart:
    """The company's people and who reports to whom."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def publish(
        self,
        name: str,
        users: threads.Source[Any],
        custom_fields: arguments.CustomFields | None = None,
        *,
        on_progress: OnProgress | None = None,
        journal: JournalArgument = None,
    ) -> OrgChartReport:
        """Publish a new snapshot; it replaces the current org chart at once (Productiv facts 3.8, official and
        official-head).

        `name` is a free label, a new one for each snapshot. `users` are OrgChartUser objects or mappings with wire
        names, each with an `email`; 1000 travel in a request, one request after the other. `custom_fields` are the
        display names of up to five custom fields: the first is `customField1` of each user, and so on; or a mapping of
        such keys to display names.

        No snapshot is requested before the first good user was read. A request is never sent twice, because the server
        would count its users twice: when an answer is lost, they are `unknown`, and the way out is to publish again
        under a new name. With a `journal` (see `spend.publish`) a run that broke off goes on with the snapshot it had
        begun; users under way at that moment are `unknown`.

        Raises AuthenticationError, Forbidden and the like at once, with `error.report` telling the id and what was done
        until then.

        - `POST /services/push/v1/customer/org-chart`; scope: connector.write; limits: none known; retry: unsafe;
          evidence: official, PAGE-request-resource-id.
        - `PUT /services/push/v1/customer/org-chart/{id}`; scope: connector.write; limits: 1000 records a request;
          retry: unsafe; evidence: official-head, PAGE-add-org-chart.
        """
        configured = arguments.custom_fields(custom_fields)
        chart = models.CreateOrgChartRequest(
            org_chart_name=arguments.word("name", name), custom_fields_config=configured or None
        )
        feed = feeds.org_chart(configured)
        deliveries = opened(self._caller, feed, f"{chart.org_chart_name!r} {configured}", journal)
        try:
            run = _Run(self._caller, feed, chart, deliveries)
            publisher = Publisher(
                feed,
                run.send,
                self._caller.plugins,
                deliveries,
                concurrency=1,
                on_progress=on_progress,
                begin=run.begin,
                report=run.report,
            )
            publisher.run(users)
            run.close()
        finally:
            threads.blocking(deliveries.close)
        return run.report

    def download_url(self) -> str:
        """The address of a CSV file of the current org chart (Productiv facts 3.8, official). It may be signed: treat
        it as a secret.

        Raises SchemaDrift when the answer holds none; what the server answers before any org chart was published is
        unknown.

        `GET /services/push/v1/customer/org-chart`; scope: report.read; limits: none known; retry: read; evidence:
        official, PAGE-get-org-chart.
        """
        answer = self._caller.call(get_latest_org_chart.request())
        found: object = getattr(answer.value, "download_url", None)
        if not isinstance(found, str) or not found:
            raise lacking(answer, "`downloadUrl`, so there is nothing to give")
        return found


class _Run:
    """One snapshot: its id first, then its users, at the end a request that says that no more come."""

    def __init__(self, caller: Caller, feed: Feed, chart: models.CreateOrgChartRequest, deliveries: Deliveries) -> None:
        self.report = OrgChartReport()
        self._caller = caller
        self._feed = feed
        self._chart = chart
        self._deliveries = deliveries

    def begin(self) -> None:
        """Request the id, unless an earlier run did."""
        self.report.closed = threads.blocking(self._deliveries.note, _CLOSED) is not None
        self.report.id = threads.blocking(self._deliveries.note, _ID)
        if self.report.id is not None:
            return
        answer = self._caller.call(create_org_chart.request(body=self._chart))
        found: object = getattr(answer.value, "id", None)
        if not isinstance(found, str) or not found:
            raise lacking(answer, "`id`, so no users can be sent")
        self.report.id = found
        threads.blocking(self._deliveries.keep, _ID, found)

    def send(self, body: bytes) -> object:
        """Add users."""
        if self.report.closed:  # a snapshot that was called complete may be in use
            raise PublishError(
                "not sent: the snapshot of this journal is complete; publish a new one, with another name and journal"
            )
        answer = self._caller.call(add_org_chart_users.request(self.report.id or "", body=body))
        last = self._feed.last_suffix is not None and body.endswith(self._feed.last_suffix)
        if last and getattr(answer.value, "success", None) is not False:
            self.report.closed = True
            try:
                threads.blocking(self._deliveries.keep, _CLOSED, "yes")
            except SpokebridgeError as error:  # the users are there all the same
                error.in_doubt = True
                raise
        return answer

    def close(self) -> None:
        """When the last users of all were refused, the server still waits for more: tell it with an empty request."""
        if not self.report.accepted or self.report.closed:
            return
        try:
            self.send(self._feed.prefix + (self._feed.last_suffix or self._feed.suffix))
        except SpokebridgeError:
            self.report.closed = False
        else:
            self.report.requests += 1
