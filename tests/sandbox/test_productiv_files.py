"""Files and the org chart: what goes to signed addresses and comes from them (Productiv facts 3.7 and 3.8)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from spokebridge.sandbox import ManualClock, Sandbox

from .support import productiv, read, send_json

UPLOAD = "/services/push/v1/customer/apps/{}/upload"
CHART = "/services/push/v1/customer/org-chart"


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with productiv(sandbox) as client:
        yield client


def new_chart(client: httpx.Client, **members: Any) -> str:
    answer = read(send_json(client, "POST", CHART, {"orgChartName": "July", **members}))
    assert answer["success"] is True
    return str(answer["id"])


def add(client: httpx.Client, chart: str, *emails: str, more: bool = False) -> httpx.Response:
    body = {"hasMore": more, "users": [{"email": email} for email in emails]}
    return send_json(client, "PUT", f"{CHART}/{chart}", body)


def download(client: httpx.Client) -> list[dict[str, str]]:
    response = httpx.get(read(client.get(CHART))["downloadUrl"], verify=False)
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.text)))


# files


def test_each_file_has_an_address_of_its_own(sandbox: Sandbox, client: httpx.Client) -> None:
    query = [("filenames", "b c.csv"), ("filenames", "a.csv"), ("type", "users")]
    urls = read(client.get(UPLOAD.format("figma"), params=query))["uploadUrls"]
    assert [one["filename"] for one in urls] == ["b c.csv", "a.csv"]
    for number, one in enumerate(urls):
        assert httpx.put(one["uploadUrl"], content=b"x" * number, verify=False).status_code == 200
    files = sandbox.uploaded_files("figma", "users")
    assert [(file.filename, file.content) for file in files] == [("b c.csv", b""), ("a.csv", b"x")]
    assert sandbox.uploaded_files("figma") == sandbox.uploaded_files("slack", "users") == []


@pytest.mark.parametrize("query", [{}, {"filenames": ""}, {"filenames": ["a.csv", "a.csv"]}, {"filenames": "a.csv,"}])
def test_names_that_are_refused(client: httpx.Client, query: dict[str, Any]) -> None:
    response = client.get(UPLOAD.format("figma"), params=query)
    assert (response.status_code, read(response)["field"]) == (400, "filenames")


def test_strict_takes_a_comma_as_part_of_a_name(client: httpx.Client) -> None:
    names = {"filenames": "a.csv,b.csv"}
    assert len(read(client.get(UPLOAD.format("figma"), params=names))["uploadUrls"]) == 2
    with Sandbox(mode="strict") as strict, productiv(strict) as picky:
        assert len(read(picky.get(UPLOAD.format("figma"), params=names))["uploadUrls"]) == 1


# the org chart


def test_users_are_added_up_to_the_last_request(client: httpx.Client, sandbox: Sandbox) -> None:
    chart = new_chart(client)
    assert add(client, chart, "a@example.com", more=True).status_code == 200
    assert add(client, chart, "b@example.com").status_code == 200
    assert [row["email"] for row in download(client)] == ["a@example.com", "b@example.com"]
    stored = sandbox.productiv_store.org_chart(chart)
    assert stored is not None
    assert (stored.name, stored.complete) == ("July", True)


def test_custom_fields_are_columns_of_the_file(client: httpx.Client) -> None:
    chart = new_chart(client, customFieldsConfig={"customField1": "Entity", "customField2": "Bonus, €"})
    user = {"email": "a@example.com", "firstName": "Zoë", "customField1": 'Say "hi"', "customField3": "unseen"}
    send_json(client, "PUT", f"{CHART}/{chart}", {"hasMore": False, "users": [user]})
    (row,) = download(client)
    assert (row["firstName"], row["Entity"], row["Bonus, €"]) == ("Zoë", 'Say "hi"', "")
    assert "unseen" not in row.values()


def test_the_newest_snapshot_is_the_chart_even_while_it_is_empty(client: httpx.Client) -> None:
    response = client.get(CHART)
    assert (response.status_code, read(response)["message"]) == (404, "no org chart was published yet")
    add(client, new_chart(client), "a@example.com")
    assert len(download(client)) == 1
    first, second = new_chart(client), new_chart(client)
    assert first != second
    assert download(client) == []


def test_a_link_expires(client: httpx.Client, clock: ManualClock) -> None:
    add(client, new_chart(client), "a@example.com")
    url = read(client.get(CHART))["downloadUrl"]
    clock.advance(15 * 60)
    assert httpx.get(url, verify=False).status_code == 403


def test_users_after_the_last_request() -> None:
    for mode, status in (("lenient", 200), ("strict", 400)):
        with Sandbox(mode=mode) as sandbox, productiv(sandbox) as client:
            chart = new_chart(client)
            add(client, chart, "a@example.com")
            assert add(client, chart, "b@example.com").status_code == status


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "orgChartName"),
        ({"orgChartName": " "}, "orgChartName"),
        ({"orgChartName": "x", "customFieldsConfig": ["Entity"]}, "customFieldsConfig"),
        ({"orgChartName": "x", "customFieldsConfig": {"customField6": "x"}}, "customFieldsConfig.customField6"),
        ({"orgChartName": "x", "customFieldsConfig": {"customField1": 3}}, "customFieldsConfig.customField1"),
    ],
)
def test_charts_that_are_refused(client: httpx.Client, body: dict[str, Any], field: str) -> None:
    response = send_json(client, "POST", CHART, body)
    assert (response.status_code, read(response)["field"]) == (400, field)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"users": []}, "hasMore"),
        ({"users": [], "hasMore": "no"}, "hasMore"),
        ({"hasMore": False}, "users"),
        ({"hasMore": False, "users": [{"firstName": "Ana"}]}, "email"),
        ({"hasMore": False, "users": [{"email": "a@example.com", "team": 3}]}, "team"),
    ],
)
def test_users_that_are_refused(client: httpx.Client, sandbox: Sandbox, body: dict[str, Any], field: str) -> None:
    chart = new_chart(client)
    response = send_json(client, "PUT", f"{CHART}/{chart}", body)
    assert (response.status_code, read(response)["field"]) == (400, field)
    stored = sandbox.productiv_store.org_chart(chart)
    assert stored is not None
    assert stored.users == []


def test_a_request_holds_at_most_1000_users_and_an_id_that_exists(client: httpx.Client) -> None:
    many = [f"u{number}@example.com" for number in range(1001)]
    assert add(client, new_chart(client), *many).status_code == 400
    assert add(client, "nobody", "a@example.com").status_code == 404
