"""Secrets that travel in a body or are an address: callback tokens and signed addresses, searched for everywhere."""

from __future__ import annotations

import asyncio
import io
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from spokebridge import AsyncProductiv, Productiv, RetryPolicy, Timeouts
from spokebridge.errors import PublishError, SpokebridgeError
from spokebridge.uploads import UploadReport
from tests.support.canaries import (
    CALLBACK,
    CLIENT,
    SECRET,
    SIGNATURE,
    TOKEN,
    Watcher,
    addresses,
    assert_clean,
    echo_body,
    echo_page,
    echo_raw,
    echo_result,
    echo_target,
    hits,
    inside,
    signed,
)
from tests.support.misbehaving import Behaviour, Misbehaving, answer, cut, hang, reset, token

DOCUMENTS = [{"Filename": "a.pdf", "Url": f"https://files.test/a?s={quote(SIGNATURE, safe='')}"}]
CALLS: dict[str, Callable[[Any], Any]] = {
    "resume": lambda client: client.workflows.resume(CALLBACK),
    "comment": lambda client: client.workflows.comment(CALLBACK, "hello", "ana@example.com", DOCUMENTS),
}
ANSWERS: dict[str, Behaviour] = {
    "echo body": echo_body,
    "echo page": echo_page,
    "echo raw": echo_raw,
    "echo result": echo_result,
    "echo text": answer(400, CALLBACK),
    "echo in 200": answer(200, {"status": "err", "message": [f"no {CALLBACK}"]}),
    "down": answer(503, {"message": f"no {CALLBACK}"}),
    "reset": reset,
    "hang": hang,
    "cut": cut(body=f'{{"result": "{CALLBACK}"}}'.encode(), sent=30),
}
FORMS: dict[str, Callable[[str], Any]] = {
    "as described": lambda url: {"success": True, "uploadUrls": [{"filename": "a.csv", "uploadUrl": url}]},
    "bare": lambda url: {"success": True, "uploadUrls": [url]},
    "by name": lambda url: {"uploadUrls": {"a.csv": url}},
    "misnamed": lambda url: {"urls": [{"filename": "a.csv", "url": url}]},
    "with a user": lambda url: {"uploadUrls": [{"filename": "a.csv", "uploadUrl": url.replace("//", "//me@")}]},
    "not https": lambda url: {"uploadUrls": [{"filename": "a.csv", "uploadUrl": url.replace("127.0.0.1", "a.test")}]},
}
STORAGES: dict[str, Behaviour] = {
    "refuses": echo_target(403),
    "redirects": echo_target(307),
    "down": echo_target(503),
    "page": echo_page,
    "raw": echo_raw,
    "reset": reset,
    "hang": hang,
}


def settings(server: Misbehaving, watcher: Watcher) -> dict[str, Any]:
    limits = {"timeout": Timeouts(read=0.2, total=5), "retry": RetryPolicy(attempts=2, base=0.01)}
    urls = {"base_url": server.url, "token_url": f"{server.url}/oauth2/token"}
    return {"client_id": CLIENT, "client_secret": SECRET, **urls, **limits, "plugins": [watcher]}


def outcome(kind: str, server: Misbehaving, watcher: Watcher, call: Callable[[Any], Any]) -> Any:
    """What a call gives, or the error it raises."""
    if kind == "Productiv":
        with Productiv(**settings(server, watcher)) as client:
            try:
                return call(client)
            except SpokebridgeError as error:
                return error

    async def main() -> Any:
        async with AsyncProductiv(**settings(server, watcher)) as client:
            try:
                return await call(client)
            except SpokebridgeError as error:
                return error

    return asyncio.run(main(), debug=True)


@pytest.mark.parametrize("kind", ["Productiv", "AsyncProductiv"])
@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("call", CALLS)
def test_a_callback_token_stays_in_its_request(call: str, name: str, kind: str, log: io.StringIO) -> None:
    watcher = Watcher()
    with Misbehaving(ANSWERS[name], tokens=[token(TOKEN)]) as server:
        found = outcome(kind, server, watcher, CALLS[call])
        assert CALLBACK in server.calls[0].body.decode()
    assert isinstance(found, SpokebridgeError) is (name != "echo result")
    assert_clean(found if isinstance(found, SpokebridgeError) else None, log, watcher)
    assert "httpcore" in log.getvalue()  # the log was on


@pytest.mark.parametrize("kind", ["Productiv", "AsyncProductiv"])
@pytest.mark.parametrize("name", [*FORMS, *STORAGES])
def test_a_signed_address_is_seen_by_its_storage_only(kind: str, name: str, log: io.StringIO, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("one")
    watcher = Watcher()
    form = FORMS.get(name, FORMS["as described"])
    with Misbehaving(addresses(form), STORAGES.get(name, answer(200)), tokens=[token(TOKEN)]) as server:
        found = outcome(kind, server, watcher, lambda client: client.files.upload("app", [path]))
        assert any(signed(server).endswith(asked.target) for asked in server.calls) is (
            name in STORAGES or name == "as described"
        )
    assert isinstance(found, UploadReport)
    assert (len(found.uploaded), len(found.failed)) == ((1, 0) if name in ("as described", "page") else (0, 1))
    assert {channel: hits(text) for channel, text in shown(found) if hits(text)} == {}
    error = None
    try:
        found.raise_for_failed()
    except PublishError as failed:
        error = failed
    assert_clean(error, log, watcher)


@pytest.mark.parametrize("said", [SIGNATURE, quote(SIGNATURE, safe=""), DOCUMENTS[0]["Url"]])
def test_a_signed_attachment_stays_in_its_request(said: str, log: io.StringIO) -> None:
    with Misbehaving(answer(400, {"message": f"cannot load {said}"}), tokens=[token(TOKEN)]) as server:
        error = outcome("Productiv", server, Watcher(), CALLS["comment"])
    assert "cannot load ***" in str(error)
    assert_clean(error, log, Watcher())


@pytest.mark.parametrize("kind", ["Productiv", "AsyncProductiv"])
def test_an_address_to_download_from(kind: str, log: io.StringIO) -> None:
    watcher = Watcher()
    answers = [addresses(lambda url: {"success": True, "downloadUrl": url}), addresses(lambda url: {"url": [url]})]
    with Misbehaving(*answers, tokens=[token(TOKEN)]) as server:
        found = outcome(kind, server, watcher, lambda client: client.org_chart.download_url())
        assert found == signed(server)
        error = outcome(kind, server, watcher, lambda client: client.org_chart.download_url())
    assert isinstance(error, SpokebridgeError)
    assert_clean(error, log, watcher)


def test_an_answer_that_was_listened_to_shows_no_address() -> None:
    signing = addresses(lambda url: {"success": True, "downloadUrl": url})
    with (
        Misbehaving(signing) as server,
        Productiv(**settings(server, Watcher())) as client,
        client.responses() as seen,
    ):
        client.org_chart.download_url()
    assert hits(seen[0].content.decode())  # as received
    assert hits(repr(seen)) == []


def shown(report: UploadReport) -> Iterator[tuple[str, str]]:
    yield "inside", "\n".join(inside(report))
    yield "pickle", pickle.dumps(report).decode("latin-1")
