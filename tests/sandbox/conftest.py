from collections.abc import Iterator

import httpx
import pytest

from spokebridge.sandbox import ManualClock, Sandbox

from .support import ninespokes


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def sandbox(clock: ManualClock) -> Iterator[Sandbox]:
    with Sandbox(clock=clock) as sandbox:
        yield sandbox


@pytest.fixture
def nine(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with ninespokes(sandbox) as client:
        yield client
