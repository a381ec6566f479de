# Derived from tests/_async/ninespokes/test_records.py by `python -m codegen build`; edit that file instead.
"""Records of a datasource that nobody describes."""

from __future__ import annotations

import pytest
from spokebridge import NineSpokes
from spokebridge.errors import SchemaDrift

from tests.support.server import FakeServer

pytestmark = pytest.mark.anyio

RECORDS = "GET /companies/c/connections/n/data/organisation"
BUSINESS = {"business": {"name": "Kowhai Joinery"}}


@pytest.mark.parametrize("page_size", [1, 25])
def test_an_object_in_place_of_the_list_is_the_only_record(server: FakeServer, page_size: int) -> None:
    server.answer(RECORDS, {"result": BUSINESS})
    with NineSpokes(**server.ninespokes, strict=True) as ninespokes:
        pager = ninespokes.data.records("c", "n", "organisation", page_size=page_size)
        assert [record for record in pager] == [BUSINESS]


def test_an_object_in_place_of_a_described_list_is_told(server: FakeServer) -> None:
    server.answer("GET /companies/c/connections/n/data/bills", {"result": BUSINESS})
    with NineSpokes(**server.ninespokes) as ninespokes:
        with pytest.raises(SchemaDrift, match="no list under"):
            [bill for bill in ninespokes.data.bills("c", "n")]
