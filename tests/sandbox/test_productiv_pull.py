"""What is pulled in pages: users of an app, audit events, provisioning (Productiv facts 3.11 to 3.16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import httpx
import pytest

from spokebridge.sandbox import ManualClock, ProductivOptions, Sandbox

from .support import USERS, productiv, read, send_json

APP_USERS = "/pull/v1/apps/{}/users"
AUDIT = "/services/pull/v1/customer/audit-events"
WORKFLOWS = "/pull/v1/provisioning-workflows"
EXECUTIONS = f"{WORKFLOWS}/application-instances/{{}}/executions"
NOW = datetime(2024, 7, 1, 9, 0, tzinfo=UTC)
"""Where the clock of these tests stands."""


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with productiv(sandbox) as client:
        yield client


def walk(client: httpx.Client, path: str, items: str, cursor: tuple[str, str], **query: Any) -> list[list[Any]]:
    """All pages of a list."""
    theirs, ours = cursor
    pages = [read(client.get(path, params=query))]
    while theirs in pages[-1]:
        pages.append(read(client.get(path, params={**query, ours: pages[-1][theirs]})))
    return [page[items] for page in pages]


def users(client: httpx.Client, app: str, source: str, **query: Any) -> list[Any]:
    asked = {"asOfDate": "2024-06-30", "dataSource": source, **query}
    return [user for page in walk(client, APP_USERS.format(app), "Users", ("After", "after"), **asked) for user in page]


def audit(client: httpx.Client, start: datetime, end: datetime) -> list[list[Any]]:
    asked = {"startTime": start.isoformat(), "endTime": end.isoformat()}
    return walk(client, AUDIT, "events", ("nextPageToken", "pageToken"), **asked)


# users of an app


def test_users_are_as_many_as_the_counts_of_the_app_say(client: httpx.Client) -> None:
    app = read(client.get("/pull/v1/apps/figma"))["App"]
    counts = app["Activity"]["Engagement"]["Summary"]
    found = users(client, "figma", "Engagement")
    assert len({user["Email"] for user in found}) == counts["ProvisionedLicenses"] == 120
    active = [user for user in found if user.get("Status") == "Active"]
    assert len(active) == counts["RollingWindow30"]["EngagedLicenses"]
    assert {user["ApplicationInstanceId"] for user in found} == {"figma-main"}


def test_the_longer_the_window_the_more_are_active(client: httpx.Client) -> None:
    active = [
        {user["Email"] for user in users(client, "figma", "Engagement", rollingWindow=days) if "Status" in user}
        for days in (1, 7, 30, 60, 90)
    ]
    assert all(less < more for less, more in pairwise(active))


def test_pages_of_users(client: httpx.Client) -> None:
    asked = {"asOfDate": "2024-06-30", "dataSource": "Managed SSO"}
    pages = walk(client, APP_USERS.format("slack"), "Users", ("After", "after"), **asked)
    assert [len(page) for page in pages] == [100, 100, 100, 10]


def test_sources_that_know_nobody(client: httpx.Client) -> None:
    assert users(client, "figma", "Managed SSO") == users(client, "notion", "Engagement") == []


def test_pushed_users_are_pulled(client: httpx.Client) -> None:
    pushed = [{"appUserId": "7", "email": "ana@example.com"}]
    send_json(client, "POST", USERS.format("figma"), {"provisionedUsers": pushed})
    assert [user["Email"] for user in users(client, "figma", "Engagement")] == ["ana@example.com"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"dataSource": "Engagement"}, "asOfDate"),
        ({"asOfDate": "2024-06-31", "dataSource": "Engagement"}, "asOfDate"),
        ({"asOfDate": "2023-08-22", "dataSource": "Engagement"}, "asOfDate"),
        ({"asOfDate": "2023-08-23", "dataSource": "Contract"}, "dataSource"),
        ({"asOfDate": "2023-08-23"}, "dataSource"),
        ({"asOfDate": "2023-08-23", "dataSource": "Engagement", "rollingWindow": 14}, "rollingWindow"),
        ({"asOfDate": "2023-08-23", "dataSource": "Engagement", "after": "x"}, "after"),
    ],
)
def test_questions_about_users_that_make_no_sense(client: httpx.Client, query: dict[str, Any], field: str) -> None:
    response = client.get(APP_USERS.format("figma"), params=query)
    assert (response.status_code, read(response)["field"]) == (400, field)


# audit events


def test_audit_events_come_500_at_a_time(client: httpx.Client) -> None:
    pages = audit(client, NOW - timedelta(days=30), NOW)
    assert [len(page) for page in pages[:-1]] == [500] * (len(pages) - 1)
    events = [event for page in pages for event in page]
    moments = [datetime.fromisoformat(event["timestamp"]) for event in events]
    assert moments == sorted(moments)
    assert NOW - timedelta(days=30) <= moments[0] <= moments[-1] < NOW
    assert len({event["eventId"] for event in events}) == len(events) > 500
    assert "WORKFLOW_RUN" in {event["eventType"] for event in events}


def test_start_is_inclusive_and_end_exclusive(client: httpx.Client) -> None:
    (events, *_) = audit(client, NOW - timedelta(days=2), NOW)
    moment = datetime.fromisoformat(events[3]["timestamp"])
    second = timedelta(seconds=1)
    assert events[3] not in audit(client, moment - second, moment)[0]
    assert events[3] in audit(client, moment, moment + second)[0]


def test_the_past_stays_the_same_while_the_clock_goes_on(client: httpx.Client, clock: ManualClock) -> None:
    before = audit(client, NOW - timedelta(days=3), NOW)
    clock.advance(1800)
    assert audit(client, NOW - timedelta(days=3), NOW) == before
    assert audit(client, NOW + timedelta(days=3), NOW + timedelta(days=4)) == [[]]


def test_what_happens_in_the_sandbox_is_audited(client: httpx.Client, clock: ManualClock) -> None:
    update = [{"applicationId": "figma", "attributes": [{"name": "notes", "value": "x"}]}]
    send_json(client, "POST", "/push/v1/batch/attributes", update)
    clock.advance(1)
    (events, *_) = audit(client, NOW, NOW + timedelta(seconds=1))
    assert [event["eventType"] for event in events if event["userEmail"] == "api@example.com"] == [
        "APP_ATTRIBUTES_CHANGED"
    ]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, "2024-07-01T00:00:00Z", "startTime is required"),
        ("2024-06-01T00:00:00Z", None, "endTime is required"),
        ("June", "2024-07-01T00:00:00Z", "startTime must be a time"),
        ("2024-06-01T00:00:00", "2024-07-01T00:00:00Z", "no time zone"),
        ("2024-06-02T00:00:00Z", "2024-06-02T00:00:00Z", "later than startTime"),
        ("2024-05-31T23:59:59Z", "2024-07-01T00:00:00Z", "more than 30 days"),
        ("2024-01-03T08:59:59Z", "2024-01-04T00:00:00Z", "more than 180 days back"),
    ],
)
def test_ranges_that_are_refused(client: httpx.Client, start: str | None, end: str | None, words: str) -> None:
    query = {name: value for name, value in (("startTime", start), ("endTime", end)) if value is not None}
    response = client.get(AUDIT, params=query)
    assert response.status_code == 400
    assert words in read(response)["message"]


def test_the_limits_themselves_are_allowed(client: httpx.Client) -> None:
    start = NOW - timedelta(days=180)
    assert audit(client, start, start + timedelta(days=30))[0]


# provisioning


def test_workflows_and_their_history(client: httpx.Client) -> None:
    workflows = read(client.get(WORKFLOWS))["Workflows"]
    assert [one["ApplicationInstanceId"] for one in workflows] == ["figma-main", "slack-grid", "github-org"]
    assert Counter(one["WorkflowStatus"] for one in workflows) == {"active": 2, "inactive": 1}
    figma = workflows[0]
    versions = [figma, *figma["History"]]
    assert [one["CreationTime"] for one in versions] == sorted((one["CreationTime"] for one in versions), reverse=True)
    assert all(one["WorkflowId"].startswith("POL_") for one in versions)


def test_executions_start_in_the_range(client: httpx.Client) -> None:
    start, end = datetime(2024, 6, 3, 2, 0, tzinfo=UTC), datetime(2024, 6, 24, 2, 0, tzinfo=UTC)
    query = {"startTime": int(start.timestamp() * 1000), "endTime": int(end.timestamp() * 1000)}
    found = read(client.get(EXECUTIONS.format("figma-main"), params=query))["Summaries"]
    starts = [one["RuleSummaries"][0]["StartTime"] for one in found]
    assert starts == [query["startTime"] + week * 7 * 86_400_000 for week in (2, 1, 0)]
    assert all(one["ExecutionId"].startswith("polId=POL_figma-main|runId=2024-06-") for one in found)


def test_the_numbers_of_an_execution_add_up(client: httpx.Client) -> None:
    latest = read(client.get(EXECUTIONS.format("figma-main") + "/latest"))["Summary"]
    assert latest == read(client.get(EXECUTIONS.format("figma-main")))["Summaries"][0]
    people = read(client.get(EXECUTIONS.format("figma-main") + "/latest/users"))["Users"]
    for rule in latest["RuleSummaries"]:
        split, matched = rule["Results"]["OutcomeSplit"], rule["Results"]["NumMatchedUsers"]
        assert sum(split.values()) == matched == sum(one["RuleId"] == rule["RuleId"] for one in people)
    suggested = sum(one["Results"]["OutcomeSplit"]["NumWaitingUsers"] for one in latest["RuleSummaries"])
    assert sum(one.get("Outcome", {}).get("IsSuggest", False) for one in people) == suggested


def test_executions_come_with_time(sandbox: Sandbox, client: httpx.Client, clock: ManualClock) -> None:
    path = EXECUTIONS.format("slack-grid")
    before = read(client.get(path))["Summaries"]
    clock.advance(7 * 86_400)
    with productiv(sandbox) as later:
        assert read(later.get(path))["Summaries"][1:] == before


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        (EXECUTIONS.format("nobody"), 404, "figma-main"),
        (EXECUTIONS.format("figma-main") + "/polId=x|runId=1", 404, "only latest"),
        (EXECUTIONS.format("github-org") + "/latest", 404, "has not run yet"),
        (EXECUTIONS.format("github-org") + "/latest/users", 404, "has not run yet"),
        (EXECUTIONS.format("figma-main") + "?startTime=2024-06-01", 400, "milliseconds"),
        (EXECUTIONS.format("figma-main") + "?startTime=2&endTime=2", 400, "later than startTime"),
        (WORKFLOWS + "?pageToken=bGlzdA==", 400, "pageToken"),
    ],
)
def test_questions_about_provisioning_that_make_no_sense(
    client: httpx.Client, path: str, status: int, words: str
) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert words in read(response)["message"]


def test_a_workflow_without_executions_has_an_empty_list(client: httpx.Client) -> None:
    assert read(client.get(EXECUTIONS.format("github-org")))["Summaries"] == []


def test_a_cursor_is_good_for_its_own_list() -> None:
    with (
        Sandbox(clock=ManualClock(), productiv_options=ProductivOptions(provisioning_page_size=1)) as sandbox,
        productiv(sandbox) as client,
    ):
        token = read(client.get(WORKFLOWS))["nextPageToken"]
        assert client.get(WORKFLOWS, params={"pageToken": token}).status_code == 200
        assert client.get(EXECUTIONS.format("figma-main"), params={"pageToken": token}).status_code == 400
