"""A client in a forked process, and behind the proxies of an environment."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from spokebridge import NineSpokes, Productiv
from spokebridge.errors import ConfigurationError, ConnectionFailed
from spokebridge.redaction import Secret
from spokebridge.tokens import Fetch, Wait, cache_for
from tests.support.misbehaving import Misbehaving, answer, unused_port

EMPTY = answer(body={"status": "ok", "details": []})


def in_a_fork(work: Callable[[], None]) -> int:
    """The exit code of a forked process that does this; 1 when it raised."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # this process has threads, which newer Pythons remark on
        child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_fork_does_not_share_connections() -> None:
    with Misbehaving(EMPTY) as server, NineSpokes(**server.ninespokes) as nine:
        nine.companies.list()
        before = len(server.connections)

        def work() -> None:
            with nine:
                nine.companies.list()

        assert in_a_fork(work) == 0
        assert len(server.connections) == before + 1
        nine.companies.list()  # on its first connection, which the child left alone
        assert len(server.connections) == before + 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_fork_does_not_wait_for_a_fetch_it_left_behind() -> None:
    cache = cache_for("https://token.test", "id", Secret("a-secret"), ())
    step = cache.next_step()
    assert isinstance(step, Fetch)
    assert isinstance(cache.next_step(), Wait)

    def work() -> None:
        assert isinstance(cache.next_step(), Fetch)

    assert in_a_fork(work) == 0
    cache.abandon(step)


def test_plain_http_never_passes_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with Misbehaving(EMPTY) as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        with (
            NineSpokes("a-key", base_url=f"http://127.0.0.1:{unused_port()}", retry=None) as nine,
            pytest.raises(ConnectionFailed),
        ):
            nine.companies.list()
        assert proxy.requests == []


@pytest.mark.parametrize("proxy", ["nonsense://me:hush-hush@host", "socks5://me:hush-hush@127.0.0.1:1"])
def test_a_proxy_that_cannot_be_used(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    clients: list[AbstractContextManager[Any]] = [NineSpokes("a-key"), Productiv("id", "a-secret")]
    for client in clients:
        with client as open_client, pytest.raises(ConfigurationError, match="HTTPS_PROXY, ALL_PROXY or") as found:
            (open_client.companies if isinstance(client, NineSpokes) else open_client.suppliers).list()
        assert "hush" not in str(found.value)
