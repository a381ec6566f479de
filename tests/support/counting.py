"""Counts instead of seconds: what our own code does for a call, whatever machine it runs on."""

from __future__ import annotations

import gc
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Self

import productiv_client
import spokebridge
from spokebridge.plugins import hookimpl

OURS = tuple(str(Path(package.__file__ or "").parent.parent) for package in (spokebridge, productiv_client))


class FunctionCalls:
    """How often functions of ours are called inside the block, in this thread and those it starts."""

    def __init__(self) -> None:
        self.total = 0

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(OURS):
            self.total += 1

    def __enter__(self) -> Self:
        threading.setprofile(self)
        sys.setprofile(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        sys.setprofile(None)
        threading.setprofile(None)


def blocks_held(make: Callable[[], Any]) -> tuple[int, Any]:
    """How many blocks of memory a value holds, and the value."""
    gc.collect()
    before = sys.getallocatedblocks()
    value = make()
    gc.collect()
    return sys.getallocatedblocks() - before, value


class Hooks:
    """Counts the calls of each hook."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()

    @hookimpl
    def spokebridge_before_request(self, request: object) -> None:
        self.calls["before_request"] += 1

    @hookimpl
    def spokebridge_after_response(self, response: object) -> None:
        self.calls["after_response"] += 1

    @hookimpl
    def spokebridge_on_page(self, page: object) -> None:
        self.calls["on_page"] += 1

    @hookimpl
    def spokebridge_on_chunk(self, chunk: object) -> None:
        self.calls["on_chunk"] += 1

    @hookimpl
    def spokebridge_on_token_refresh(self, credential: object) -> None:
        self.calls["on_token_refresh"] += 1

    @hookimpl
    def spokebridge_map_incoming(self, record: object, operation: str) -> object:
        self.calls["map_incoming"] += 1
        return record

    @hookimpl
    def spokebridge_map_outgoing(self, record: object, operation: str) -> object:
        self.calls["map_outgoing"] += 1
        return record

    @hookimpl
    def spokebridge_on_retry(self, attempt: object) -> None:
        self.calls["on_retry"] += 1

    @hookimpl
    def spokebridge_on_error(self, error: object) -> None:
        self.calls["on_error"] += 1

    @hookimpl
    def spokebridge_on_drift(self, event: object) -> None:
        self.calls["on_drift"] += 1
