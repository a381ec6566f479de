"""A secret in the path or in a header, and a list of addresses."""

from __future__ import annotations

from typing import Any

import pytest

from spokebridge.errors import ConfigurationError, WebhookRefused
from spokebridge.webhooks import AllowedAddresses, Delivery, HeaderSecret, PathSecret

SECRET, OLD = "a-secret-of-thirty-two-characters", "the-secret-before-this-one-was-made"


def delivery(path: str = "", headers: dict[str, str] | None = None, peer: str | None = None) -> Delivery:
    return Delivery(b"{}", headers or {}, path, peer)


@pytest.mark.parametrize("path", [f"/{SECRET}", f"/{OLD}", f"/{SECRET}/", f"/productiv/{SECRET}", SECRET])
def test_a_path_that_ends_with_a_secret_passes(path: str) -> None:
    PathSecret(SECRET, OLD).verify(delivery(path))


@pytest.mark.parametrize(
    "path", ["", "/", f"/{SECRET[:-1]}", f"/{SECRET}x", f"/{SECRET}/more", f"/{SECRET.upper()}", "/\ud800"]
)
def test_any_other_path_does_not(path: str) -> None:
    with pytest.raises(WebhookRefused, match="the path does not end with the secret") as caught:
        PathSecret(SECRET).verify(delivery(path))
    assert caught.value.status_code == 404
    assert SECRET not in str(caught.value)


def test_a_header_that_is_the_secret_passes() -> None:
    HeaderSecret(SECRET).verify(delivery(headers={"x-webhook-secret": SECRET}))
    HeaderSecret(f"Bearer {SECRET}", header="Authorization").verify(
        delivery(headers={"authorization": f"Bearer {SECRET}"})
    )


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({}, "the header x-webhook-secret is missing"),
        ({"x-webhook-secret": ""}, "is not the secret"),
        ({"x-webhook-secret": f"{SECRET}, {SECRET}"}, "is not the secret"),
        ({"x-webhook-secret": "ä" * 16}, "is not the secret"),
    ],
)
def test_any_other_header_does_not(headers: dict[str, str], message: str) -> None:
    with pytest.raises(WebhookRefused, match=message) as caught:
        HeaderSecret(SECRET).verify(delivery(headers=headers))
    assert caught.value.status_code == 401


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: PathSecret(), "at least one secret"),
        (lambda: HeaderSecret(""), "secret 1 is shorter than 16"),
        (lambda: HeaderSecret(SECRET, "short"), "secret 2 is shorter than 16"),
        (lambda: PathSecret("a secret with some spaces"), "characters that a path would have to escape"),
        (lambda: PathSecret("a/secret/with/slashes/in"), "characters that a path would have to escape"),
        (lambda: HeaderSecret(SECRET, header="two words"), "not the name of a header"),
        (lambda: AllowedAddresses(), "at least one address"),
        (lambda: AllowedAddresses("203.0.113.1/24"), "has host bits set; give addresses or networks"),
        (lambda: AllowedAddresses("example.com"), "give addresses or networks"),
        (lambda: AllowedAddresses("203.0.113.1", trusted_proxies=-1), "trusted_proxies is -1"),
    ],
)
def test_a_verifier_that_cannot_work_is_not_made(make: Any, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        make()


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies"),
    [
        ("203.0.113.7", None, 0),
        ("::ffff:203.0.113.7", None, 0),
        ("2001:db8::7", None, 0),
        ("203.0.113.7", "198.51.100.1", 0),
        ("10.0.0.1", "203.0.113.7", 1),
        ("10.0.0.1", "198.51.100.1, 203.0.113.7", 1),
        ("10.0.0.1", "203.0.113.7:4711", 1),
        ("10.0.0.1", "[2001:db8::7]:4711", 1),
        (None, "1.1.1.1, 203.0.113.7, 10.0.0.2", 2),
    ],
)
def test_an_address_on_the_list_passes(peer: str | None, forwarded: str | None, proxies: int) -> None:
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    verifier = AllowedAddresses("203.0.113.0/24", "2001:db8::7", trusted_proxies=proxies)
    verifier.verify(delivery(headers=headers, peer=peer))


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "message"),
    [
        ("198.51.100.1", None, 0, "198.51.100.1 is not on the list"),
        ("198.51.100.1", "203.0.113.7", 0, "198.51.100.1 is not on the list"),
        ("10.0.0.1", "203.0.113.7, 198.51.100.1", 1, "198.51.100.1 is not on the list"),
        ("203.0.113.7", None, 1, "fewer addresses than there are trusted proxies"),
        ("203.0.113.7", "203.0.113.7", 2, "fewer addresses than there are trusted proxies"),
        ("203.0.113.7", "203.0.113.7, ", 1, "fewer addresses"),
        ("10.0.0.1", "unknown", 1, "'unknown' is none"),
        (None, None, 0, "'' is none"),
    ],
)
def test_any_other_address_does_not(peer: str | None, forwarded: str | None, proxies: int, message: str) -> None:
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    with pytest.raises(WebhookRefused, match=message) as caught:
        AllowedAddresses("203.0.113.0/24", trusted_proxies=proxies).verify(delivery(headers=headers, peer=peer))
    assert caught.value.status_code == 403
