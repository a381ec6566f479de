# Derived from tests/_async/runtime/test_attempts.py by `python -m codegen build`; edit that file instead.
"""What is sent again and what is not, against a server that breaks connections."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from email.utils import formatdate
from time import time
from typing import Any

import pytest
from spokebridge._sync.ninespokes.client import NineSpokes
from spokebridge.concurrency import threads
from spokebridge.errors import (
    ApiError,
    BadRequest,
    ConfigurationError,
    ConnectionFailed,
    NotFound,
    RateLimited,
    SchemaDrift,
    ServerError,
    ServiceUnavailable,
    SpokebridgeError,
    Timeout,
)
from spokebridge.options import RetryPolicy, Timeouts
from spokebridge.plugins import RequestFailed, RetryPlanned, hookimpl

from tests.support.misbehaving import (
    Behaviour,
    Misbehaving,
    answer,
    cut,
    hang,
    raw,
    reset,
    slowly,
    trickle,
    unused_port,
)

pytestmark = pytest.mark.anyio

COMPANIES = answer(body={"status": "ok", "details": [{"id": "c-1", "name": "Tiles"}]})
COMPANY = answer(body={"status": "ok", "details": {"id": "c-1", "name": "Tiles"}})
BAD_GZIP = answer(200, b"not gzip at all", {"Content-Encoding": "gzip"})

LOST: dict[str, Behaviour] = {
    "reset": reset,
    "closed": raw(b""),
    "cut body": cut(),
    "cut head": raw(b"HTTP/1.1 200 OK\r\nContent-"),
    "cut chunk": raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"),
    "garbage": raw(b"what do you want\r\n\r\n"),
    "bad gzip": BAD_GZIP,
    "cut gzip": answer(200, gzip.compress(b'{"status":"ok"}' * 99)[:40], {"Content-Encoding": "gzip"}),
    "html": answer(200, b"<html>hello</html>", {"Content-Type": "text/html"}),
    "cut json": answer(200, b'{"status":"ok","details":['),
}


class Watcher:
    """Notes what the attempts of a call were."""

    def __init__(self) -> None:
        self.retries: list[RetryPlanned] = []
        self.failures: list[RequestFailed] = []

    @hookimpl
    def spokebridge_on_retry(self, attempt: RetryPlanned) -> None:
        self.retries.append(attempt)

    @hookimpl
    def spokebridge_on_error(self, error: RequestFailed) -> None:
        self.failures.append(error)


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 520, 561])
def test_a_read_is_repeated_after_a_passing_error(status: int) -> None:
    watcher = Watcher()
    with Misbehaving(answer(status, {}), answer(status, {}), COMPANIES) as server:
        with NineSpokes(**server.ninespokes, plugins=[watcher]) as nine:
            assert [company.name for company in nine.companies.list()] == ["Tiles"]
        assert len(server.calls) == 3
    assert [(planned.attempt, planned.reason) for planned in watcher.retries] == [
        (1, f"HTTP {status}"),
        (2, f"HTTP {status}"),
    ]


@pytest.mark.parametrize("status", [302, 400, 404, 405, 409, 413, 422, 499, 501, 505, 511])
def test_a_read_is_not_repeated_after_a_lasting_error(status: int) -> None:
    with Misbehaving(answer(status, {}), COMPANIES) as server:
        with NineSpokes(**server.ninespokes) as nine:
            with pytest.raises(ApiError) as found:
                nine.companies.list()
        assert len(server.calls) == 1
    assert (found.value.status_code, found.value.attempts) == (status, 1)


@pytest.mark.parametrize("name", LOST)
def test_a_read_is_repeated_after_a_lost_answer(name: str) -> None:
    with Misbehaving(LOST[name], LOST[name], COMPANIES) as server:
        with NineSpokes(**server.ninespokes) as nine:
            assert len(nine.companies.list()) == 1
        assert len(server.calls) == 3


@pytest.mark.parametrize("name", LOST)
def test_a_read_whose_answers_stay_lost(name: str) -> None:
    with Misbehaving(LOST[name]) as server:
        with NineSpokes(**server.ninespokes) as nine:
            with pytest.raises(
                (ConnectionFailed, SchemaDrift), match=r"listCompanies \(GET /companies.*4 attempts"
            ) as found:
                nine.companies.list()
        assert len(server.calls) == 4
    assert found.value.attempts == 4
    assert found.value.in_doubt
    assert "hello" not in str(found.value)
    assert "what do" not in str(found.value)


@pytest.mark.parametrize("name", [*LOST, "500", "503", "429", "520"])
def test_an_unsafe_call_is_never_repeated_once_it_was_sent(name: str) -> None:
    behaviour = LOST[name] if name in LOST else answer(int(name), {}, {"Retry-After": "0"})
    with Misbehaving(behaviour, COMPANY) as server:
        with NineSpokes(**server.ninespokes) as nine:
            with pytest.raises(SpokebridgeError, match="createCompany") as found:
                nine.companies.create("Tiles")
        assert len(server.calls) == 1
    assert found.value.in_doubt is (name != "429")


def test_an_unsafe_call_is_repeated_while_nothing_was_sent() -> None:
    watcher = Watcher()
    settings: dict[str, Any] = {"api_key": "key", "base_url": f"http://127.0.0.1:{unused_port()}", "plugins": [watcher]}
    with NineSpokes(**settings) as nine:
        with pytest.raises(
            ConnectionFailed, match=r"createCompany \(POST /companies at 127.0.0.1\): connect error"
        ) as found:
            nine.companies.create("Tiles")
    assert (found.value.attempts, found.value.sent, found.value.in_doubt) == (4, False, False)
    assert len(watcher.retries) == 3
    assert [failure.attempts for failure in watcher.failures] == [4]


def test_a_doubt_outlives_the_attempt_that_raised_it() -> None:
    with Misbehaving(reset, answer(404, {})) as server:
        with NineSpokes(**server.ninespokes) as nine:
            with pytest.raises(NotFound) as found:
                nine.companies.delete("c-1")
    assert found.value.in_doubt
    with Misbehaving(answer(404, {})) as server:
        with NineSpokes(**server.ninespokes) as nine:
            with pytest.raises(NotFound) as found:
                nine.companies.delete("c-1")
    assert not found.value.in_doubt


@pytest.mark.parametrize("behaviour", [answer(503, {}), reset, cut()], ids=["503", "reset", "cut"])
def test_without_retries_there_is_one_attempt(behaviour: Behaviour) -> None:
    with Misbehaving(behaviour, COMPANIES) as server:
        with NineSpokes(**server.ninespokes, retry=None) as nine:
            with pytest.raises((ServiceUnavailable, ConnectionFailed)) as found:
                nine.companies.list()
            assert found.value.attempts == 1
            assert len(server.calls) == 1
            assert len(nine.with_options(retry=RetryPolicy()).companies.list()) == 1


@pytest.mark.parametrize(
    "header", [lambda: "1", lambda: formatdate(time() + 1.99, usegmt=True)], ids=["seconds", "date"]
)
def test_the_servers_wait_is_kept(header: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    watcher = Watcher()
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(threads, "sleep", sleep)
    with Misbehaving(answer(503, {}, {"Retry-After": header()}), COMPANIES) as server:
        with NineSpokes(**server.ninespokes, plugins=[watcher]) as nine:
            assert len(nine.companies.list()) == 1
    assert slept == [watcher.retries[0].wait]
    assert 0.5 < slept[0] <= 2


@pytest.mark.parametrize(
    ("wait", "options"),
    [
        ("86400", {}),
        ("61", {}),
        ("3", {"timeout": 2}),
        ("3", {"retry": RetryPolicy(deadline=2)}),
        (formatdate(4_000_000_000, usegmt=True), {}),
    ],
)
def test_a_wait_beyond_the_budget_is_raised_at_once(wait: str, options: dict[str, Any]) -> None:
    begun = time()
    with Misbehaving(answer(429, {"message": "slow down"}, {"Retry-After": wait}), COMPANIES) as server:
        with NineSpokes(**server.ninespokes, **options) as nine:
            with pytest.raises(RateLimited, match="slow down; the server asks to wait") as found:
                nine.companies.list()
        assert len(server.calls) == 1
    assert found.value.retry_after is not None
    assert found.value.retry_after >= 3
    assert time() - begun < 5


def test_the_total_deadline_covers_the_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spokebridge.retry.random.uniform", lambda low, high: 0.1)
    begun = time()
    with Misbehaving(answer(503, {})) as server:
        with NineSpokes(**server.ninespokes, timeout=0.35, retry=RetryPolicy(attempts=100)) as nine:
            with pytest.raises((ServiceUnavailable, Timeout)) as found:  # a busy machine
                nine.companies.list()
        assert found.value.attempts - 1 <= len(server.calls) <= found.value.attempts
    assert 2 <= found.value.attempts <= 4
    assert time() - begun < 5


ONE = RetryPolicy(attempts=1)


@pytest.mark.parametrize("behaviour", [trickle(0.02), hang, slowly(0.5, COMPANIES)], ids=["trickle", "hang", "slow"])
def test_the_total_deadline_holds_against_a_slow_server(behaviour: Behaviour) -> None:
    begun = time()
    with Misbehaving(behaviour) as server:
        with NineSpokes(**server.ninespokes, timeout=Timeouts(total=0.2)) as nine:
            with pytest.raises(Timeout, match="listCompanies") as found:
                nine.companies.list()
            assert time() - begun < 5
    assert found.value.in_doubt


def test_a_read_limit_is_for_each_wait_not_for_the_whole() -> None:
    with Misbehaving(raw(b"HTTP/1.1 200 OK\r\nConten", b"t-Length: 2\r\n\r\n", b"{", b"}", pause=0.2)) as server:
        with NineSpokes(**server.ninespokes, timeout=Timeouts(read=0.5, total=5)) as nine:
            assert nine.companies.list() == []
    with Misbehaving(hang) as server:
        with NineSpokes(**server.ninespokes, timeout=Timeouts(read=0.05, total=5), retry=ONE) as nine:
            with pytest.raises(Timeout, match=r"listCompanies \(GET /companies at 127.0.0.1\): read timeout"):
                nine.companies.list()


def test_a_write_limit() -> None:
    with Misbehaving(deaf=True) as server:
        with NineSpokes(**server.ninespokes, timeout=Timeouts(write=0.05), retry=ONE) as nine:
            with pytest.raises(Timeout, match="write timeout") as found:
                nine.companies.create("x" * 20_000_000)
    assert found.value.in_doubt


def test_a_full_pool_is_a_timeout_that_never_left() -> None:
    with Misbehaving(hang) as server:
        with NineSpokes(**server.ninespokes, timeout=Timeouts(pool=0.05, total=0.3), retry=ONE) as nine:
            pool = nine._caller.transport._pool()._transport._pool  # type: ignore[attr-defined]
            pool._max_connections = 1
            with threads.Workers(1) as workers:
                first = workers.start(nine.companies.list)
                while not server.calls:
                    threads.sleep(0.005)
                with pytest.raises(Timeout, match="pool timeout") as found:
                    nine.companies.create("Tiles")
                assert not found.value.in_doubt
                with pytest.raises(Timeout):
                    first.result()


def test_a_deadline_that_passed_sends_nothing() -> None:
    with Misbehaving(COMPANIES) as server:
        with NineSpokes(**server.ninespokes, timeout=Timeouts(total=1e-9), retry=ONE) as nine:
            with pytest.raises(Timeout, match="the deadline of the call passed") as found:
                nine.companies.list()
        assert server.calls == []
    assert not found.value.in_doubt


def test_a_closed_client_says_so() -> None:
    with Misbehaving(COMPANIES) as server:
        nine = NineSpokes(**server.ninespokes)
        copy = nine.with_options(timeout=3)
        nine.companies.list()
        nine.close()
        nine.close()
        with pytest.raises(ConfigurationError, match="the client is closed"):
            copy.companies.list()


def test_a_first_use_by_many_opens_one_pool() -> None:
    made: list[object] = []
    with Misbehaving(slowly(0.02, COMPANIES)) as server:
        with NineSpokes(**server.ninespokes) as nine, threads.Workers(16) as workers:
            transport = nine._caller.transport

            def use() -> None:
                nine.companies.list()
                made.append(transport._pool())

            for job in [workers.start(use) for _ in range(16)]:
                job.result()
    assert len({id(client) for client in made}) == 1


def test_ids_and_queries_travel_safely() -> None:
    with Misbehaving(COMPANY, answer(body={"results": []})) as server:
        with NineSpokes(**server.ninespokes) as nine:
            nine.companies.get("a/b ?#%é")
            listed = nine.data.bills("c", "n", filter="data.x eq 'a+b&c=ü'")
            assert [bill for bill in listed] == []
        assert server.calls[0].target == "/companies/a%2Fb%20%3F%23%25%C3%A9"
        assert "%24filter=data.x%20eq%20%27a%2Bb%26c%3D%C3%BC%27&" in server.calls[1].target


def test_a_url_that_is_too_long_is_refused_before_it_is_sent() -> None:
    with Misbehaving(COMPANY) as server:
        with NineSpokes(**server.ninespokes) as nine:
            with pytest.raises(
                ConfigurationError, match=r"getCompany \(GET /companies/{company} at 127.0.0.1\): this makes no URL"
            ):
                nine.companies.get("x" * 70_000)
        assert server.calls == []


def test_a_bad_request_keeps_what_the_server_said() -> None:
    body = {"status": "err", "message": "odata syntax error", "correlationId": "c-77"}
    with Misbehaving(answer(400, body)) as server:
        with NineSpokes(**server.ninespokes) as nine:
            with pytest.raises(BadRequest) as found:
                for _ in nine.data.bills("c", "n", filter="hush-hush"):
                    pass
    assert str(found.value) == (
        "listBills (GET /companies/{company}/connections/{connection}/data/bills): HTTP 400, odata syntax error; "
        "correlation id c-77. Correct the request; sending it again unchanged will fail again."
    )


@pytest.mark.parametrize(
    ("behaviour", "kind", "words"),
    [
        (answer(200, {"status": "err", "message": "not today"}), ApiError, "HTTP 200, not today"),
        (answer(204, b"", {"Content-Type": ""}), SchemaDrift, "HTTP 204, with an empty body"),
        (answer(200, b""), SchemaDrift, "HTTP 200, with an empty body"),
        (answer(200, b"<html>"), SchemaDrift, r"not JSON \(an HTML or XML page, 6 bytes\)"),
        (answer(200, b"x", {"Content-Type": ""}), SchemaDrift, r"not JSON \(no content type, 1 bytes\)"),
        (answer(499, b""), ApiError, "HTTP 499, with an empty body"),
        (answer(520, b"<html>"), ServerError, "HTTP 520, with a body that is not JSON"),
        (answer(561, b"{}"), ServerError, "HTTP 561"),
        (answer(302, b"", {"Location": "https://evil.test/?hush"}), ApiError, "HTTP 302, with an empty body"),
    ],
)
def test_odd_answers_have_clear_errors(behaviour: Behaviour, kind: type[SpokebridgeError], words: str) -> None:
    with Misbehaving(behaviour) as server:
        with NineSpokes(**server.ninespokes, retry=None) as nine:
            with pytest.raises(kind, match=words) as found:
                nine.companies.get("c-1")
    assert str(found.value).startswith("getCompany (GET /companies/{company}): HTTP ")
    assert str(found.value).endswith(".")
    assert "evil" not in str(found.value)


def test_json_without_a_content_type_is_read() -> None:
    with Misbehaving(answer(200, b'{"details":[]}', {"Content-Type": ""})) as server:
        with NineSpokes(**server.ninespokes) as nine:
            assert nine.companies.list() == []


def test_an_undocumented_success_is_still_one() -> None:
    with Misbehaving(answer(201, {"details": {"id": "c-1", "name": "Tiles"}})) as server:
        with NineSpokes(**server.ninespokes) as nine:
            assert (nine.companies.create("Tiles")).id == "c-1"


def test_no_redirect_is_followed_and_the_key_stays_home() -> None:
    with Misbehaving(COMPANIES) as elsewhere:
        for status in (301, 302, 303, 307, 308):
            with Misbehaving(answer(status, b"", {"Location": elsewhere.url})) as server:
                with NineSpokes(**server.ninespokes) as nine:
                    with pytest.raises(ApiError, match=f"HTTP {status}"):
                        nine.companies.list()
        assert elsewhere.requests == []
