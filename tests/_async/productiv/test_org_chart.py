"""Publishing an org chart: the id first, then the users in order, and never more than is known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from productiv_client import models
from spokebridge import AsyncProductiv
from spokebridge.errors import ConfigurationError, Forbidden, SchemaDrift
from spokebridge.productiv.charts import OrgChartReport
from tests.support.server import FakeServer, Received, Reply

pytestmark = pytest.mark.anyio

CREATE = "POST /services/push/v1/customer/org-chart"
ADD = "PUT /services/push/v1/customer/org-chart/chart-1"
LATEST = "GET /services/push/v1/customer/org-chart"


@pytest.fixture
def charts(server: FakeServer) -> FakeServer:
    server.answer(CREATE, {"success": True, "id": "chart-1"})
    server.answer(ADD, {"success": True})
    return server


def person(number: int, **changed: object) -> dict[str, Any]:
    return {"email": f"p{number}@example.com", "firstName": "Ana", **changed}


def emails(request: Received) -> list[str]:
    return [user["email"] for user in request.json["users"]]


async def test_id_first_then_ordered_requests(charts: FakeServer) -> None:
    people = [models.OrgChartUser(email="p0@example.com"), *(person(number) for number in range(1, 2500))]
    async with AsyncProductiv(**charts.productiv) as productiv:
        report = await productiv.org_chart.publish("2024-07-01", people)
    assert (report.id, report.closed, report.accepted, report.requests) == ("chart-1", True, 2500, 3)
    created, *added = charts.calls
    assert created.json == {"orgChartName": "2024-07-01"}
    assert [request.json["hasMore"] for request in added] == [True, True, False]
    assert [email for request in added for email in emails(request)] == [f"p{n}@example.com" for n in range(2500)]


async def test_exactly_one_full_request_is_the_last(charts: FakeServer) -> None:
    async with AsyncProductiv(**charts.productiv) as productiv:
        await productiv.org_chart.publish("name", (person(number) for number in range(1000)))
    assert [request.json["hasMore"] for request in charts.received(ADD)] == [False]


@pytest.mark.parametrize("given", [["Entity", "VP"], {"customField1": "Entity", "customField2": "VP"}])
async def test_custom_fields(charts: FakeServer, given: Any) -> None:
    people = [
        person(0, customField2="Bo"),
        person(1, customField3="x"),
        person(2, customField1=None),
        person(3, team=9),
    ]
    async with AsyncProductiv(**charts.productiv) as productiv:
        report = await productiv.org_chart.publish("name", people, custom_fields=given)
    assert charts.calls[0].json["customFieldsConfig"] == {"customField1": "Entity", "customField2": "VP"}
    assert [(item.index, item.reason) for item in report.rejected] == [
        (1, "customField3 is not a custom field of this chart; name it in custom_fields, or leave it out"),
        (3, "team is a int; it must be text"),
    ]
    assert report.rejected[0].key == ("p1@example.com",)
    assert report.accepted == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"custom_fields": list("abcdef")}, "custom_fields has 6 entries; a chart has at most 5"),
        ({"custom_fields": {"customField6": "x"}}, "custom_fields names 'customField6'; a chart has customField1 to"),
        ({"custom_fields": {"Entity": "x"}}, "custom_fields names 'Entity'"),
        ({"custom_fields": ["a", ""]}, r"custom_fields\[customField2\] is empty"),
        ({"custom_fields": "Entity"}, "custom_fields is 'Entity'; pass a list"),
        ({"name": ""}, "name is empty"),
    ],
)
async def test_refuses_bad_arguments(charts: FakeServer, arguments: dict[str, Any], message: str) -> None:
    async with AsyncProductiv(**charts.productiv) as productiv:
        with pytest.raises(ConfigurationError, match=message):
            await productiv.org_chart.publish(**{"name": "name", "users": [person(0)], **arguments})
    assert charts.requests == []


@pytest.mark.parametrize("people", [[], [{"email": "nobody"}]])
async def test_requests_no_snapshot_for_nobody(charts: FakeServer, people: list[Any]) -> None:
    async with AsyncProductiv(**charts.productiv) as productiv:
        report = await productiv.org_chart.publish("name", people)
    assert (report.id, report.closed, report.total) == (None, False, len(people))
    assert charts.requests == []


async def test_a_failing_first_step_sends_nobody(charts: FakeServer) -> None:
    charts.answer(CREATE, Reply(403, {"message": "no"}))
    async with AsyncProductiv(**charts.productiv) as productiv:
        with pytest.raises(Forbidden) as caught:
            await productiv.org_chart.publish("name", (person(number) for number in range(1500)))
    report = caught.value.report
    assert isinstance(report, OrgChartReport)
    assert report.id is None
    assert report.accepted == 0
    assert {item.reason for item in report.rejected} == {"not sent: the run was stopped"}
    assert charts.received(ADD) == []


async def test_an_answer_without_an_id_is_an_error(charts: FakeServer) -> None:
    charts.answer(CREATE, {"success": True})
    async with AsyncProductiv(**charts.productiv) as productiv:
        with pytest.raises(SchemaDrift, match="no `id`"):
            await productiv.org_chart.publish("name", [person(0)])


def refusing(poison: str) -> Any:
    def answer(request: Received) -> Reply | dict[str, Any]:
        return Reply(400, {"message": "bad user"}) if poison in emails(request) else {"success": True}

    return answer


@pytest.mark.parametrize("poison", range(5))
async def test_bisects_in_order_and_closes(charts: FakeServer, poison: int) -> None:
    charts.answer(ADD, refusing(f"p{poison}@example.com"))
    async with AsyncProductiv(**charts.productiv) as productiv:
        report = await productiv.org_chart.publish("name", [person(number) for number in range(5)])
    assert (report.accepted, [item.index for item in report.rejected], report.closed) == (4, [poison], True)
    accepted = [request for request in charts.received(ADD) if f"p{poison}@example.com" not in emails(request)]
    assert [email for request in accepted for email in emails(request)] == [
        f"p{number}@example.com" for number in range(5) if number != poison
    ]
    assert [request.json["hasMore"] for request in accepted] == [True] * (len(accepted) - 1) + [False]


async def test_says_when_the_server_would_not_close(charts: FakeServer) -> None:
    def answer(request: Received) -> Reply | dict[str, Any]:
        last = not request.json["hasMore"]
        return Reply(400, {"message": "bad user"}) if last else {"success": True}

    charts.answer(ADD, answer)
    async with AsyncProductiv(**charts.productiv) as productiv:
        report = await productiv.org_chart.publish("name", [person(0), person(1)])
    assert (report.accepted, len(report.rejected), report.closed) == (1, 1, False)
    assert json.loads(charts.calls[-1].body) == {"users": [], "hasMore": False}


async def test_a_lost_answer_is_not_repeated(charts: FakeServer) -> None:
    charts.answer(ADD, Reply(503), {"success": True})
    async with AsyncProductiv(**charts.productiv) as productiv:
        report = await productiv.org_chart.publish("name", (person(number) for number in range(1001)))
    assert (report.accepted, len(report.unknown), report.closed) == (1, 1000, True)
    assert len(charts.received(ADD)) == 2


async def test_closes_also_when_the_last_answer_was_lost(charts: FakeServer) -> None:
    charts.answer(ADD, {"success": True}, Reply(503), {"success": True})
    async with AsyncProductiv(**charts.productiv) as productiv:
        report = await productiv.org_chart.publish("name", (person(number) for number in range(1001)))
    assert (report.accepted, len(report.unknown), report.closed, report.requests) == (1000, 1, True, 3)
    assert charts.calls[-1].json == {"users": [], "hasMore": False}


async def test_download_url(charts: FakeServer) -> None:
    url = "https://files.example.com/chart.csv?signature=abc"
    charts.answer(LATEST, {"success": True, "downloadUrl": url}, {"success": True})
    async with AsyncProductiv(**charts.productiv) as productiv:
        assert await productiv.org_chart.download_url() == url
        with pytest.raises(SchemaDrift, match="no `downloadUrl`"):
            await productiv.org_chart.download_url()


async def test_a_journal_goes_on_with_the_snapshot_it_had_begun(charts: FakeServer, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    people = [person(number) for number in range(2500)]
    charts.answer(ADD, {"success": True}, Reply(403, {}))
    async with AsyncProductiv(**charts.productiv) as productiv:
        with pytest.raises(Forbidden):
            await productiv.org_chart.publish("name", people, journal=journal)
        charts.answer(ADD, {"success": True})
        charts.requests.clear()
        report = await productiv.org_chart.publish("name", people, journal=journal)
        assert (report.id, report.closed, report.accepted, report.resumed) == ("chart-1", True, 2500, 1000)
        assert charts.received(CREATE) == []
        assert [request.json["hasMore"] for request in charts.received(ADD)] == [True, False]
        charts.requests.clear()
        report = await productiv.org_chart.publish("name", people, journal=journal)
        assert (report.id, report.closed, report.resumed, charts.calls) == ("chart-1", True, 2500, [])
        late = await productiv.org_chart.publish("name", [*people, person(9999)], journal=journal)
        assert (late.accepted, [item.index for item in late.rejected]) == (2500, [2500])
        assert "the snapshot of this journal is complete" in late.rejected[0].reason
        assert charts.calls == []
        with pytest.raises(ConfigurationError, match="use another journal"):
            await productiv.org_chart.publish("another name", people, journal=journal)


async def test_a_snapshot_whose_end_was_never_told_is_ended_by_the_next_run(charts: FakeServer, tmp_path: Path) -> None:
    people = [person(number) for number in range(1500)]
    charts.answer(ADD, {"success": True}, Reply(500, {}))
    async with AsyncProductiv(**charts.productiv) as productiv:
        first = await productiv.org_chart.publish("name", people, journal=tmp_path / "journal")
        assert (first.closed, len(first.unknown)) == (False, 500)
        charts.answer(ADD, {"success": True})
        charts.requests.clear()
        report = await productiv.org_chart.publish("name", people, journal=tmp_path / "journal")
    assert (report.closed, report.resumed, len(report.unknown)) == (True, 1000, 500)
    assert [request.json for request in charts.received(ADD)] == [{"users": [], "hasMore": False}]
