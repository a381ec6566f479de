"""What plugins cost: calls and published records with no plugin, one and five. `python -m benchmarks.hooks`

The answers are made up in process, so nothing but the client itself is measured. Each plugin has a hook for everything
that happens in the call and does nothing in it. With no plugin no hook is called, which is counted here, too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from statistics import median
from typing import Any, TypeVar

from msgspec import structs

from spokebridge import NineSpokes, Productiv
from spokebridge.plugins import hookimpl
from spokebridge.plugins.dispatch import Hook
from spokebridge.redaction import Secret
from spokebridge.wire import RawResponse

T = TypeVar("T")

ROUNDS = 9
CALLS = 400
RECORDS = 5_000
COUNTS = (0, 1, 5)


class Idle:
    """Hooks into everything and does nothing."""

    @hookimpl
    def spokebridge_before_request(self, request: Any) -> None:
        """Leave it."""

    @hookimpl
    def spokebridge_after_response(self, response: Any) -> None:
        """Look away."""

    @hookimpl
    def spokebridge_map_outgoing(self, record: dict[str, Any], operation: str) -> dict[str, Any]:
        """Pass it on."""
        return record


class Canned:
    """A transport that answers at once."""

    def __init__(self, content: bytes) -> None:
        self._response = RawResponse(200, {"content-type": "application/json"}, content)

    def send(self, *_: object) -> RawResponse:
        """The same every time."""
        return self._response


class NoToken:
    """A credential that asks nobody."""

    id = account = "none"

    def authorization(self, *_: object) -> Secret:
        """Always the same."""
        return Secret("Bearer none")


def table() -> str:
    """The measurements as Markdown."""
    calls = {count: call_of(count) for count in COUNTS}
    publishes = {count: publish_of(count) for count in COUNTS}
    lines = [
        "| plugins | µs a call | more than none | µs a record published | more than none | hooks run in a call |",
        "| ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    call_times, record_times = measured(calls, CALLS), measured(publishes, 1)
    for count in COUNTS:
        call, record = call_times[count] / CALLS, record_times[count] / RECORDS
        more_call, more_record = call - call_times[0] / CALLS, record - record_times[0] / RECORDS
        run = hooks_run(calls[count])
        lines.append(f"| {count} | {call:.1f} | {more_call:.1f} | {record:.2f} | {more_record:.2f} | {run} |")
    return "\n".join(lines)


def hooks_run(call: Callable[[], object]) -> int:
    """How many hooks were run by it."""
    ran: list[str] = []
    original = Hook.run

    def counted(self: Hook[Any], name: str, value: Any, **others: Any) -> Any:
        ran.append(name)
        return original(self, name, value, **others)

    Hook.run = counted  # type: ignore[method-assign]
    try:
        call()
    finally:
        Hook.run = original  # type: ignore[method-assign]
    return len(ran)


def measured(tasks: dict[T, Callable[[], object]], times: int) -> dict[T, float]:
    """Microseconds of processor time of each, the median of rounds in alternation."""
    taken: dict[T, list[float]] = {count: [] for count in tasks}
    for _ in range(ROUNDS):
        for count, task in tasks.items():
            started = time.process_time()
            for _ in range(times):
                task()
            taken[count].append((time.process_time() - started) * 1e6)
    return {count: median(values) for count, values in taken.items()}


def call_of(plugins: int) -> Callable[[], object]:
    """One call with so many plugins."""
    client = NineSpokes("key", plugins=[Idle() for _ in range(plugins)], allow_plugins=[], rate_limit=None)
    detach(client, b'{"status":"ok","details":[{"name":"xero","status":"enabled"}]}')
    return client.organization.apps


def publish_of(plugins: int) -> Callable[[], object]:
    """RECORDS records published with so many plugins."""
    client = Productiv("id", "secret", plugins=[Idle() for _ in range(plugins)], allow_plugins=[], rate_limit=None)
    detach(client, b'{"success":true}')
    return lambda: client.spend.publish("spend-import", _records())


def _records() -> Iterator[dict[str, Any]]:
    money = {"created": 1719830400000, "amount": Decimal("12.50"), "currency": "USD", "type": "expense"}
    for number in range(RECORDS):
        yield {**money, "signatureId": f"T-{number}", "vendor": "Acme"}


def detach(client: Any, answer: bytes, **others: Any) -> None:
    """Let a client have the same answer to everything, without a server."""
    client._caller = structs.replace(client._caller, transport=Canned(answer), credential=NoToken(), **others)


if __name__ == "__main__":
    print(table())
