"""Whatever the body is, `parse` raises WebhookError or gives an event."""

from __future__ import annotations

import gzip
import json
import pickle
from typing import Any

import pytest

from spokebridge.errors import SpokebridgeError, WebhookError, WebhookTooLarge
from spokebridge.webhooks import parse
from tests.webhooks import bodies
from tests.webhooks.bodies import TOKEN

ENDLESS: dict[str, Any] = {}
ENDLESS["again"] = ENDLESS

REFUSED: dict[str, tuple[Any, str]] = {
    "nothing": (b"", "the body is empty"),
    "white space": (b" \n", "the body is empty"),
    "a page": (b"<html></html>", "not JSON .* begins '<html>"),
    "a form": (b"a=1", "not JSON"),
    "cut short": (bodies.review()[:-1], "not JSON"),
    "two documents": (bodies.review() + b"{}", "not JSON"),
    "no UTF-8": (b'{"a": "\xff"}', "not UTF-8 from byte 7"),
    "UTF-16": (bodies.review().decode().encode("utf-16"), "not UTF-8 from byte 0"),
    "a byte order mark": (b"\xef\xbb\xbf" + bodies.review(), "byte order mark"),
    "NaN": (b'{"a": NaN}', "not JSON"),
    "text with half a surrogate": ("\ud800", "cannot be JSON"),
    "a control character": (b'{"a": "\x00"}', "not JSON"),
    "an integer without end": (b'{"a": ' + b"9" * 10_000 + b"}", "not JSON"),
    "an exponent without end": (b'{"a": 1e' + b"9" * 30 + b"}", "exponent beyond"),
    "a depth without end": (b"[" * 100_000, "not JSON"),
    "too deep": (bodies.review(X=json.loads("[" * 64 + "]" * 64)), "deeper than 64 levels"),
    "a key twice": (b'{"Metadata": 1, "a": {"b": 1, "b": 1}}', "the key 'b' stands twice"),
    "null": (b"null", "the body is null; "),
    "a boolean": (b"true", "the body is true; "),
    "a number": (b"1.5", "the body is a number; "),
    "a string": (b'"event"', "the body is a string; "),
    "an array": (b"[]", "the body is an array; "),
    "no metadata": (b"{}", "^Metadata is missing"),
    "metadata of another kind": (b'{"Metadata": []}', r"^Metadata\.Workflow is missing"),
    "no type": (b'{"Metadata": {"Workflow": {}}}', r"^Metadata\.Workflow\.Type is missing"),
    "a type that is no name": (bodies.of_type(7), r"^Metadata\.Workflow\.Type is not the name"),
    "an empty type": (bodies.of_type(""), r"^Metadata\.Workflow\.Type is not the name"),
    "no body at all": (None, "the body is a NoneType; pass the bytes"),
    "a list in place of a mapping": ([], "the body is a list; pass the bytes"),
    "a mapping that JSON cannot carry": ({"a": object()}, "cannot be JSON"),
    "a mapping with infinity": ({"a": float("inf")}, "cannot be JSON"),
    "a mapping that holds itself": (ENDLESS, "cannot be JSON"),
}


@pytest.mark.parametrize(("body", "message"), REFUSED.values(), ids=REFUSED)
def test_is_refused(body: Any, message: str) -> None:
    with pytest.raises(WebhookError, match=message) as caught:
        parse(body)
    assert isinstance(caught.value, SpokebridgeError)
    assert caught.value.status_code == 400
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_body_at_the_limits_is_read() -> None:
    body = bodies.review(X=json.loads("[" * 62 + "]" * 62))
    assert parse(body, max_bytes=len(body)).callback_token == TOKEN
    with pytest.raises(WebhookTooLarge, match=rf"has {len(body)} bytes; at most {len(body) - 1} are read"):
        parse(body, max_bytes=len(body) - 1)
    with pytest.raises(WebhookError, match="deeper than 5 levels"):
        parse(body, max_depth=5)


@pytest.mark.parametrize(
    ("body", "coding", "message"),
    [
        (gzip.compress(b"0" * 2_000_000), "gzip", "unpacked body has more than 1048576 bytes"),
        (gzip.compress(bodies.review())[:-4], "gzip", "cut short"),
        (gzip.compress(bodies.review()) + b"more", "gzip", "goes on after its end"),
        (b"plain", "gzip", "not the gzip"),
        (b"{}", "br", "encoded as 'br'; send it plain or as gzip"),
    ],
)
def test_a_packed_body_that_cannot_be_unpacked_is_refused(body: bytes, coding: str, message: str) -> None:
    with pytest.raises(WebhookError, match=message):
        parse(body, headers={"content-encoding": coding})


def test_the_status_for_a_sender_fits_the_fault() -> None:
    with pytest.raises(WebhookTooLarge) as caught:
        parse(b" " * 2_000_000)
    assert caught.value.status_code == 413


@pytest.mark.parametrize("headers", [7, ["gzip"], {"content-encoding": 7}, [("a", "b", "c")], [(1, 2)]])
def test_headers_that_are_none_are_refused(headers: Any) -> None:
    with pytest.raises(WebhookError, match="the headers are no mapping"):
        parse(bodies.review(), headers=headers)
