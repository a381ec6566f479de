"""The tables of operations, and what is not in them."""

from collections.abc import Sequence
from typing import Any

import httpx
import pytest

from spokebridge.operations import operations
from spokebridge.sandbox import Sandbox, operation_ids
from spokebridge.sandbox.ninespokes.catalogue import DATASOURCES
from spokebridge.sandbox.ninespokes.routes import OPERATIONS as NINESPOKES
from spokebridge.sandbox.productiv.routes import OPERATIONS as PRODUCTIV
from spokebridge.sandbox.web.operations import Operation

from .support import data_path, productiv, read

EITHER_SCOPE = {"getAppDetails"}
"""Operations whose pages disagree about the scope: the sandbox takes any of those named, the description has one."""


@pytest.mark.parametrize(("api", "table"), [("productiv", PRODUCTIV), ("ninespokes", NINESPOKES)])
def test_the_tables_hold_every_operation_once(api: str, table: Sequence[Operation[Any]]) -> None:
    described = [one for one in operations() if one.api == api]
    assert sorted((row.id, row.method, row.path) for row in table) == sorted(
        (one.id, one.method, one.path) for one in described
    )
    scopes = {one.id: set(one.scopes) for one in described}
    for row in table:
        assert scopes[row.id] < set(row.scopes) if row.id in EITHER_SCOPE else scopes[row.id] == set(row.scopes)
    paths = [(row.method, path) for row in table for path in row.paths(lenient=True)]
    assert len(paths) == len(set(paths))


def test_no_operation_is_missing() -> None:
    assert operation_ids() == {one.id for one in operations()}
    assert len(operation_ids()) == len(PRODUCTIV) + len(NINESPOKES) == 57


def test_every_published_datasource_has_a_path() -> None:
    served = {row.path.rpartition("/data/")[2] for row in NINESPOKES if "/data/" in row.path}
    assert served == {*DATASOURCES, "{datasource}"}


@pytest.mark.parametrize("method", ["PATCH", "PUT", "DELETE", "HEAD", "OPTIONS"])
def test_other_verbs_are_405(nine: httpx.Client, method: str) -> None:
    response = nine.request(method, "/companies")
    assert response.status_code == 405
    assert response.headers["content-type"] == "application/json"
    assert response.headers["allow"] == "GET, POST"
    if method != "HEAD":
        assert read(response)["status"] == "err"


def test_unknown_paths_are_404_in_the_form_of_the_service(sandbox: Sandbox, nine: httpx.Client) -> None:
    connection = sandbox.ninespokes_store.add_example(bills=1)
    doubled = data_path(connection, "data/products")
    for path in ("/companies/", "/organisation/apps", "/", doubled):
        response = nine.get(path)
        assert response.status_code == 404
        assert read(response)["status"] == "err"
    with productiv(sandbox) as client:
        response = client.get("/services/export/v1/customer/app-summaries")
        assert response.status_code == 404
        assert read(response)["success"] is False
        assert client.put("/pull/v1/apps").status_code == 405


def test_refusals_help_those_who_lost_their_way(sandbox: Sandbox, nine: httpx.Client) -> None:
    assert read(nine.get("/companies/"))["message"] == "no such resource: /companies/; did you mean /companies?"
    assert "did you mean /companies/{company}/connections?" in read(nine.get("/companies/x/conections"))["message"]
    assert read(nine.get("/tea"))["message"] == "no such resource: /tea"
    response = nine.patch("/companies/x")
    assert read(response)["message"] == "method not allowed: PATCH; this resource has DELETE, GET"
    assert response.headers["allow"] == "DELETE, GET"
    response = httpx.get(f"{sandbox.url}/pull/v1/apps", verify=False)
    assert response.status_code == 404
    assert "base URLs end in /productiv or /ninespokes" in response.json()["message"]


@pytest.mark.parametrize(
    ("authorization", "productiv_says", "ninespokes_says"),
    [
        ("", "there is no access token", "there is no API key"),
        ("Bearer stale", "unknown, revoked or expired", "send the key alone"),
        ("stale", "there is no access token", "the API key was not accepted"),
    ],
)
def test_refused_credentials_come_with_advice(
    sandbox: Sandbox, authorization: str, productiv_says: str, ninespokes_says: str
) -> None:
    headers = {"Authorization": authorization} if authorization else {}
    for url, path, words in (
        (sandbox.productiv["base_url"], "/pull/v1/apps", productiv_says),
        (sandbox.ninespokes["base_url"], "/companies", ninespokes_says),
    ):
        response = httpx.get(url + path, headers=headers, verify=False)
        assert response.status_code == 401
        assert words in response.json()["message"]


@pytest.mark.parametrize("name", ["a%0Ab", "a%0A", "%0A"])
def test_a_line_break_is_a_character_of_a_path(nine: httpx.Client, name: str) -> None:
    response = nine.delete(f"/organization/apps/{name}")
    assert (response.status_code, read(response)["status"]) == (200, "ok")
