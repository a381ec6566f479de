"""Numbers and moments are exact both ways; what the wire cannot carry is refused."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, cast

import pytest

from ninespokes_client import codec as nine_codec
from ninespokes_client import models as nine
from productiv_client import codec
from productiv_client.errors import DecodeError
from productiv_client.models import Cost, NumberCustomField, SpendDataRecord, SpendType, UsageEvent
from productiv_client.types import Mismatch


def spend(**changes: Any) -> SpendDataRecord:
    record = {
        "signature_id": "s-1",
        "created": datetime(2024, 7, 1, 12, tzinfo=UTC),
        "amount": Decimal("12.50"),
        "currency": "GBP",
        "type": SpendType.INVOICE,
        "vendor": "Figma",
        **changes,
    }
    return SpendDataRecord(**record)


def read(content: bytes, type_: Any) -> tuple[Any, list[Mismatch]]:
    found: list[Mismatch] = []
    return codec.decode(content, type_, on_drift=found.append), found


@pytest.mark.parametrize(
    "digits",
    [
        *("104445727.45", "0.1", "12.50", "1e400", "-0.0", "1E-400", "0.30000000000000004"),
        *("9007199254740993", "18446744073709551616", "123456789012345678901234567890.123456789"),
    ],
)
def test_a_decimal_is_exact_both_ways(digits: str) -> None:
    cost, found = read(b'{"Amount": %s}' % digits.encode(), Cost)
    assert found == []
    assert str(cost.amount) == str(Decimal(digits))
    assert codec.encode(cost) == b'{"Amount":%s}' % str(Decimal(digits)).encode()


@pytest.mark.parametrize("type_", [Cost, Any])
def test_a_number_beyond_what_a_decimal_holds_is_a_body_that_cannot_be_read(type_: Any) -> None:
    with pytest.raises(DecodeError, match="an exponent beyond what can be read: 1e9999"):
        codec.decode(b'{"Amount": 1e%s}' % (b"9" * 20), type_)


@pytest.mark.parametrize("digits", ["104445727.45", "0.1", "12.50", "1e400", "1E-400"])
def test_an_undocumented_number_of_an_open_record_is_exact_both_ways(digits: str) -> None:
    body = codec.encode(spend())[:-1] + b',"quota":%s}' % digits.encode()
    record, found = read(body, SpendDataRecord)
    assert found == []
    assert record.additional_details == {"quota": Decimal(digits)}
    assert codec.parse(codec.encode(record))["quota"] == Decimal(digits)
    assert str(codec.to_wire(record)["quota"]) == str(Decimal(digits))


@pytest.mark.parametrize("number", [2**53 + 1, -(2**53) - 1, 2**64, 10**30])
def test_an_integer_beyond_a_double_is_exact_both_ways(number: int) -> None:
    assert read(b'{"total": %d}' % number, nine.DataPage) == (nine.DataPage(total=number), [])
    assert codec.encode(nine.DataPage(total=number)) == b'{"total":%d}' % number
    assert codec.encode(spend(additional_details={"n": number})).endswith(b'"n":%d}' % number)


def test_sums_of_decimals_do_not_drift() -> None:
    parts = codec.decode(b'[{"Amount": 0.1}, {"Amount": 0.2}]', list[Cost])
    assert sum(part.amount for part in parts if part.amount) == Decimal("0.3")


@pytest.mark.parametrize("written", [b"7.0", b"7e0", b"70E-1"])
def test_an_integer_written_with_a_fraction_of_zero_is_an_integer(written: bytes) -> None:
    page, found = read(b'{"total": %s}' % written, nine.DataPage)
    assert (page.total, type(page.total), found) == (7, int, [])
    assert codec.decode(b'{"total": %s}' % written, nine.DataPage, strict=True).total == 7


@pytest.mark.parametrize("written", [b"1e400", b"1e999999999"])
def test_a_number_too_large_for_a_float_is_kept_and_reported(written: bytes) -> None:
    value, found = read(b'{"FieldType": "number", "FieldValue": %s}' % written, NumberCustomField)
    assert value.field_value == Decimal(written.decode())
    assert found == [Mismatch("$.FieldValue", "float", "a number")]


def test_a_number_too_large_for_any_integer_is_kept_and_reported() -> None:
    page, found = read(b'{"total": 1e999999999}', nine.DataPage)
    assert page.total == Decimal("1e999999999")
    assert [mismatch.path for mismatch in found] == ["$.total"]


def test_a_number_in_quotes_is_taken_out_of_them() -> None:
    assert read(b'{"Amount": "12.50"}', Cost) == (Cost(amount=Decimal("12.50")), [])
    page, found = read(b'{"total": "12"}', nine.DataPage)
    assert (page.total, [mismatch.got for mismatch in found]) == (12, ["a string"])
    for text in ("nan", "inf", "-Infinity", "twelve", "", "9" * 400):
        value, found = read(b'{"FieldType": "number", "FieldValue": "%s"}' % text.encode(), NumberCustomField)
        assert (value.field_value, len(found)) == (text, 1)


@pytest.mark.parametrize("text", ["NaN", "-NaN", "sNaN", " NaN ", "NaN123", "Infinity", "-Infinity", "+Infinity"])
def test_a_text_for_no_number_is_kept_as_it_came_and_reported_where_an_answer_is_read_value_by_value(text: str) -> None:
    with pytest.raises(DecodeError, match=r"\$\.Amount: expected decimal, got a string"):
        codec.decode(b'{"Amount": "%s"}' % text.encode(), Cost, strict=True)
    bill, told = b'{"currency_rate": "twelve", "tax_amount": "%s"}' % text.encode(), list[Any]()
    found = nine_codec.decode(b'{"results": [{"data": %s}]}' % bill, nine.BillsPage, on_drift=told.append)
    assert found.results is not None
    assert found.results[0].data is not None
    assert found.results[0].data.tax_amount == text
    assert "$.results[0].data.tax_amount" in [mismatch.path for mismatch in told]


def test_a_name_like_no_number_is_a_name() -> None:
    bill = b'{"NaN": "NaN", "party_identifier": "Infinity", "tax_amount": "1.50"}'
    found = nine_codec.decode(b'{"results": [{"data": %s}]}' % bill, nine.BillsPage, strict=True)
    assert found.results == [
        nine.BillRecord(data=nine.Bill(party_identifier="Infinity", tax_amount=Decimal("1.50")))
    ]


@pytest.mark.parametrize("number", [Decimal("NaN"), Decimal("sNaN"), Decimal("-Infinity"), float("nan"), float("inf")])
def test_what_is_not_a_number_in_json_is_refused(number: Any) -> None:
    for value in (
        Cost(amount=number),
        [Cost(amount=number)],
        NumberCustomField(field_value=number),
        spend(additional_details={"deep": [{"er": number}]}),
        {"plain": number},
    ):
        with pytest.raises(ValueError, match=r"not a number that JSON can carry"):
            codec.encode(value)


def test_words_and_nulls_that_look_like_them_are_not_refused() -> None:
    record = spend(vendor="Infinity NaN", amount=Decimal("1e400"), additional_details={"nothing": None})
    assert codec.parse(codec.encode(record))["nothing"] is None


def test_a_moment_in_milliseconds_is_a_datetime_here_and_an_integer_there() -> None:
    event, found = read(b'{"timestamp": 1719830400123, "email": "a@b.c", "eventName": "x"}', UsageEvent)
    assert found == []
    assert event.timestamp == datetime(2024, 7, 1, 10, 40, 0, 123000, tzinfo=UTC)
    assert event.timestamp.utcoffset() == timedelta(0)
    assert codec.parse(codec.encode(event))["timestamp"] == 1719830400123


@pytest.mark.parametrize("milliseconds", [0, -1, 1, -62135596800000, 253402300799999])
def test_every_millisecond_of_the_calendar_survives(milliseconds: int) -> None:
    body = b'{"timestamp":%d,"email":"a@b.c","eventName":"x"}' % milliseconds
    assert codec.encode(codec.decode(body, UsageEvent, strict=True)) == body


@pytest.mark.parametrize("wrong", [b"253402300800000", b"true", b'"1719830400000"', b"1719830400000.5", b"[]"])
def test_what_is_no_moment_in_milliseconds_is_kept_and_reported(wrong: bytes) -> None:
    event, found = read(b'{"timestamp": %s, "email": "a@b.c", "eventName": "x"}' % wrong, UsageEvent)
    assert event.timestamp == codec.parse(wrong)
    assert [mismatch.path for mismatch in found] == ["$.timestamp"]


def test_any_aware_datetime_is_written_as_milliseconds_also_when_it_is_set_later() -> None:
    summer = timezone(timedelta(hours=2))
    record = spend(created=datetime(2024, 7, 1, 12, 0, 0, 1999, tzinfo=summer))
    assert codec.to_wire(record)["created"] == 1719828000001
    record.created = datetime(2024, 7, 1, 12, tzinfo=summer)
    assert codec.to_wire(record)["created"] == 1719828000000
    record.created += timedelta(seconds=1)
    assert codec.to_wire(record)["created"] == 1719828001000


def test_a_naive_datetime_is_refused_wherever_it_is_set() -> None:
    naive = datetime(2024, 7, 1)
    with pytest.raises(ValueError, match=r"created: .* has no time zone"):
        spend(created=naive)
    record = spend()
    with pytest.raises(ValueError, match=r"created: .* has no time zone"):
        record.created = naive
    with pytest.raises(ValueError, match=r"created: .* has no time zone"):
        record.created = record.created.replace(tzinfo=None)


def test_a_record_with_a_moment_can_be_copied_and_pickled() -> None:
    record = spend()
    for twin in (copy.copy(record), copy.deepcopy(record), pickle.loads(pickle.dumps(record))):
        assert twin == record
        assert codec.encode(twin) == codec.encode(record)
