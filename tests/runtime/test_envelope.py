"""The containers around 9Spokes data (9Spokes facts 3.1)."""

from __future__ import annotations

from typing import Any

import pytest

from spokebridge.ninespokes.envelope import canonical_details, canonical_object, canonical_page

ONE, TWO = {"data": {"n": 1}}, {"data": {"n": 2}}


@pytest.mark.parametrize(
    ("body", "records", "total"),
    [
        ({"results": [ONE, TWO], "total": 2}, [ONE, TWO], 2),
        ({"results": [{"n": 1}, TWO]}, [ONE, TWO], None),
        ({"results": [None, TWO, {}]}, [{"data": {}}, TWO, {"data": {}}], None),
        ({"results": [{"data": None, "extra": 1}]}, [{"data": {}, "extra": 1}], None),
        ({"results": ["odd", 7]}, ["odd", 7], None),
        ({"results": None, "total": 0}, [], 0),
        ({"result": [ONE]}, [ONE], None),
        ({"data": [ONE]}, [ONE], None),
        ({"details": [ONE], "status": "ok"}, [ONE], None),
        ({"details": {"results": [ONE], "total": 9}, "status": "ok"}, [ONE], 9),
        ({"details": {"results": [ONE]}, "total": 9}, [ONE], 9),
        ({"details": {"results": None}}, [], None),
        ({"details": None, "status": "ok"}, [], None),
        ({"results": None, "data": [ONE]}, [ONE], None),
        ({"results": [], "data": [ONE]}, [ONE], None),
        ([ONE, TWO], [ONE, TWO], None),
        ([], [], None),
        (None, [], None),
        ({}, [], None),
        ({"status": "ok", "correlationId": "c"}, [], None),
        ({"total": 0}, [], 0),
    ],
)
def test_lists_in_every_form(body: Any, records: list[Any], total: int | None) -> None:
    page = canonical_page(body, "data")
    assert page["results"] == records
    assert page.get("total") == total


@pytest.mark.parametrize(
    "body",
    [7, "text", True, {"results": "none"}, {"results": {"0": ONE}}, {"records": [ONE]}, {"details": "done"}, {"x": 1}],
)
def test_a_body_with_something_but_no_list_is_not_taken_for_empty(body: Any) -> None:
    with pytest.raises(ValueError, match="no list under results, result, data or details"):
        canonical_page(body, "data")


SINGLE = {"business": {"name": "Kowhai Joinery"}}


@pytest.mark.parametrize(
    "body", [{"result": SINGLE}, {"data": SINGLE}, {"details": SINGLE}, {"details": {"result": SINGLE}}]
)
def test_a_single_object_is_a_list_of_one_where_that_is_asked_for(body: Any) -> None:
    assert canonical_page(body, None, single_at=0)["results"] == [SINGLE]
    past = canonical_page(body, None, single_at=1)
    assert (past["results"], past["total"]) == ([], 1)


@pytest.mark.parametrize("body", [7, {"x": 1}, {"results": "none"}])
def test_what_is_neither_list_nor_object_stays_refused(body: Any) -> None:
    with pytest.raises(ValueError, match="no list under"):
        canonical_page(body, None, single_at=0)


def test_what_stands_beside_the_list_is_kept() -> None:
    body = {"status": "ok", "correlationId": "c", "message": "m", "details": {"results": [ONE], "total": 1}}
    assert canonical_page(body, "data") == {
        "results": [ONE], "total": 1, "status": "ok", "correlationId": "c", "message": "m"
    }  # fmt: skip


def test_flat_records_stay_flat() -> None:
    assert canonical_page({"data": [{"campaign_id": "k"}, None]}, None)["results"] == [{"campaign_id": "k"}, {}]


@pytest.mark.parametrize(
    "body",
    [
        {"result": {"business": {"id": "b"}}},
        {"business": {"id": "b"}},
        {"details": {"result": {"business": {"id": "b"}}}},
        {"details": {"business": {"id": "b"}}},
        {"result": {"id": "b"}},
        {"id": "b"},
    ],
)
def test_a_single_object_in_every_form(body: Any) -> None:
    assert canonical_object(body, "business") == {"result": {"business": {"id": "b"}}}


@pytest.mark.parametrize("body", [None, {}, {"result": None}, {"result": {"business": None}}])
def test_a_single_object_that_is_empty(body: Any) -> None:
    found = canonical_object(body, "business")["result"]["business"]
    assert "id" not in found


@pytest.mark.parametrize("body", [[], 7, "text"])
def test_a_single_object_that_is_none(body: Any) -> None:
    with pytest.raises(ValueError, match="not an object"):
        canonical_object(body, "business")


@pytest.mark.parametrize(
    "body",
    [
        {"status": "ok", "details": {"id": "c"}},
        {"details": {"id": "c"}},
        {"status": "ok", "details": [{"id": "c"}]},
        {"status": "ok", "details": {"result": {"id": "c"}}},
        {"status": "ok", "result": {"id": "c"}},
        {"data": [{"id": "c"}, None]},
        [{"id": "c"}],
        {"id": "c"},
    ],
)
@pytest.mark.parametrize("many", [False, True])
def test_details_in_every_form(body: Any, many: bool) -> None:
    found = [{"id": "c"}] if many else {"id": "c"}
    assert canonical_details(body, many=many) == {"status": "ok", "details": found}


@pytest.mark.parametrize("body", [None, {}, {"status": "ok"}, {"details": None}, {"details": []}, {"details": {}}, []])
def test_no_details(body: Any) -> None:
    assert canonical_details(body, many=True)["details"] == []
    with pytest.raises(ValueError, match="no object under `details`"):
        canonical_details(body, many=False)


@pytest.mark.parametrize("body", ["text", 7, {"details": "text"}, {"status": "ok", "details": 7}])
def test_details_that_are_none(body: Any) -> None:
    for many in (False, True):
        with pytest.raises(ValueError, match="under `details`"):
            canonical_details(body, many=many)
