"""What a request hook may change."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest

from spokebridge.plugins import RequestToSend

REQUEST = RequestToSend("listBills", "GET", "/x/{id}", "/x/hush-hush", (("q", "hush-hush"),))


def test_a_changed_copy_leaves_the_original() -> None:
    changed = REQUEST.with_headers({"X-A": "1"}).with_query(("b", "2")).with_timeout(3)
    assert (dict(changed.headers), changed.query[1:], changed.timeout) == ({"X-A": "1"}, (("b", "2"),), 3)
    assert (dict(REQUEST.headers), len(REQUEST.query), REQUEST.timeout) == ({}, 1, None)
    with pytest.raises(FrozenInstanceError):
        REQUEST.path = "/y"  # type: ignore[misc]
    with pytest.raises(TypeError):
        changed.headers["X-B"] = "2"  # type: ignore[index]


@pytest.mark.parametrize("name", ["Authorization", "authorization", "HOST", "Content-Length", "content-type", "Cookie"])
def test_headers_that_are_the_clients_own(name: str) -> None:
    with pytest.raises(ValueError, match=f"a plugin cannot set {name}; it belongs to the client"):
        REQUEST.with_headers({name: "x"})
    with pytest.raises(ValueError, match="belongs to the client"):
        replace(REQUEST, headers={name: "x"})


@pytest.mark.parametrize("value", ["a\r\nb", "a\x00", "schlüssel"])
def test_header_values_that_http_has_no_room_for(value: str) -> None:
    with pytest.raises(ValueError, match="characters that no header may have") as found:
        REQUEST.with_headers({"x-mine": value})
    assert value not in str(found.value)


@pytest.mark.parametrize("name", ["a b", "a:", "", "ä", "a\r\nAuthorization"])
def test_header_names_that_are_none(name: str) -> None:
    with pytest.raises(ValueError, match="is no name that a header may have"):
        REQUEST.with_headers({name: "x"})


@pytest.mark.parametrize("path", ["@evil.test/", "evil.test", ".evil.test/", ""])
def test_the_host_is_not_a_plugins_to_choose(path: str) -> None:
    with pytest.raises(ValueError, match="begins with a slash"):
        replace(REQUEST, path=path)


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf")])
def test_a_timeout_is_a_number_of_seconds(seconds: Any) -> None:
    with pytest.raises(ValueError, match="give seconds greater than 0"):
        REQUEST.with_timeout(seconds)


def test_a_request_shows_neither_path_nor_query() -> None:
    assert "hush" not in repr(REQUEST.with_headers({"x": "hush-hush"}))
