"""The pytest plugin that comes with spokebridge. Costs a run nothing unless a test asks for its fixture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spokebridge.testing.sandbox import SpokebridgeSandbox

_MARK = "spokebridge_sandbox"


def pytest_configure(config: pytest.Config) -> None:
    """Makes the mark known, for `--strict-markers`."""
    config.addinivalue_line("markers", f"{_MARK}(**settings): keyword arguments of the Sandbox that the fixture starts")


@pytest.fixture
def spokebridge_sandbox(request: pytest.FixtureRequest) -> Iterator[SpokebridgeSandbox]:
    """A running sandbox of Productiv and 9Spokes with clients, faults and record factories; fresh for every test.

    `@pytest.mark.spokebridge_sandbox(mode="strict", seed=3)` passes keyword arguments to the Sandbox.
    """
    marks = list(request.node.iter_markers(_MARK))
    if any(mark.args for mark in marks):
        pytest.fail(f"the mark {_MARK} takes keyword arguments only, such as mode='strict'", pytrace=False)
    settings = {name: value for mark in reversed(marks) for name, value in mark.kwargs.items()}
    with _sandbox_class()(**settings) as sandbox:
        yield sandbox


def _sandbox_class() -> type[SpokebridgeSandbox]:
    missing = ""
    try:
        from spokebridge.testing.sandbox import SpokebridgeSandbox

        return SpokebridgeSandbox
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing == "spokebridge":
            raise
    pytest.fail(f"{missing} is not installed; the fixture needs: pip install 'spokebridge[testing]'", pytrace=False)
