"""Raw access: the answers behind typed values, for whoever asked to see them.

with productiv.responses() as seen: apps = productiv.apps.list() print(seen[-1].status_code,
seen[-1].headers["content-type"], len(seen[-1].content))

Works for every method without a second form of each. Listening follows the calls into the threads and tasks that they
start; calls that other threads or tasks make meanwhile are not heard.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from spokebridge.wire import Answer

_listeners: ContextVar[tuple[tuple[object, list[Answer[Any]]], ...]] = ContextVar("spokebridge_listeners", default=())


@contextmanager
def listening(client: object) -> Generator[list[Answer[Any]]]:
    """Collect the successful answers to calls of this client, in the order they came."""
    seen: list[Answer[Any]] = []
    before = _listeners.set((*_listeners.get(), (client, seen)))
    try:
        yield seen
    finally:
        _listeners.reset(before)


def heard(client: object, answer: Answer[Any]) -> None:
    """Tell those who listen to this client."""
    for listened, seen in _listeners.get():
        if listened is client:
            seen.append(answer)
