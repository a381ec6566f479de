"""From an error answer to the error that says it well."""

from __future__ import annotations

from typing import Any

import pytest

from ninespokes_client.operations import OPERATIONS as NINESPOKES
from productiv_client.operations import OPERATIONS as PRODUCTIV
from spokebridge.errors import ApiError
from spokebridge.redaction import Secret
from spokebridge.refusal import correlation_id, refusal
from spokebridge.wire import RawResponse

KEY = "hush-hush-hush"


def refused(status: int, content: bytes, operation: Any = NINESPOKES["listBills"], **headers: str) -> ApiError:
    response = RawResponse(status, {name.replace("_", "-"): value for name, value in headers.items()}, content)
    return refusal(operation, response, 2, hidden=[Secret(KEY)], in_doubt=False)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"status":"err","message":"no such connection","correlationId":"c-1"}', "no such connection"),
        (b'{"message":"  two\\n lines\\u001b[31m "}', "two lines [31m"),
        (b'{"error":{"message":"nested"}}', "nested"),
        (b'{"error":"invalid_scope","error_description":"said better"}', "said better"),
        (b'{"errors":["first","second"]}', "first"),
        (b'{"Message":"AWS"}', "AWS"),
        (b'{"errors":[{"code":3,"message":"deeper"}]}', "deeper"),
        (b'[{"message":"in a list"}]', "in a list"),
        (b'"only words"', "only words"),
        (b'{"status":"err","details":"why not"}', "why not"),
        (b'{"message":"caf\\ud83d \xe9"}', "caf \ufffd"),
        (
            b'{"error":' * 60 + b'"far down"' + b"}" * 60,
            "with a body that holds no message (application/json, 610 bytes)",
        ),
        (b"", "with an empty body"),
        (b"  \n", "with an empty body"),
        (b"{}", "with a body that holds no message (application/json, 2 bytes)"),
        (b'{"message":7}', "with a body that holds no message (application/json, 13 bytes)"),
        (b"[1]", "with a body that holds no message (application/json, 3 bytes)"),
        (b"<html>hush</html>", "with a body that is not JSON (an HTML or XML page, 17 bytes)"),
        (b'{"message": "cut', "with a body that is not JSON (application/json, 16 bytes)"),
        (b"\xff\xfe\x00", "with a body that is not JSON (application/json, 3 bytes)"),
        (b"[" * 5000, "with a body that is not JSON (application/json, 5000 bytes)"),
    ],
)
def test_messages(content: bytes, message: str) -> None:
    assert refused(404, content, content_type="application/json; charset=utf-8").message == message


def test_a_body_without_a_type() -> None:
    assert refused(404, b"nope").message == "with a body that is not JSON (no content type, 4 bytes)"


def test_long_messages_are_cut() -> None:
    assert len(refused(400, b'{"message":"%s"}' % (b"x" * 5000)).message) == 300


def test_an_echoed_credential_is_masked() -> None:
    error = refused(401, b'{"message":"bad key %s"}' % KEY.encode())
    assert error.message == "bad key ***"
    assert KEY not in str(error)
    cut_off = refused(401, b'{"message":"%s %s"}' % (b"x" * 290, KEY.encode()))
    assert KEY[:5] not in cut_off.message


def test_a_missing_scope_is_named() -> None:
    error = refused(403, b'{"message":"no"}', PRODUCTIV["publishSpendData"])
    assert "this operation needs the scope https://api.productiv.com/connector.write" in str(error)
    assert "scope" not in str(refused(403, b'{"message":"no"}'))


@pytest.mark.parametrize(
    ("content", "headers", "expected"),
    [
        (b'{"correlationId":"c-1"}', {"x_request_id": "r-1"}, "c-1"),
        (b'{"correlationId":""}', {"x_request_id": "r-1"}, "r-1"),
        (b'{"correlationId":7}', {"x_correlation_id": "x-1", "x_request_id": "r-1"}, "7"),
        (b'{"correlationId":true}', {"x_correlation_id": "x-1", "x_request_id": "r-1"}, "x-1"),
        (b"<html>", {"x_amzn_requestid": "a-1"}, "a-1"),
        (b"{}", {}, None),
        (b'{"correlationId":"a\\nb"}', {}, "a b"),
    ],
)
def test_correlation_ids(content: bytes, headers: dict[str, str], expected: str | None) -> None:
    assert refused(500, content, **headers).correlation_id == expected


def test_a_correlation_id_is_read_from_a_model_too() -> None:
    class Model:
        correlation_id = "c-1"

    assert correlation_id(Model(), {}, [Secret(KEY)]) == "c-1"
    assert correlation_id(None, {"request-id": "r"}, [Secret(KEY)]) == "r"
    assert correlation_id(None, {"request-id": f"r-{KEY}"}, [Secret(KEY)]) == "r-***"


def test_the_wait_and_the_attempts_are_on_the_error() -> None:
    error = refused(429, b"{}", retry_after="86400")
    assert (error.retry_after, error.attempts, error.status_code) == (86400.0, 2, 429)
    assert (error.operation, error.method) == ("listBills", "GET")
    assert error.route == "/companies/{company}/connections/{connection}/data/bills"
