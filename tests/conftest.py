"""Fixtures of all tests: the sandbox, a scripted server, the event loop; and how hard hypothesis tries."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from spokebridge import tokens
from spokebridge.sandbox import Sandbox
from tests.support.server import FakeServer

settings.register_profile("quick", max_examples=100, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def no_token_of_an_earlier_test() -> None:
    """A server may be given the address of an earlier one, whose tokens it refuses."""
    tokens.forget_all()


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        yield server
