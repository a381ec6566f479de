"""Requests that no client sends on purpose are refused in the form of the service."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import httpx
import pytest

from spokebridge.sandbox import Mode, Sandbox

from .described import answer_faults
from .every_operation import DATA, OPERATIONS, RIGHT, Ask, World
from .support import productiv

RAW = {
    "cut off": b'{"records": [',
    "too deep": b"[" * 200_000,
    "not UTF-8": b"\xff",
    "null": b"null",
    "a number": b"1e400",
    "nothing": b"",
}


@pytest.fixture
def world(sandbox: Sandbox) -> Iterator[World]:
    with World(sandbox) as world:
        yield world


def refused(operation: str, response: httpx.Response) -> None:
    assert response.status_code == 400, response.text
    assert answer_faults(operation, 400, response.headers["content-type"], response.content) == []
    assert response.json()["message"]


def test_bodies_that_are_not_what_they_should_be(world: World) -> None:
    with productiv(world.sandbox) as client:
        for operation, described in OPERATIONS.items():
            if (ask := RIGHT[operation](world)).json is None:
                continue
            path = described.path
            for place in ask.where:
                path = f"{path.partition('{')[0]}{place}{path.partition('}')[2]}"
            for body in RAW.values():
                refused(operation, client.request(described.method, path, content=body))


@pytest.mark.parametrize("option", ["$top", "$skip"])
@pytest.mark.parametrize("mode", ["lenient", "strict"])
def test_numbers_without_end(mode: Mode, option: str) -> None:
    with Sandbox(mode=mode) as sandbox, World(sandbox) as world:
        for operation in DATA:
            if operation != "getBusiness":
                ask = RIGHT[operation](world).but(query={option: "9" * 5000})
                refused(operation, world.send(operation, ask))


def test_values_that_look_right_at_first(world: World) -> None:
    cursor = base64.urlsafe_b64encode(b"listProvisioningWorkflows -1").decode()
    refused("listProvisioningWorkflows", world.send("listProvisioningWorkflows", Ask(query={"pageToken": cursor})))
    ask = Ask(("figma-main",), query={"startTime": "9" * 5000})
    refused("listProvisioningExecutionSummaries", world.send("listProvisioningExecutionSummaries", ask))
    refused("setRedirectUrl", world.send("setRedirectUrl", Ask(form={"redirect_url": "http://[x"})))
    times = {"startTime": "0001-01-01T00:00:00+14:00", "endTime": "9999-12-31T23:59:59-14:00"}
    refused("getAuditEvents", world.send("getAuditEvents", Ask(query=times)))
