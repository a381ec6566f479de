"""Settings and options: what is accepted, and what the refusals say."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from spokebridge import AsyncNineSpokes, AsyncProductiv, NineSpokes, Productiv
from spokebridge.errors import ConfigurationError
from spokebridge.options import RateLimit, RetryPolicy, Timeouts
from spokebridge.settings import OAuthClient, checked_api_key, safe_url
from spokebridge.token_stores import FileTokenStore


@pytest.mark.parametrize(
    ("key", "complaint"),
    [
        ("", "empty"),
        ("   ", "empty"),
        (None, "missing"),
        (7, "a int"),
        ("Bearer abc", "scheme word"),
        ("bearer abc", "scheme word"),
        ("Basic abc", "scheme word"),
        ("ApiKey abc", "scheme word"),
        ("abc def", "white space"),
        ("abc\n", "white space"),
        (" abc", "white space"),
        ("ab\tc", "white space"),
        ("ab\u200bc", "white space or characters"),
        ("schlüssel", "white space or characters"),
    ],
)
def test_what_cannot_be_a_key(key: Any, complaint: str) -> None:
    with pytest.raises(ConfigurationError, match=complaint) as found:
        checked_api_key(key)
    assert "abc" not in str(found.value)


def test_a_key_is_taken_verbatim() -> None:
    assert checked_api_key("aB3_-+/=.~").reveal() == "aB3_-+/=.~"


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("", "empty"),
        ("api.9spokes.com", "write it as https://host"),
        ("ftp://api.9spokes.com", "write it as https://host"),
        ("https://", "write it as https://host"),
        ("http://api.9spokes.com", "https only"),
        ("http://127.0.0.1.evil.test", "https only"),
        ("http://localhost.evil.test", "https only"),
        ("http://localhost@evil.test", "user"),
        ("https://me:hush-hush@host", "user"),
        ("https://host?q=hush-hush", "query"),
        ("https://host#x", "fragment"),
        ("https://me:hush-hush", "not a URL"),
        ("https://[::1", "not a URL"),
        ("https://ho st", "white space"),
        ("https://host/a\nb", "write it as"),
    ],
)
def test_what_is_no_address(url: str, complaint: str) -> None:
    with pytest.raises(ConfigurationError, match=complaint) as found:
        safe_url("base_url", url)
    assert str(found.value).startswith("base_url")
    assert "hush" not in str(found.value)


@pytest.mark.parametrize(
    "url",
    [
        "https://host",
        "https://host:8443/path",
        "http://127.0.0.1:8700",
        "http://localhost/x",
        "http://[::1]:80",
        "http://127.8.9.1",
    ],
)
def test_addresses(url: str) -> None:
    assert safe_url("base_url", url + "/") == url


def test_oauth_settings() -> None:
    def settings(**changed: Any) -> OAuthClient:
        given: dict[str, Any] = {"token_url": "https://t", "scopes": None, "client_authentication": "body"}
        return OAuthClient.checked("id", "hush-hush", **{**given, **changed})

    assert settings(scopes="a b  a").scopes == ("a", "b")
    assert settings(scopes=["b", "a", "b"]).scopes == ("b", "a")
    assert settings().scopes == ()
    assert "hush" not in repr(settings())
    for wrong in ([5], ["a b"], [""]):
        with pytest.raises(ConfigurationError, match="scopes holds"):
            settings(scopes=wrong)
    with pytest.raises(ConfigurationError, match="'body' or 'basic'"):
        settings(client_authentication="jwt")


@pytest.mark.parametrize("value", [0, -1, math.nan, math.inf, "5", None, True])
@pytest.mark.parametrize("name", ["connect", "read", "write", "pool", "total"])
def test_phases_take_seconds(name: str, value: Any) -> None:
    if name == "total" and value is None:
        assert Timeouts(total=None).total is None
    else:
        with pytest.raises(ConfigurationError, match=rf"Timeouts\.{name} is {value!r}"):
            Timeouts(**{name: value})


@pytest.mark.parametrize("value", [0, -1, math.nan, math.inf, "5", None, True])
def test_a_plain_timeout_is_seconds(value: Any) -> None:
    with pytest.raises(ConfigurationError, match="timeout is"):
        Timeouts.of(value)


def test_a_plain_timeout_limits_everything() -> None:
    assert Timeouts.of(2) == Timeouts(2, 2, 2, 2, 2)
    assert Timeouts.of(90) == Timeouts(5, 90, 90, 90, 90)


@pytest.mark.parametrize("attempts", [0, -1, 1.5, "3", True, None])
def test_attempts_are_a_count(attempts: Any) -> None:
    with pytest.raises(ConfigurationError, match="attempts"):
        RetryPolicy(attempts=attempts)


@pytest.mark.parametrize("name", ["deadline", "base", "ceiling"])
@pytest.mark.parametrize("value", [-1, math.nan, math.inf, "5", None])
def test_retry_seconds(name: str, value: Any) -> None:
    with pytest.raises(ConfigurationError, match=name):
        RetryPolicy(**{name: value})


@pytest.mark.parametrize("name", ["requests", "seconds"])
@pytest.mark.parametrize("value", [0, -1, math.nan, math.inf, "5", None])
def test_rates(name: str, value: Any) -> None:
    with pytest.raises(ConfigurationError, match=f"RateLimit.{name}"):
        RateLimit(**{"requests": 1, "seconds": 1, name: value})


@pytest.mark.parametrize("kind", [NineSpokes, AsyncNineSpokes])
def test_ninespokes_from_the_environment(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NINESPOKES_API_KEY", raising=False)
    with pytest.raises(ConfigurationError, match="NINESPOKES_API_KEY not set"):
        kind.from_env()
    monkeypatch.setenv("NINESPOKES_API_KEY", "hush-hush")
    monkeypatch.setenv("NINESPOKES_BASE_URL", "https://sandbox.api.9spokes.com/")
    assert repr(kind.from_env()) == f"{kind.__name__}(base_url='https://sandbox.api.9spokes.com')"
    assert "other" in repr(kind.from_env(base_url="https://other"))
    monkeypatch.delenv("NINESPOKES_API_KEY")
    assert kind.from_env(api_key="abc")


@pytest.mark.parametrize("kind", [Productiv, AsyncProductiv])
def test_productiv_from_the_environment(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PRODUCTIV_CLIENT_ID", "PRODUCTIV_CLIENT_SECRET", "PRODUCTIV_BASE_URL", "PRODUCTIV_TOKEN_URL"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ConfigurationError, match="PRODUCTIV_CLIENT_ID and PRODUCTIV_CLIENT_SECRET not set"):
        kind.from_env()
    monkeypatch.setenv("PRODUCTIV_CLIENT_ID", "me")
    monkeypatch.setenv("PRODUCTIV_CLIENT_SECRET", " ")
    with pytest.raises(ConfigurationError, match="variable PRODUCTIV_CLIENT_SECRET not set"):
        kind.from_env()
    monkeypatch.setenv("PRODUCTIV_CLIENT_SECRET", "hush-hush")
    client = kind.from_env()
    assert repr(client) == f"{kind.__name__}(base_url='https://public-api.productiv.com')"


@pytest.mark.parametrize(
    "wrong", [{"retry": 3}, {"retry": False}, {"rate_limit": 20}, {"rate_limit": "off"}, {"strict": "yes"}]
)
def test_options_of_another_kind(wrong: dict[str, Any]) -> None:
    for kind in (NineSpokes, AsyncNineSpokes):
        with pytest.raises(ConfigurationError, match=f"^{next(iter(wrong))} is "):
            kind("abc", **wrong)
        with pytest.raises(ConfigurationError, match=f"^{next(iter(wrong))} is "):
            kind("abc").with_options(**wrong)


@pytest.mark.parametrize("store", ["/tmp/tokens", Path("tokens"), FileTokenStore, {}, object(), False])
@pytest.mark.parametrize("kind", [Productiv, AsyncProductiv])
def test_what_is_no_token_store(kind: Any, store: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"^token_store is .*; pass FileTokenStore\(folder\), or an object"):
        kind("id", "secret", token_store=store)


def test_options_of_a_copy() -> None:
    client = NineSpokes("abc", timeout=9, strict=True)
    copy = client.with_options(timeout=3, retry=None, rate_limit=None, strict=False)
    options = copy._caller.options
    assert (options.timeouts.total, options.retry, options.rate_limit, options.strict) == (3, None, None, False)
    assert copy.with_options()._caller.options == options
    assert client._caller.options.timeouts.total == 9
    assert copy._caller.transport is client._caller.transport
    assert copy._caller.plugins is client._caller.plugins
    with pytest.raises(ConfigurationError):
        client.with_options(timeout=0)
