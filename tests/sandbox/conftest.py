import socket
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


@pytest.fixture
def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port
