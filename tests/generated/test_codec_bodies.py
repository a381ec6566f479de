"""Bodies that no description foresees: either a DecodeError or the value as it came, never anything else."""

from __future__ import annotations

from typing import Any

import pytest

from productiv_client import codec
from productiv_client.errors import DecodeError
from productiv_client.models import (
    AccessTokenResponse,
    AppRenewalEvent,
    LicenseTier,
    SpendDataRecord,
    UpdateAttributesRequest,
)
from productiv_client.types import Mismatch
from tests.support.spec_examples import Example, json_examples, module

KINDS = {
    AppRenewalEvent: "an object",
    SpendDataRecord: "an object",
    LicenseTier: "an object",
    UpdateAttributesRequest: "an array",
}

NOT_JSON = {
    "empty": b"",
    "blank": b" \r\n",
    "HTML": b"<!DOCTYPE html><html><body>502 Bad Gateway</body></html>",
    "text": b"upstream connect error",
    "truncated object": b'{"success": tru',
    "truncated string": b'{"message": "no en',
    "two values": b"{} {}",
    "trailing comma": b"[1,]",
    "NaN": b'{"amount": NaN}',
    "byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "null byte": b"\x00",
    "endless nesting": b"[" * 1_000_000,
    "deeper than Python": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "an integer beyond all limits": b"1" * 10_000,
    "compressed": b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
}
TOP_LEVEL: dict[bytes, tuple[Any, str]] = {
    b"[]": ([], "an array"),
    b"[1]": ([1], "an array"),
    b"{}": ({}, "an object"),
    b"7": (7, "a number"),
    b'"busy"': ("busy", "a string"),
    b"true": (True, "a boolean"),
    b"null": (None, "null"),
}


def read(content: bytes, type_: Any) -> tuple[Any, list[Mismatch]]:
    found: list[Mismatch] = []
    return codec.decode(content, type_, on_drift=found.append), found


@pytest.mark.parametrize("strict", [False, True], ids=["tolerant", "strict"])
@pytest.mark.parametrize("type_", KINDS, ids=str)
@pytest.mark.parametrize("content", NOT_JSON.values(), ids=NOT_JSON)
def test_what_is_not_json_is_a_decode_error_that_tells_its_size(content: bytes, type_: Any, strict: bool) -> None:
    with pytest.raises(DecodeError, match=rf"^the body is not JSON .*has {len(content)} bytes"):
        codec.decode(content, type_, strict=strict)
    with pytest.raises(DecodeError):
        codec.parse(content)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (rb'{"vendor": "caf\ud83d"}', "caf\ufffd"),
        (rb'{"vendor": "\uDE00\ud83d\ude00"}', "\ufffd😀"),
        (rb'{"vendor": "\\ud83d"}', None),
        (b'{"vendor": "caf\xe9"}', "caf\ufffd"),
        (b'{"\xc3\x28": 1, "vendor": "x"}', "x"),
    ],
    ids=["half a pair", "the other half", "escaped", "latin 1", "in a key"],
)
def test_half_a_character_costs_no_record(content: bytes, text: str | None) -> None:
    value, found = read(content, SpendDataRecord)
    told = Mismatch("$", "whole characters", "parts of some, read as U+FFFD")
    assert value.vendor == (text or r"\ud83d")
    assert (told in found) is (text is not None)
    if text is not None:
        with pytest.raises(DecodeError, match="whole characters"):
            codec.decode(content, SpendDataRecord, strict=True)


@pytest.mark.parametrize("depth", [1, 100, 300, 500, 700, 800, 900, 950, 980, 990, 1000, 1100, 5000])
def test_nesting_is_read_as_deep_as_python_can_and_refused_with_a_decode_error_below(depth: int) -> None:
    nested = b"[" * depth + b"]" * depth
    record = (
        b'{"signatureId":"s","created":0,"amount":1,"currency":"GBP","type":"invoice","vendor":"v","deep":%s}' % nested
    )
    for content, type_ in (
        (record, SpendDataRecord),
        (b'{"deep":%s}' % nested, AppRenewalEvent),
        (nested, LicenseTier),
    ):
        try:
            value, found = read(content, type_)
        except DecodeError:
            assert depth > 300
        else:
            assert found if type_ is not SpendDataRecord else value.additional_details["deep"] is not None


@pytest.mark.parametrize("type_", KINDS, ids=str)
@pytest.mark.parametrize("content", TOP_LEVEL, ids=bytes.decode)
def test_a_body_of_another_kind_is_kept_whole_and_reported_once(content: bytes, type_: Any) -> None:
    kept, got = TOP_LEVEL[content]
    value, found = read(content, type_)
    if got == KINDS[type_]:
        assert [mismatch for mismatch in found if mismatch.path == "$"] == []
    else:
        assert (value, found) == (kept, [Mismatch("$", found[0].expected, got)])
        with pytest.raises(DecodeError, match=rf"\$: expected .*, got {got}"):
            codec.decode(content, type_, strict=True)


@pytest.mark.parametrize("example", [one for one in json_examples(read=True) if one.role == "200"], ids=str)
def test_every_truncation_of_an_answer_is_a_decode_error(example: Example) -> None:
    decode, error = module(example.api, "codec").decode, module(example.api, "errors").DecodeError
    step = max(1, len(example.content) // 40)
    for length in range(0, len(example.content) - 1, step):
        with pytest.raises(error):
            decode(example.content[:length], example.type)


def test_what_is_nested_too_deep_to_be_written_is_a_value_error() -> None:
    nested: list[Any] = []
    for _ in range(100_000):
        nested = [nested]
    for value in (nested, {"deep": nested}):
        with pytest.raises(ValueError, match="nested too deep"):
            codec.encode(value)


def test_a_decode_error_quotes_what_is_not_json_but_nothing_of_a_broken_answer() -> None:
    with pytest.raises(DecodeError, match=r"begins '<html>busy'"):
        codec.decode(b"<html>busy", AccessTokenResponse)
    for content in (b'{"access_token":"canary', b' {"access_token":"canary', b'"canary', b'["canary'):
        with pytest.raises(DecodeError) as caught:
            codec.decode(content, AccessTokenResponse)
        assert "canary" not in str(caught.value)
        assert caught.value.__cause__ is None


def test_a_decode_error_of_strict_mode_shows_kinds_and_no_secret() -> None:
    with pytest.raises(DecodeError) as caught:
        codec.decode(b'{"access_token": ["canary"]}', AccessTokenResponse, strict=True)
    assert str(caught.value) == "the answer is not as described; $.access_token: expected str, got an array"
