"""Fixtures of all tests: the sandbox, a scripted server, the event loop."""

from collections.abc import Iterator

import pytest

from spokebridge.sandbox import Sandbox
from tests.support.server import FakeServer


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        yield server
