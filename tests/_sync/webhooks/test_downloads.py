# Derived from tests/_async/webhooks/test_downloads.py by `python -m codegen build`; edit that file instead.
"""Documents of events on their way to a folder: whole or not at all, and from nowhere they should not come from."""

from __future__ import annotations

import json
import os
import socket
import stat
import traceback
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from spokebridge import RetryPolicy, Timeouts
from spokebridge._sync.downloads import Downloader
from spokebridge.errors import ConfigurationError, DownloadError, DownloadExpired
from spokebridge.webhooks import AppRenewal, parse, sample

from tests.support.misbehaving import Misbehaving, answer, cut, trickle
from tests.support.server import FakeServer, Reply

pytestmark = pytest.mark.anyio

PDF = "GET /quote.pdf"
SIGNATURE = "signature=f00dfeed12345678"


def event(*documents: Any, **changes: Any) -> AppRenewal:
    """A renewal with these documents: addresses, or whole items of the list."""
    items = [{"Filename": "quote.pdf", "Url": item} if isinstance(item, str) else item for item in documents]
    parsed = parse({**json.loads(sample("renewal")), "Attachments": items, **changes})
    assert isinstance(parsed, AppRenewal)
    return parsed


def local(folder: Path, **options: Any) -> Downloader:
    """A downloader that may ask this machine."""
    return Downloader(folder, **{"allow_private": True, "retry": RetryPolicy(base=0), **options})


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_documents_are_saved_without_any_credential(server: FakeServer, tmp_path: Path) -> None:
    content = os.urandom(300_000)
    server.answer(PDF, Reply(200, content, {"Set-Cookie": "session=1"}))
    server.answer("GET /terms", Reply(200, b""))
    renewal = event(f"{server.url}/quote.pdf?{SIGNATURE}", {"Filename": "terms", "Url": f"{server.url}/terms"})
    with local(tmp_path / "new" / "folder") as downloader:
        quote, terms = downloader.save(renewal)
        downloader.save_one(renewal, renewal.attachments[0])
    assert (quote.path.read_bytes(), quote.size, quote.name) == (content, 300_000, "quote.pdf")
    assert (terms.path.name, terms.size) == ("terms", 0)
    assert stat.S_IMODE(quote.path.stat().st_mode) == 0o600
    assert names(tmp_path / "new" / "folder") == ["quote (2).pdf", "quote.pdf", "terms"]
    for request in server.requests:
        assert set(request.headers) == {"host", "accept", "accept-encoding", "connection", "user-agent"}


def test_an_event_without_documents_has_none_to_save(tmp_path: Path) -> None:
    with local(tmp_path) as downloader:
        assert downloader.save(event()) == []
        assert downloader.save(event(Attachments=None)) == []


def test_a_file_that_exists_is_never_replaced(server: FakeServer, tmp_path: Path) -> None:
    server.answer(PDF, Reply(200, b"new"))
    (tmp_path / "quote.pdf").write_bytes(b"old")
    with local(tmp_path) as downloader:
        [saved] = downloader.save(event(f"{server.url}/quote.pdf"))
    assert saved.path == tmp_path / "quote (2).pdf"
    assert (tmp_path / "quote.pdf").read_bytes() == b"old"


def test_a_file_over_the_limit_is_refused_and_leaves_nothing(server: FakeServer, tmp_path: Path) -> None:
    server.answer(PDF, Reply(200, b"x" * 1001))
    with local(tmp_path, max_bytes=1000) as downloader:
        with pytest.raises(DownloadError, match=r"quote\.pdf: the file has more than 1000 bytes"):
            downloader.save(event(f"{server.url}/quote.pdf"))
    assert (names(tmp_path), len(server.requests)) == ([], 1)


def test_a_file_without_end_ends_at_the_limit_or_the_deadline(tmp_path: Path) -> None:
    with Misbehaving(trickle(0.001, b"x" * 100)) as endless:
        with local(tmp_path, max_bytes=1000) as downloader:
            with pytest.raises(DownloadError, match="more than 1000 bytes"):
                downloader.save(event(endless.url))
        with local(tmp_path, timeout=Timeouts(total=0.1), retry=None) as downloader:
            with pytest.raises(DownloadError, match=r"the deadline of the call passed|timeout"):
                downloader.save(event(endless.url))
    assert names(tmp_path) == []


def test_a_download_that_breaks_off_begins_anew(tmp_path: Path) -> None:
    with Misbehaving(cut(body=b"half of it", sent=4), answer(503), answer(body=b"all of it")) as server:
        with local(tmp_path) as downloader:
            [saved] = downloader.save(event(server.url))
    assert saved.path.read_bytes() == b"all of it"
    with Misbehaving(cut(body=b"half of it", sent=4)) as server:
        with local(tmp_path / "other", retry=None) as downloader:
            with pytest.raises(DownloadError, match=r"quote\.pdf: downloadFile"):
                downloader.save(event(server.url))
    assert names(tmp_path / "other") == []


@pytest.mark.parametrize("age", [timedelta(days=5), timedelta(days=400)])
def test_an_expired_address_is_not_asked_for(server: FakeServer, tmp_path: Path, age: timedelta) -> None:
    sent = datetime.now(UTC) - age
    renewal = event(f"{server.url}/quote.pdf", Timestamp=int(sent.timestamp() * 1000))
    with local(tmp_path) as downloader:
        with pytest.raises(DownloadExpired, match=r"expired on \d{4}-\d\d-\d\d .* 5 days after its event"):
            downloader.save(renewal)
    assert (server.requests, names(tmp_path)) == ([], [])


def test_an_address_lasts_almost_five_days_and_without_a_time_it_is_tried(server: FakeServer, tmp_path: Path) -> None:
    server.answer(PDF, Reply(200, b"x"))
    almost = datetime.now(UTC) - timedelta(days=4, hours=23)
    with local(tmp_path) as downloader:
        for moment in (int(almost.timestamp() * 1000), "long ago", 253402300799999):
            downloader.save(event(f"{server.url}/quote.pdf", Timestamp=moment))
    assert len(server.requests) == 3


@pytest.mark.parametrize(("status", "hint"), [(403, True), (404, True), (410, True), (400, False), (206, False)])
def test_a_refusal_shows_neither_address_nor_body(server: FakeServer, tmp_path: Path, status: int, hint: bool) -> None:
    server.answer(PDF, Reply(status, f"<Error>{SIGNATURE}</Error>".encode()))
    with local(tmp_path) as downloader:
        with pytest.raises(DownloadError, match=f"answered HTTP {status}") as caught:
            downloader.save(event(f"{server.url}/quote.pdf?{SIGNATURE}"))
    assert ("perhaps expired" in str(caught.value)) == hint
    assert SIGNATURE not in "".join(traceback.format_exception(caught.value))
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://files.example.com/a", "not https"),
        ("http://127.0.0.1/a", "not https"),
        ("ftp://files.example.com/a", "not https"),
        ("file:///etc/passwd", "without a host"),
        ("https://user:word@files.example.com/a", "with a user in it"),
        ("https://files.example.com:port/a", "is not an address"),
        ("https://[::1", "is not an address"),
        ("https://files.example.com/a b", "characters that no address has"),
        ("", "gave no address"),
        (7, "gave no address"),
        ("https://127.0.0.1/a", "stands for 127.0.0.1, which is not an address of the public internet"),
        ("https://127.1/a", "stands for 127.0.0.1,"),
        ("https://2130706433/a", "stands for 127.0.0.1,"),
        ("https://0x7f000001/a", "stands for 127.0.0.1,"),
        ("https://0.0.0.0/a", "stands for 0.0.0.0,"),
        ("https://localhost/a", "which is not an address of the public internet"),
        ("https://10.0.0.1/a", "stands for 10.0.0.1,"),
        ("https://169.254.169.254/latest/meta-data", "stands for 169.254.169.254,"),
        ("https://[::1]/a", "stands for ::1,"),
        ("https://[::ffff:10.0.0.1]/a", "10.0.0.1, which is not an address|ffff:a00:1, which is not an address"),
        ("https://nowhere.invalid/a", "the name has no address"),
    ],
)
def test_an_address_that_nothing_is_fetched_from(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: Any, message: str
) -> None:
    lookup = socket.getaddrinfo

    def without_the_network(host: str, *arguments: Any, **options: Any) -> Any:
        if host.endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "not known")
        return lookup(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", without_the_network)
    with Downloader(tmp_path) as downloader:
        with pytest.raises(DownloadError, match=message):
            downloader.save(event({"Filename": "a", "Url": url}))
    assert names(tmp_path) == []


@pytest.mark.parametrize("item", ["quote.pdf", 7, None, {}, {"Filename": 7}])
def test_a_document_that_is_none_is_named(tmp_path: Path, item: Any) -> None:
    renewal = event(Attachments=[item])
    with Downloader(tmp_path) as downloader:
        with pytest.raises(DownloadError, match="document: the server gave no address"):
            downloader.save(renewal)


def test_redirects_are_followed_a_few_times(server: FakeServer, tmp_path: Path) -> None:
    server.answer(PDF, Reply(302, headers={"Location": "/a/b"}))
    server.answer("GET /a/b", Reply(307, b"x" * 100, {"Location": f"{server.url}/c", "Set-Cookie": "session=1"}))
    server.answer("GET /c", Reply(200, b"here"))
    server.answer("GET /round", Reply(302, headers={"Location": "/round"}))
    with local(tmp_path) as downloader:
        [saved] = downloader.save(event(f"{server.url}/quote.pdf"))
        assert saved.path.read_bytes() == b"here"
        with pytest.raises(DownloadError, match="redirects more than 5 times"):
            downloader.save(event(f"{server.url}/round"))
    assert not any("cookie" in request.headers for request in server.requests)


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("http://files.example.com/a", "redirects to an address that is not followed: .* not https"),
        ("https://user@files.example.com/", "redirects to an address that is not followed"),
        ("https://[", "redirects to an address that is not followed"),
        (None, "redirects without saying where to"),
    ],
)
def test_a_redirect_to_elsewhere_is_not(server: FakeServer, tmp_path: Path, location: str | None, message: str) -> None:
    server.answer(PDF, Reply(302, headers={} if location is None else {"Location": location}))
    with local(tmp_path) as downloader:
        with pytest.raises(DownloadError, match=message):
            downloader.save(event(f"{server.url}/quote.pdf"))


def test_a_folder_that_cannot_be_written_to_is_named(server: FakeServer, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with local(tmp_path / "file") as downloader:
        with pytest.raises(ConfigurationError, match=r"folder: .*file cannot be written to"):
            downloader.save(event(f"{server.url}/quote.pdf"))
    with pytest.raises(ConfigurationError, match="max_bytes is 0"):
        Downloader(tmp_path, max_bytes=0)
