"""What a call may cost, as counts: they are the same on every machine. How fast it is, `nox -s bench` tells."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from ninespokes_client import codec
from ninespokes_client.models import BillsPage
from spokebridge import NineSpokes, Productiv
from tests.support.counting import FunctionCalls, Hooks, blocks_held
from tests.support.misbehaving import Misbehaving, answer

PROGRAM = """
import json, sys
import httpx
before = set(sys.modules)
from spokebridge import NineSpokes, Productiv
NineSpokes("key"), Productiv("id", "secret")
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def body(start: int, size: int, total: int) -> dict[str, Any]:
    rows = [{"transaction_reference": f"B-{start + number}", "transaction_gross_value": 1.5} for number in range(size)]
    return {"results": [{"data": row} for row in rows], "total": total}


def pages(size: int, count: int) -> Misbehaving:
    whole = [answer(body=body(number * size, size, size * count)) for number in range(count)]
    return Misbehaving(*whole, answer(body={"results": []}))


def spend(count: int) -> list[dict[str, Any]]:
    fields = {"created": 1, "amount": 1, "currency": "USD", "type": "expense", "vendor": "GitHub"}
    return [{"signatureId": f"T-{number}", **fields} for number in range(count)]


def pull(size: int, count: int) -> int:
    """Calls of our functions for so many pages of that size."""
    with pages(size, count) as server, NineSpokes(**server.ninespokes) as nine:
        bills = nine.data.bills("c", "n", page_size=size)
        with FunctionCalls() as calls:
            assert sum(1 for _ in bills) == size * count
    return calls.total


def push(count: int) -> int:
    """Calls of our functions for so many records."""
    with Misbehaving(answer(body={"success": True})) as server, Productiv(**server.productiv) as productiv:
        publish, records = productiv.spend.publish, spend(count)
        with FunctionCalls() as calls:
            assert publish("app", records).accepted == count
    return calls.total


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    pull(10, 2)
    push(10)


def test_modules_that_two_clients_need_beyond_the_http_library() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=60)
    loaded = json.loads(done.stdout)
    assert len([name for name in loaded if name.startswith(("spokebridge", "productiv_", "ninespokes_"))]) <= 38
    assert len(loaded) <= 55, loaded
    assert not {"spokebridge.publishing", "spokebridge.report", "spokebridge.pages"} & set(loaded)  # not used yet
    assert not {"pluggy", "importlib.metadata", "dataclasses", "asyncio", "concurrent.futures"} & set(loaded)


def test_function_calls_for_a_page_and_for_a_record() -> None:
    few = pull(10, 2)
    assert (pull(10, 12) - few) / 10 <= 220  # a page of ten more
    assert (pull(110, 2) - few) / 200 <= 6  # a record more


def test_function_calls_for_a_record_that_is_sent() -> None:
    assert (push(900) - push(400)) / 500 <= 50


def test_a_page_holds_little_beyond_its_records() -> None:
    content = json.dumps(body(0, 500, 1000)).encode()
    alone, _ = blocks_held(lambda: codec.decode(content, BillsPage))
    with Misbehaving(answer(200, content)) as server, NineSpokes(**server.ninespokes) as nine:
        next(iter(nine.data.bills("c", "n", page_size=500).pages()))
        walk = iter(nine.data.bills("c", "n", page_size=500).pages())
        held, page = blocks_held(lambda: next(walk))
    assert len(page.items) == 500
    assert held <= alone * 1.1 + 500


@pytest.mark.parametrize(
    ("records", "size", "requests"), [(1000, 100, 11), (1000, 500, 3), (1001, 500, 3), (0, 100, 1)]
)
def test_requests_for_records_that_are_read(records: int, size: int, requests: int) -> None:
    sizes = [min(size, records - start) for start in range(0, records, size)]
    whole = [answer(body=body(number * size, each, records)) for number, each in enumerate(sizes)]
    with Misbehaving(*whole, answer(body={"results": []})) as server, NineSpokes(**server.ninespokes) as nine:
        assert sum(1 for _ in nine.data.bills("c", "n", page_size=size)) == records
        assert len(server.calls) == requests


@pytest.mark.parametrize(("records", "requests"), [(0, 0), (1, 1), (1000, 1), (1001, 2), (2500, 3)])
def test_requests_for_records_that_are_sent(records: int, requests: int) -> None:
    with Misbehaving(answer(body={"success": True})) as server, Productiv(**server.productiv) as productiv:
        report = productiv.spend.publish("app", spend(records))
        assert (report.accepted, report.requests, len(server.calls)) == (records, requests, requests)
        assert len(server.token_calls) == (1 if requests else 0)


def test_hook_calls_for_a_list() -> None:
    hooks = Hooks()
    with pages(10, 3) as server, NineSpokes(**server.ninespokes, plugins=[hooks], strict=True) as nine:
        assert sum(1 for _ in nine.data.bills("c", "n", page_size=10)) == 30
    assert hooks.calls == {"before_request": 4, "after_response": 4, "on_page": 3, "map_incoming": 30}


def test_hook_calls_for_a_publish() -> None:
    hooks = Hooks()
    with (
        Misbehaving(answer(body={"success": True})) as server,
        Productiv(**server.productiv, plugins=[hooks]) as productiv,
    ):
        productiv.spend.publish("app", spend(2500))
    assert hooks.calls == {
        "before_request": 3,
        "after_response": 3,
        "on_chunk": 3,
        "map_outgoing": 2500,
        "on_token_refresh": 1,
    }
