# Derived from tests/_async/runtime/test_responses.py by `python -m codegen build`; edit that file instead.
"""The answers behind typed values."""

from __future__ import annotations

import msgspec
import pytest
from spokebridge._sync.ninespokes.client import NineSpokes
from spokebridge._sync.productiv.client import Productiv
from spokebridge.sandbox import Sandbox

pytestmark = pytest.mark.anyio


def test_show_status_headers_bytes_and_value(sandbox: Sandbox) -> None:
    with Productiv(**sandbox.productiv) as productiv:
        with productiv.responses() as seen:
            apps = productiv.apps.list()
        productiv.apps.list()
    (answer,) = seen
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.value is apps
    assert len(msgspec.json.decode(answer.content)["Apps"]) == len(apps.apps)


def test_follow_into_pages_read_ahead_and_copies_of_the_client(sandbox: Sandbox) -> None:
    connection = sandbox.ninespokes_store.add_example(30)
    with NineSpokes(**sandbox.ninespokes) as ninespokes:
        copy = ninespokes.with_options(strict=True)
        with ninespokes.responses() as seen:
            pager = copy.data.bills(connection.company, connection.id, page_size=10, concurrency=3)
            bills = [bill for bill in pager]
    assert len(bills) == 30
    assert {answer.operation for answer in seen} == {"listBills"}
    assert len(seen) >= 3


def test_another_client_is_not_heard(sandbox: Sandbox) -> None:
    with Productiv(**sandbox.productiv) as one, Productiv(**sandbox.productiv) as other:
        with one.responses() as seen:
            other.apps.list()
    assert seen == []
