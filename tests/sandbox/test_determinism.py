"""The same seed and the same calls: the same bytes, of every operation. Another seed: other data."""

from __future__ import annotations

import pytest

from spokebridge.sandbox import ManualClock, Sandbox

from .every_operation import DATA, OPERATIONS, RIGHT, World

SAME_FOR_ALL = {
    "addOrgChartUsers",
    "addWorkflowComment",
    "deleteAttributes",
    "getAppDetails",
    "getAppDetailsV2",
    "getAppDetailsV3",
    "getDataRecords",
    "deleteProvisionedUsers",
    "getProvisionedUsers",
    "listProvisioningWorkflows",
    "listSuppliers",
    "publishProvisionedUsers",
    "publishSpendData",
    "publishUsageEvents",
    "resumeWorkflow",
    "updateAttributes",
    "updateSupplierAttributes",
}
"""Answers that hold nothing made up: acknowledgements, and the portfolio, which tests know by heart."""


def script(seed: int) -> dict[str, bytes]:
    """Every operation once, one after the other. Answers that name the sandbox's port are made comparable."""
    with Sandbox(seed=seed, clock=ManualClock()) as sandbox, World(sandbox) as world:
        answers = {name: world.send(name, RIGHT[name](world)) for name in OPERATIONS}
        assert {answer.status_code for answer in answers.values()} == {200}
        port = sandbox.url.encode()
        return {name: answer.content.replace(port, b"http://sandbox") for name, answer in answers.items()}


@pytest.fixture(scope="module")
def answers() -> dict[str, bytes]:
    return script(7)


def test_the_same_seed_gives_the_same_bytes(answers: dict[str, bytes]) -> None:
    assert script(7) == answers


def test_another_seed_gives_other_data(answers: dict[str, bytes]) -> None:
    other = script(8)
    assert {name for name in OPERATIONS if other[name] == answers[name]} == SAME_FOR_ALL
    assert not SAME_FOR_ALL & (DATA.keys() - {"getDataRecords"})
