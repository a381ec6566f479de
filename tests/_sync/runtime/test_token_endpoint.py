# Derived from tests/_async/runtime/test_token_endpoint.py by `python -m codegen build`; edit that file instead.
"""What a token endpoint may answer, and what it is sent."""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import parse_qs

import pytest
from spokebridge._sync.productiv.client import Productiv
from spokebridge.errors import AuthenticationError

from tests._sync.runtime.calling import DONE, RECORD, SCOPE, Clock, publish
from tests.support.misbehaving import TOKEN_PATH, Behaviour, Misbehaving, answer, cut, raw, reset, token

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    "failing",
    [
        answer(500, {}),
        answer(502, b"<html>gateway</html>", {"Content-Type": "text/html"}),
        answer(200, b"<html>portal</html>", {"Content-Type": "text/html"}),
        answer(200, b'{"access_token": "cut'),
        answer(429, {}, {"Retry-After": "0"}),
        reset,
        cut(),
        raw(b"garbage\r\n\r\n"),
    ],
    ids=["500", "html 502", "html 200", "cut json", "429", "reset", "cut body", "garbage"],
)
def test_a_token_endpoint_that_is_down_for_a_moment(failing: Behaviour) -> None:
    with Misbehaving(DONE, tokens=[failing, failing, token("T")]) as server:
        with Productiv(**server.productiv) as productiv:
            assert publish(productiv) == 1
        assert len(server.token_calls) == 3
        assert [asked.headers["authorization"] for asked in server.calls] == ["Bearer T"]


def test_a_token_endpoint_that_stays_down_is_no_refusal() -> None:
    with Misbehaving(DONE, tokens=[*[answer(503, b"<html>")] * 4, token()]) as server:
        with Productiv(**server.productiv) as productiv:
            with pytest.raises(AuthenticationError, match=r"HTTP 503, .*; 4 attempts\. Check token_url") as found:
                publish(productiv)
            assert not found.value.refused
            assert publish(productiv) == 1  # the next call asks at once
        assert len(server.token_calls) == 5


def test_a_token_endpoint_that_asks_for_a_long_wait() -> None:
    with Misbehaving(DONE, tokens=[answer(429, {}, {"Retry-After": "86400"})]) as server:
        with Productiv(**server.productiv) as productiv:
            with pytest.raises(AuthenticationError, match=r"HTTP 429, .*; 1 attempt; the server asks to wait 86400 s"):
                publish(productiv)
        assert len(server.token_calls) == 1


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ({}, "holds no access_token"),
        ([], "holds no access_token"),
        ({"access_token": ""}, "holds no access_token"),
        ({"access_token": 7}, "holds no access_token"),
        ({"access_token": "a b"}, "characters that no token has"),
        ({"access_token": "a\r\nX-Evil: 1"}, "characters that no token has"),
        ({"access_token": "schlüssel"}, "characters that no token has"),
        ({"access_token": "T", "token_type": "mac"}, r"HTTP 200, token_type is 'mac', and only Bearer .*Check token"),
        ({"access_token": "evil-token-0123", "token_type": "evil-token-0123"}, r"token_type is '\*\*\*', and only"),
    ],
)
def test_an_answer_without_a_usable_token(body: Any, complaint: str) -> None:
    with Misbehaving(DONE, tokens=[answer(body=body)]) as server:
        with Productiv(**server.productiv) as productiv:
            with pytest.raises(AuthenticationError, match=complaint) as found:
                publish(productiv)
        assert "evil" not in str(found.value).lower()
        assert server.calls == []


@pytest.mark.parametrize(
    ("lifetime", "serves"),
    [
        ({}, 240),
        ({"expires_in": None}, 240),
        ({"expires_in": "3600"}, 3300),
        ({"expires_in": 3600.5}, 3300.5),
        ({"expires_in": "soon"}, 240),
        ({"expires_in": -5}, 240),
        ({"expires_in": {"seconds": 5}}, 240),
        ({"expires_in": 1}, 0.8),
    ],
    ids=str,
)
def test_lifetimes(lifetime: dict[str, Any], serves: float) -> None:
    body = {"access_token": "T", **lifetime}
    with Misbehaving(DONE, tokens=[answer(body=body)]) as server:
        clock = Clock(server.productiv)
        with Productiv(**server.productiv, scopes=SCOPE) as productiv:
            publish(productiv)
            clock.now += serves - 0.1
            publish(productiv)
            assert len(server.token_calls) == 1
            clock.now += 0.2
            publish(productiv)
            assert len(server.token_calls) == 2


@pytest.mark.parametrize("kind", ["Bearer", "bearer", "BEARER ", "BearerToken", "", None, 7])
def test_kinds_of_token(kind: Any) -> None:
    with Misbehaving(DONE, tokens=[token(token_type=kind)]) as server:
        with Productiv(**server.productiv) as productiv:
            assert publish(productiv) == 1
        assert [asked.headers["authorization"] for asked in server.calls] == ["Bearer a-token"]


def test_a_token_without_life_is_fetched_for_each_call() -> None:
    with Misbehaving(DONE, tokens=[token(expires_in=0)]) as server:
        with Productiv(**server.productiv) as productiv:
            assert [publish(productiv) for _ in range(3)] == [1, 1, 1]
        assert len(server.token_calls) == 3


def test_the_body_carries_the_credential_by_default() -> None:
    with Misbehaving(DONE) as server:
        with Productiv(**server.productiv) as productiv:
            publish(productiv)
        asked = server.token_calls[0]
        form = parse_qs(asked.body.decode())
        assert form["client_secret"] == [server.productiv["client_secret"]]
        assert form["scope"] == ["https://api.productiv.com/connector.write"]
        assert form["grant_type"] == ["client_credentials"]
        assert "authorization" not in asked.headers
        assert asked.headers["content-type"] == "application/x-www-form-urlencoded"


def test_basic_authentication() -> None:
    with Misbehaving(DONE) as server:
        settings = {**server.productiv, "client_id": "me:you", "client_secret": "ge heim%"}
        with Productiv(**settings, client_authentication="basic", scopes=["b", "a"]) as productiv:
            publish(productiv)
        asked = server.token_calls[0]
        scheme, _, encoded = asked.headers["authorization"].partition(" ")
        assert (scheme, base64.b64decode(encoded)) == ("Basic", b"me%3Ayou:ge+heim%25")
        assert parse_qs(asked.body.decode()) == {"grant_type": ["client_credentials"], "scope": ["b a"]}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_the_credential_follows_no_redirect(status: int) -> None:
    with Misbehaving(DONE) as elsewhere:
        target = {"Location": elsewhere.url + TOKEN_PATH}
        with Misbehaving(DONE, tokens=[answer(status, b"", target)]) as server:
            with Productiv(**server.productiv) as productiv:
                with pytest.raises(AuthenticationError, match=f"HTTP {status}"):
                    publish(productiv)
        with Misbehaving(answer(status, b"", {"Location": elsewhere.url})) as server:
            with Productiv(**server.productiv) as productiv:
                with pytest.raises(Exception, match=f"HTTP {status}"):
                    publish(productiv)
        assert elsewhere.requests == []


def test_the_token_endpoint_cannot_be_reached() -> None:
    with Misbehaving(DONE) as server:
        settings = {**server.productiv, "token_url": "http://127.0.0.1:1/token"}
        with Productiv(**settings, timeout=5) as productiv:
            report = productiv.spend.publish("figma", [RECORD])
        assert (report.accepted, len(report.rejected), len(report.unknown)) == (0, 1, 0)
        assert "getAccessToken (POST /token at 127.0.0.1): connect error" in report.rejected[0].reason
        assert server.requests == []
