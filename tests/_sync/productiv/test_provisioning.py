# Derived from tests/_async/productiv/test_provisioning.py by `python -m codegen build`; edit that file instead.
"""Provisioning workflows and their runs."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from productiv_client import models
from spokebridge import Productiv
from spokebridge.errors import ConfigurationError, NotFound, PaginationStalled
from spokebridge.options import RetryPolicy

from tests.support.server import FakeServer, Reply

pytestmark = pytest.mark.anyio

WORKFLOWS = "GET /pull/v1/provisioning-workflows"
RUNS = f"{WORKFLOWS}/application-instances/i1/executions"
START = datetime(2024, 7, 1, tzinfo=UTC)


def workflows(*numbers: int) -> dict[str, Any]:
    return {
        "Workflows": [{"WorkflowId": f"POL_{number}", "CreationTime": 0} for number in numbers],
        "ResponseTimeMs": 1,
    }


def test_lists_workflows_over_pages_also_empty_ones(server: FakeServer) -> None:
    pages = [{**workflows(1, 2), "nextPageToken": "a"}, {**workflows(), "nextPageToken": "b"}, workflows(3)]
    server.answer(WORKFLOWS, *pages)
    with Productiv(**server.productiv, strict=True) as productiv:
        pager = productiv.provisioning.workflows()
        found = [workflow for workflow in pager]
    assert [workflow.workflow_id for workflow in found] == ["POL_1", "POL_2", "POL_3"]
    assert isinstance(found[0], models.ProvisioningWorkflow)
    assert found[0].creation_time == datetime(1970, 1, 1, tzinfo=UTC)
    assert [request.parameter("pageToken") for request in server.calls] == [None, "a", "b"]


@pytest.mark.parametrize("taken", [1, 2, 3])
def test_resumes_workflows(server: FakeServer, taken: int) -> None:
    def page(request: Any) -> dict[str, Any]:
        return workflows(3, 4) if request.parameter("pageToken") == "a" else {**workflows(1, 2), "nextPageToken": "a"}

    server.answer(WORKFLOWS, page)
    with Productiv(**server.productiv) as productiv:
        pager = productiv.provisioning.workflows()
        seen: list[str | None] = []
        for workflow in pager:
            seen.append(workflow.workflow_id)
            if len(seen) == taken:
                break
        rest = productiv.provisioning.workflows(resume=pager.resume_token)
        seen += [workflow.workflow_id for workflow in rest]
    assert seen == ["POL_1", "POL_2", "POL_3", "POL_4"]


def test_a_server_in_a_circle_is_an_error(server: FakeServer) -> None:
    page = {**workflows(1), "nextPageToken": "same"}
    server.answer(WORKFLOWS, *[page] * 4, Reply(503), Reply(200, page, {"X-Request-Id": "r-9"}))
    with Productiv(**server.productiv, retry=RetryPolicy(base=0)) as productiv:
        with pytest.raises(PaginationStalled) as caught:
            [workflow for workflow in productiv.provisioning.workflows()]
    error: PaginationStalled = pickle.loads(pickle.dumps(caught.value))
    assert (error.operation, error.correlation_id, error.attempts) == ("listProvisioningWorkflows", "r-9", 2)
    assert str(error) == (
        "listProvisioningWorkflows (GET /pull/v1/provisioning-workflows): a cursor came again with the same items; the "
        "list cannot be read to its end; correlation id r-9; 2 attempts. Go on later with resume=pager.resume_token; "
        "when it stalls again, report it to the service."
    )


def test_lists_executions_in_a_range(server: FakeServer) -> None:
    server.answer(RUNS, {"Summaries": [{"ExecutionId": "polId=POL_1|runId=2024-07-01_1"}], "ResponseTimeMs": 1})
    with Productiv(**server.productiv) as productiv:
        end = START + timedelta(seconds=1, microseconds=1)
        found = [run for run in productiv.provisioning.executions("i1", start=START, end=end)]
        assert len([run for run in productiv.provisioning.executions("i1")]) == 1
    assert found[0].execution_id == "polId=POL_1|runId=2024-07-01_1"
    assert dict(server.calls[0].query) == {"startTime": "1719792000000", "endTime": "1719792001001"}
    assert server.calls[1].query == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"start": START, "end": START}, "not before end"),
        ({"start": START.replace(tzinfo=None)}, "start has no time zone"),
        ({"end": 5}, "end is 5; pass an aware datetime"),
        ({"instance_id": ""}, "instance_id is empty"),
    ],
)
def test_refuses_bad_arguments(server: FakeServer, arguments: dict[str, Any], message: str) -> None:
    with Productiv(**server.productiv) as productiv:
        with pytest.raises(ConfigurationError, match=message):
            productiv.provisioning.executions(**{"instance_id": "i1", **arguments})
    assert server.requests == []


def test_the_latest_execution_and_its_users(server: FakeServer) -> None:
    rule = {"RuleId": "r1", "StartTime": 1719792000000, "Results": {"NumMatchedUsers": 2}}
    server.answer(f"{RUNS}/latest", {"Summary": {"WorkflowId": "POL_1", "RuleSummaries": [rule]}, "ResponseTimeMs": 1})
    outcome = {"Email": "ana@example.com", "Outcome": {"Action": "deprovisioned", "IsSuggest": False}}
    page = {"Users": [outcome], "ResponseTimeMs": 1}
    server.answer(f"{RUNS}/latest/users", {**page, "nextPageToken": "t"}, page)
    with Productiv(**server.productiv, strict=True) as productiv:
        latest = productiv.provisioning.latest_execution("i1")
        users = [user for user in productiv.provisioning.latest_execution_users("i1")]
    assert latest.summary.rule_summaries is not None
    assert latest.summary.rule_summaries[0].start_time == START
    assert [user.email for user in users] == ["ana@example.com"] * 2


def test_an_unknown_instance(server: FakeServer) -> None:
    server.answer(f"{RUNS}/latest", Reply(404, {"message": "no such instance"}))
    with Productiv(**server.productiv) as productiv:
        with pytest.raises(NotFound, match="no such instance"):
            productiv.provisioning.latest_execution("i1")
