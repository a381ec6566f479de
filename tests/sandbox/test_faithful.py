"""Every operation, every status that its description names: the answer is as described (specs/*/openapi.yaml)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from spokebridge.sandbox import ManualClock, Mode, NineSpokesOptions, ProductivOptions, Sandbox

from .described import answer_faults, documented, operations
from .every_operation import DATA, NOWHERE, OPERATIONS, RIGHT, WRONG, Ask, World
from .support import SCOPE, ask_token

STATUSES = [(name, status) for name in OPERATIONS for status in sorted(documented(name))]
LISTS = [name for name, datasource in DATA.items() if name not in ("getBusiness", "getDataRecords")]


def check(operation: str, response: httpx.Response, status: int) -> Any:
    """The answer has the status and is as described; gives its body."""
    assert response.status_code == status, response.text
    assert answer_faults(operation, status, response.headers["content-type"], response.content) == []
    return json.loads(response.content)


def foreign_scope(operation: str) -> str:
    """A scope that does not open the operation."""
    return "users.read" if SCOPE.format("users.read") not in OPERATIONS[operation].scopes else "apps.read"


def refused(world: World, operation: str, status: int) -> httpx.Response:
    """An answer with a status, made by what a caller does wrong where that is possible, else by a fault."""
    right = RIGHT[operation](world)
    if status == 401:
        if operation == "getAccessToken":
            return world.send(operation, right.but(form={**(right.form or {}), "client_secret": "another"}))
        return world.send(operation, right, authorization="nobody's")
    if status == 403 and OPERATIONS[operation].api == "productiv":
        token = ask_token(world.sandbox, foreign_scope(operation))
        return world.send(operation, right, authorization=f"Bearer {token}")
    if status == 404 and operation in NOWHERE:
        return world.send(operation, right.but(where=("nobody",) * len(right.where)))
    if status == 400 and operation in WRONG:
        wrong = WRONG[operation]
        form = None if wrong.form is None else {**(right.form or {}), **wrong.form}
        return world.send(operation, wrong.but(where=right.where, form=form))
    world.sandbox.fail(operation, status=status, retry_after=3 if status == 429 else None)
    return world.send(operation, right)


@pytest.fixture
def world(sandbox: Sandbox) -> Iterator[World]:
    with World(sandbox) as world:
        yield world


def test_no_operation_is_left_out() -> None:
    assert RIGHT.keys() == OPERATIONS.keys() == operations().keys()
    assert len(OPERATIONS) == 57
    assert {name for name, _ in STATUSES} == OPERATIONS.keys()


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_answer_is_as_described(world: World, operation: str) -> None:
    body = check(operation, world.send(operation, RIGHT[operation](world)), 200)
    assert body
    for status in sorted(documented(operation) - {"200", "405"}):
        response = refused(world, operation, int(status))
        said = check(operation, response, int(status))
        assert said["message"]
        assert response.headers.get("retry-after") == ("3" if status == "429" else None)


@pytest.mark.parametrize("operation", [name for name in OPERATIONS if "405" in documented(name)])
def test_other_verbs_are_refused_as_described(world: World, operation: str) -> None:
    right = RIGHT[operation](world)
    path = str(world.send(operation, right).request.url)
    headers = {"Authorization": world.sandbox.ninespokes["api_key"]}
    check(operation, httpx.patch(path, headers=headers, verify=False), 405)


def test_refusals_come_from_the_service_wherever_they_can(world: World) -> None:
    """The list of what only a fault can bring about."""
    scripted = {
        (name, status)
        for name, status in STATUSES
        if not (
            status in ("200", "401", "405")
            or (status == "403" and OPERATIONS[name].api == "productiv")
            or (status == "404" and name in NOWHERE)
            or (status == "400" and name in WRONG)
        )
    }
    assert {status for _, status in scripted} == {"400", "403", "404", "429", "500", "503"}
    assert {name for name, status in scripted if status in ("400", "404") and OPERATIONS[name].api == "productiv"} == {
        "getProvisioningWorkflowExecution",
        "listSuppliers",
    }


@pytest.mark.parametrize(
    ("operation", "option", "size"),
    [
        ("getProvisionedUsers", "users_page_size", 2),
        ("listAppUsers", "app_users_page_size", 2),
        ("getAuditEvents", "audit_page_size", 100),
        ("listProvisioningWorkflows", "provisioning_page_size", 2),
        ("listProvisioningExecutionSummaries", "provisioning_page_size", 10),
        ("listProvisioningExecutionUsers", "provisioning_page_size", 2),
    ],
)
def test_every_page_of_a_list_is_as_described(operation: str, option: str, size: int) -> None:
    cursor, parameter = {
        "getProvisionedUsers": ("nextPageToken", "nextPageToken"),
        "listAppUsers": ("After", "after"),
    }.get(operation, ("nextPageToken", "pageToken"))
    options = ProductivOptions(**{option: size})  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with Sandbox(clock=ManualClock(), productiv_options=options) as sandbox, World(sandbox) as world:
        users = [{"appUserId": str(number), "email": f"u{number}@example.com"} for number in range(5)]
        world.send("publishProvisionedUsers", Ask(("figma",), json={"provisionedUsers": users}))
        ask = RIGHT[operation](world)
        pages = [check(operation, world.send(operation, ask), 200)]
        while pages[-1].get(cursor):
            query = {**ask.query, parameter: pages[-1][cursor]}
            pages.append(check(operation, world.send(operation, ask.but(query=query)), 200))
    assert len(pages) > 1
    lists = [next(value for value in page.values() if isinstance(value, list)) for page in pages]
    assert all(len(items) == size for items in lists[:-1])
    seen = [json.dumps(item, sort_keys=True) for items in lists for item in items]
    assert len(seen) == len(set(seen))


VARIATIONS = [
    NineSpokesOptions(total="omit"),
    NineSpokesOptions(total="zero"),
    NineSpokesOptions(data_envelope="members"),
    NineSpokesOptions(correlation_ids=False, fractional_seconds=False, web_analytics_key="results"),
    NineSpokesOptions(pay_run_aliases=True, page_cap=2),
]


@pytest.mark.parametrize("mode", ["lenient", "strict"])
@pytest.mark.parametrize("options", VARIATIONS, ids=range(len(VARIATIONS)))
def test_the_lists_are_as_described_however_they_vary(mode: Mode, options: NineSpokesOptions) -> None:
    with Sandbox(clock=ManualClock(), mode=mode, ninespokes_options=options) as sandbox, World(sandbox) as world:
        for operation in LISTS:
            page = check(operation, world.send(operation, RIGHT[operation](world)), 200)
            assert page.get("results") or page.get("data")


def test_empty_lists_may_be_null() -> None:
    options = NineSpokesOptions(null_for_empty=True)
    with Sandbox(clock=ManualClock(), ninespokes_options=options) as sandbox, World(sandbox) as world:
        company = world.store.add_company("Quay Cafe").id
        empty = Ask((company, world.store.create_connection(company, "xero").id))
        for operation in LISTS:
            page = check(operation, world.send(operation, empty), 200)
            assert page.get("results", page.get("data", "absent")) is None
