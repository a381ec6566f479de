# Derived from tests/_async/runtime/test_odd_bodies.py by `python -m codegen build`; edit that file instead.
"""Bodies that are nearly right, and good statuses that are not."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from spokebridge._sync.ninespokes.client import NineSpokes
from spokebridge._sync.productiv.client import Productiv
from spokebridge.errors import ApiError, AuthenticationError, SchemaDrift

from tests._sync.runtime.calling import RECORD
from tests.support.misbehaving import Misbehaving, answer, token

pytestmark = pytest.mark.anyio

ONE = {"status": "ok", "details": [{"id": "c", "name": "Tiles"}]}


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"\xef\xbb\xbf" + json.dumps(ONE).encode(), {}),
        (json.dumps(ONE).encode(), {"Content-Type": "text/html"}),
        (json.dumps(ONE).encode(), {"Content-Type": "application/json; charset=latin-1"}),
        (gzip.compress(json.dumps(ONE).encode()), {"Content-Encoding": "gzip"}),
        (b'{"status":"err","status":"ok","details":[{"id":"c","name":"x","name":"Tiles"}]}', {}),
    ],
    ids=["mark", "HTML by name", "charset", "gzip", "keys twice"],
)
def test_what_is_read_all_the_same(body: bytes, headers: dict[str, str]) -> None:
    with Misbehaving(answer(200, body, headers)) as server:
        with NineSpokes(**server.ninespokes) as nine:
            assert [company.name for company in nine.companies.list()] == ["Tiles"]
        assert len(server.calls) == 1


def test_numbers_without_end_stay_exact() -> None:
    digits = "9" * 400
    rows = f'{{"results":[{{"data":{{"transaction_gross_value":{digits}}}}}],"total":1}}'.encode()
    with Misbehaving(answer(200, rows), answer(body={"results": []})) as server:
        with NineSpokes(**server.ninespokes) as nine:
            found = [bill.transaction_gross_value for bill in nine.data.bills("c", "n")]
    assert [str(value) for value in found] == [digits]


@pytest.mark.parametrize("status", ["err", "ERR", "error"])
def test_a_good_status_that_says_error(status: str) -> None:
    body = {"status": status, "message": "no such app", "correlationId": "c-9"}
    with Misbehaving(answer(body=body)) as server:
        with NineSpokes(**server.ninespokes) as nine:
            with pytest.raises(ApiError, match="HTTP 200, no such app; correlation id c-9; 1 attempt"):
                nine.companies.list()
        with Productiv(**server.productiv) as productiv:
            with pytest.raises(ApiError, match=r"getAppSummaries .*HTTP 200, no such app"):
                productiv.apps.list()


def test_a_list_that_did_not_succeed_is_not_empty() -> None:
    end = datetime.now(UTC)
    with Misbehaving(answer(body={"success": False, "message": "too wide"})) as server:
        with Productiv(**server.productiv) as productiv:
            with pytest.raises(ApiError, match=r"getAuditEvents .*HTTP 200, too wide"):
                for _ in productiv.audit_events.list(end - timedelta(days=1), end):
                    pass
            with pytest.raises(ApiError, match=r"getProvisionedUsers .*HTTP 200, too wide"):
                for _ in productiv.provisioned_users.list("app"):
                    pass


def test_records_of_an_answer_without_success_are_open_and_say_why() -> None:
    with Misbehaving(answer(body={"success": False, "message": "later"}, headers={"X-Request-Id": "r-1"})) as server:
        with Productiv(**server.productiv) as productiv:
            report = productiv.spend.publish("app", [RECORD])
    assert [(open.reason, open.correlation_id) for open in report.unknown] == [
        ("the server answered with success: false: later", "r-1")
    ]


def test_no_content_is_not_asked_for_again() -> None:
    with Misbehaving(answer(204, b"")) as server:
        with NineSpokes(**server.ninespokes) as nine:
            with pytest.raises(SchemaDrift, match="HTTP 204, with an empty body; 1 attempt"):
                nine.companies.list()
        assert len(server.calls) == 1


@pytest.mark.parametrize(
    ("status", "body", "refused", "words"),
    [
        (200, {"error": "invalid_client"}, True, "HTTP 200, invalid_client"),
        (200, {"error": "temporarily_unavailable", "access_token": "T"}, False, "HTTP 200, temporarily_unavailable"),
        (404, {"error": "invalid_scope"}, True, "HTTP 404, invalid_scope"),
        (405, b"<html>", False, "HTTP 405, with a body that is not JSON"),
    ],
)
def test_what_a_token_endpoint_says(status: int, body: Any, refused: bool, words: str) -> None:
    with Misbehaving(tokens=[answer(status, body, {"X-Request-Id": "r-1"})]) as server:
        with Productiv(**server.productiv) as productiv:
            with pytest.raises(AuthenticationError, match=words) as found:
                productiv.apps.list()
    assert (found.value.refused, found.value.status_code, found.value.correlation_id) == (refused, status, "r-1")


def test_a_token_in_an_odd_envelope() -> None:
    apps = {"Apps": [], "AsOfDate": "2024-07-01", "ResponseTimeMs": 1}
    for odd in (
        answer(201, {"access_token": "T"}),
        answer(200, b'\xef\xbb\xbf{"access_token":"T"}'),
        token(token_type=7),
    ):
        with Misbehaving(answer(body=apps), tokens=[odd]) as server:
            with Productiv(**server.productiv) as productiv:
                assert (productiv.apps.list()).apps == []


@pytest.mark.parametrize("counts", [{"total": 3}, {"completed": 3}, {"total": None, "completed": "3"}])
def test_an_extraction_without_counts_is_not_complete(counts: dict[str, Any]) -> None:
    open_ended = {"status": "ok", "details": [{"datasource": "bills", **counts}]}
    done = {"status": "ok", "details": [{"datasource": "bills", "total": 3, "completed": 3}]}
    with Misbehaving(answer(body=open_ended), answer(body=done)) as server:
        with NineSpokes(**server.ninespokes) as nine:
            assert len(nine.connections.wait_until_extracted("c", "n", interval=0.01)) == 1
        assert len(server.calls) == 2


@pytest.mark.parametrize("details", [{"redirect_url": "https://x.test"}, "https://x.test"])
def test_a_redirect_url_in_either_form(details: Any) -> None:
    with Misbehaving(answer(body={"status": "ok", "details": details}), answer(body=[])) as server:
        with NineSpokes(**server.ninespokes) as nine:
            assert nine.organization.redirect_url() == "https://x.test"
            assert nine.organization.redirect_url() is None
