"""Answers that are not as described: what is reported, and when it is an error."""

from __future__ import annotations

import logging

import pytest

from ninespokes_client.api.companies import get_company
from ninespokes_client.api.data import list_bills
from spokebridge.drift import SAMPLED, SAMPLED_ITEMS, DriftEvent, DriftLog
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
    with pytest.raises(Unreadable, match="HTTP status: expected 200, got 201"):
        reading(b'{"results":[]}', status=201, strict=True)


def bills(*texts: str) -> bytes:
    return b'{"results":[%b]}' % b",".join(b'{"data":{%b}}' % text.encode() for text in texts)


def test_a_sample_also_tells_members_that_the_description_does_not_have_once() -> None:
    body = bills('"x":1,"y":{}', '"transaction_currency":"GBP","x":null', '"line_items":[{"z":[]}]')
    assert reading(body).drift == ()
    found = read(BILLS, RawResponse(200, {}, body), strict=False, sample=True).drift
    assert set(found) == {
        DriftEvent("listBills", "$.results[0].data.x", "no such member", "a number"),
        DriftEvent("listBills", "$.results[0].data.y", "no such member", "an object"),
        DriftEvent("listBills", "$.results[2].data.line_items[0].z", "no such member", "an array"),
    }


def test_a_sample_looks_at_the_first_items_only_and_strict_mode_at_all() -> None:
    body = bills(*[""] * SAMPLED_ITEMS, '"x":1')
    assert read(BILLS, RawResponse(200, {}, body), strict=False, sample=True).drift == ()
    with pytest.raises(Unreadable, match=rf"results\[{SAMPLED_ITEMS}\]\.data\.x: expected no such member"):
        reading(body, strict=True)


def test_the_first_answer_of_an_operation_is_a_sample_and_then_one_in_many() -> None:
    log = DriftLog()
    assert [number for number in range(2 * SAMPLED + 1) if log.is_sample("listBills")] == [0, SAMPLED, 2 * SAMPLED]
    assert log.is_sample("listContacts")


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
