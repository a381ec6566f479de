"""Answers that are not as described: what is reported, and when it is an error."""

from __future__ import annotations

import logging

import pytest

from ninespokes_client.api.companies import get_company
from ninespokes_client.api.data import list_bills
from spokebridge.drift import DriftEvent, DriftLog
from spokebridge.reading import Reading, Refused, Unreadable, read
from spokebridge.wire import RawResponse

BILLS = list_bills.request("c", "n")


def reading(content: bytes, status: int = 200, *, strict: bool = False) -> Reading[object]:
    return read(BILLS, RawResponse(status, {}, content), strict=strict)


def test_a_good_answer_has_no_drift() -> None:
    assert reading(b'{"results":[{"data":{"transaction_reference":"B-1"}}],"total":1}').drift == ()


def test_each_place_is_reported_once() -> None:
    found = reading(b'{"results":[{"data":{"line_items":7}},{"data":{"line_items":7}}],"total":"2"}').drift
    assert sorted(event.path for event in found) == [
        "$.results[0].data.line_items",
        "$.results[1].data.line_items",
        "$.total",
    ]
    assert {event.operation for event in found} == {"listBills"}


def test_a_place_met_before_and_after_reshaping_is_reported_once() -> None:
    body = b'{"results":[{"data":{"line_items":7}}],"total":1}'
    found = read(BILLS, RawResponse(200, {}, body), strict=False, reshape=lambda value, content: content)
    assert [event.path for event in found.drift] == ["$.results[0].data.line_items"]


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("content", [b"", b"<html>", b'{"results":[', b"NaN", b"\xff"])
def test_what_is_no_json_is_a_lost_answer(content: bytes, strict: bool) -> None:
    with pytest.raises(Unreadable) as found:
        reading(content, strict=strict)
    assert found.value.lost
    assert "html" not in str(found.value).replace("an HTML", "")


def test_strict_makes_drift_an_error() -> None:
    with pytest.raises(Unreadable, match=r"\$\.total: expected") as found:
        reading(b'{"results":[],"total":"x"}', strict=True)
    assert not found.value.lost


@pytest.mark.parametrize("strict", [False, True])
def test_an_error_in_a_good_status_is_a_refusal(strict: bool) -> None:
    with pytest.raises(Refused):
        reading(b'{"status":"err","message":"no"}', strict=strict)
    with pytest.raises(Refused):
        response = RawResponse(200, {}, b'{"status":"err","message":"no"}')
        read(get_company.request("c"), response, strict=strict)


def test_an_undocumented_success_is_read_and_reported() -> None:
    found = reading(b'{"results":[]}', status=201)
    assert found.drift == (DriftEvent("listBills", "HTTP status", "200", "201"),)
    with pytest.raises(Unreadable, match="expected HTTP 200"):
        reading(b'{"results":[]}', status=201, strict=True)


def test_the_log_tells_a_kind_of_mismatch_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "spokebridge.drift")
    log = DriftLog()
    for index in range(50):
        log.tell(DriftEvent("listBills", f"$.results[{index}].data.x", "list", "a number"))
    log.tell(DriftEvent("listBills", "$.results[3].data.x", "list", "null"))
    assert [record.getMessage() for record in caplog.records] == [
        "listBills $.results[].data.x: expected list, got a number",
        "listBills $.results[].data.x: expected list, got null",
    ]


def test_the_log_is_not_flooded_by_ever_new_kinds(caplog: pytest.LogCaptureFixture) -> None:
    log = DriftLog()
    for number in range(1200):
        log.tell(DriftEvent("listBills", "$.x", "a state", f"'{number}'"))
    assert len(caplog.records) == 1000
