"""`productiv.provisioning`"""

from __future__ import annotations

from datetime import datetime

from productiv_client import models
from productiv_client.api.provisioning import (
    get_provisioning_workflow_execution,
    list_provisioning_execution_summaries,
    list_provisioning_execution_users,
    list_provisioning_workflows,
)
from spokebridge._async.caller import AsyncCaller
from spokebridge._async.pager import AsyncPager
from spokebridge._async.productiv.lists import AsyncLists
from spokebridge.productiv import arguments

_LATEST = models.ExecutionSelector.LATEST  # executions have ids, but only the latest may be asked for (facts 3.15)


class AsyncProvisioning:
    """Workflows that deprovision or downgrade users, and what their runs did. Moments are aware datetimes in UTC."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller
        self._lists = AsyncLists(caller)

    def workflows(self, *, resume: str | None = None) -> AsyncPager[models.ProvisioningWorkflow]:
        """All workflows with their rules and earlier versions (Productiv facts 3.13, official-head).

        `GET /pull/v1/provisioning-workflows`; scope: elm.policy.read; limits: 20 requests a second; retry: read;
        evidence: official-head, PAGE-list-provisioning-workflows.
        """
        return self._lists.pager(list_provisioning_workflows.request(), resume)

    def executions(
        self,
        instance_id: str,
        start: datetime | None = None,
        end: datetime | None = None,
        *,
        resume: str | None = None,
    ) -> AsyncPager[models.ProvisioningWorkflowExecutionSummary]:
        """Runs of an app instance's workflow, summed up per rule (Productiv facts 3.14, official-head).

        `instance_id` is an `application_instance_id` of `workflows`. `start` (inclusive) and `end` (exclusive) are
        aware datetimes that limit when a run began; whether the server wants both is not documented. Raises
        ConfigurationError.

        `GET /pull/v1/provisioning-workflows/application-instances/{applicationInstanceId}/executions`; scope:
        elm.results.read; limits: none known; retry: read; evidence: official-head,
        PAGE-list-provisioning-execution-summaries.
        """
        where = arguments.identifier("instance_id", instance_id)
        start_time, end_time = arguments.milliseconds_range(start, end)
        request = list_provisioning_execution_summaries.request(where, start_time=start_time, end_time=end_time)
        return self._lists.pager(request, resume)

    async def latest_execution(self, instance_id: str) -> models.ProvisioningExecutionResponse:
        """The latest run: `.summary` (Productiv facts 3.15, official-head). Raises NotFound, according to a third
        party.

        `GET /pull/v1/provisioning-workflows/application-instances/{applicationInstanceId}/executions/{executionId}`;
        scope: elm.results.read; limits: none known; retry: read; evidence: official-head,
        PAGE-get-provisioning-workflow-execution.
        """
        where = arguments.identifier("instance_id", instance_id)
        return await self._caller.value(get_provisioning_workflow_execution.request(where, _LATEST))

    def latest_execution_users(
        self, instance_id: str, *, resume: str | None = None
    ) -> AsyncPager[models.UserExecutionOutcome]:
        """The users whom the latest run matched, with what became of each (Productiv facts 3.16, official-head).

        `GET
        /pull/v1/provisioning-workflows/application-instances/{applicationInstanceId}/executions/{executionId}/users`;
        scope: elm.results.read; limits: none known; retry: read; evidence: official-head,
        PAGE-list-provisioning-workflow-execution-users.
        """
        where = arguments.identifier("instance_id", instance_id)
        return self._lists.pager(list_provisioning_execution_users.request(where, _LATEST), resume)
