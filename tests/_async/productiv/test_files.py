"""Uploading files to signed addresses."""

from __future__ import annotations

import errno
import logging
import os
import traceback
from pathlib import Path
from typing import Any

import pytest

from spokebridge import AsyncProductiv, RetryPolicy
from spokebridge.errors import ConfigurationError, Forbidden, PublishError
from spokebridge.uploads import UploadProgress, readable_files, signed_address
from tests.support.server import TOKEN, FakeServer, Received, Reply

pytestmark = pytest.mark.anyio

URLS = "GET /services/push/v1/customer/apps/app/upload"
SIGNATURE = "X-Signature-f00dfeed12345678"


def signing(server: FakeServer) -> Any:
    def answer(request: Received) -> dict[str, Any]:
        names = [value for name, value in request.query if name == "filenames"]
        return {"uploadUrls": [{"filename": n, "uploadUrl": f"{server.url}/store/{n}?sig={SIGNATURE}"} for n in names]}

    return answer


def addressed(url: str) -> dict[str, Any]:
    return {"uploadUrls": [{"filename": "a.csv", "uploadUrl": url}]}


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    contents = {"a.csv": b"one\n", "b.csv": b"", "c.csv": os.urandom(700_000)}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in contents]


@pytest.fixture
def storage(server: FakeServer) -> FakeServer:
    server.answer(URLS, signing(server))
    for name in "abc":
        server.answer(f"PUT /store/{name}.csv", Reply(200))
    return server


async def test_uploads_each_file_without_the_token(storage: FakeServer, files: list[Path]) -> None:
    told: list[UploadProgress] = []
    async with AsyncProductiv(**storage.productiv) as productiv:
        report = await productiv.files.upload(
            "app", [files[0], str(files[1]), files[2]], "users", on_progress=told.append
        )
    assert [(done.name, done.size, done.status) for done in report.uploaded] == [
        ("a.csv", 4, 200),
        ("b.csv", 0, 200),
        ("c.csv", 700_000, 200),
    ]
    assert report.raise_for_failed() is report
    assert storage.calls[0].query == [("filenames", f"{name}.csv") for name in "abc"] + [("type", "users")]
    for path in files:
        (request,) = storage.received(f"PUT /store/{path.name}")
        assert request.body == path.read_bytes()
        assert request.parameter("sig") == SIGNATURE
        assert "authorization" not in request.headers
        assert "transfer-encoding" not in request.headers
        assert "content-type" not in request.headers
        assert not any(TOKEN in value for value in request.headers.values())
    assert [event.sent for event in told if event.name == "c.csv"] == [262_144, 524_288, 700_000]


async def test_reports_each_failure_and_goes_on(storage: FakeServer, files: list[Path]) -> None:
    storage.answer("PUT /store/a.csv", Reply(403, f"<Error>{SIGNATURE}</Error>".encode()))
    storage.answer("PUT /store/b.csv", Reply(307, headers={"Location": f"{storage.url}/elsewhere"}))
    async with AsyncProductiv(**storage.productiv) as productiv:
        report = await productiv.files.upload("app", files, concurrency=1)
    assert [done.name for done in report.uploaded] == ["c.csv"]
    assert [(done.name, done.status, done.reason) for done in report.failed] == [
        ("a.csv", 403, "the storage answered HTTP 403; the address has perhaps expired, so upload again"),
        ("b.csv", 307, "the storage answered HTTP 307; redirects are not followed"),
    ]
    assert not storage.received("PUT /elsewhere")
    with pytest.raises(PublishError, match=r"2 of 3 files not uploaded; first: a\.csv.*\. Upload those in") as told:
        report.raise_for_failed()
    assert told.value.status_code == 403


async def test_a_passing_error_is_tried_again_from_the_start(storage: FakeServer, files: list[Path]) -> None:
    storage.answer("PUT /store/c.csv", Reply(503), Reply(200))
    async with AsyncProductiv(**storage.productiv, retry=RetryPolicy(base=0)) as productiv:
        report = await productiv.files.upload("app", files[2:])
    assert report.failed == []
    assert [request.body for request in storage.received("PUT /store/c.csv")] == [files[2].read_bytes()] * 2


async def test_the_address_shows_nowhere(
    storage: FakeServer, files: list[Path], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    storage.answer("PUT /store/a.csv", Reply(500, SIGNATURE.encode()))
    async with AsyncProductiv(**storage.productiv, retry=None) as productiv:
        report = await productiv.files.upload("app", files)
        shown = [repr(report), repr(productiv), caplog.text]
    assert report.failed
    with pytest.raises(PublishError) as caught:
        report.raise_for_failed()
    shown.append("".join(traceback.format_exception(caught.value)))
    assert not any(SIGNATURE in text for text in shown)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (
            "http://storage.example.com/a?sig=SIG",
            "the server gave an address that is not https; files travel over https only",
        ),
        (
            "ftp://storage.example.com/a?sig=SIG",
            "the server gave an address that is not https; files travel over https only",
        ),
        ("https://user:SIG@storage.example.com/a", "the server gave an address without a host, or with a user in it"),
        ("https:///a?sig=SIG", "the server gave an address without a host, or with a user in it"),
        ("https://storage.example.com/a b?SIG", "the server gave an address with characters that no address has"),
        ("https://störage.example.com/?SIG", "the server gave an address with characters that no address has"),
        ("https://storage.example.com:port/?SIG", "the server gave something that is not an address"),
        ("", "the server gave no address for it"),
    ],
)
async def test_sends_nothing_to_a_bad_address(storage: FakeServer, files: list[Path], url: str, reason: str) -> None:
    storage.answer(URLS, addressed(url))
    async with AsyncProductiv(**storage.productiv) as productiv:
        report = await productiv.files.upload("app", files[:1])
    assert [done.reason for done in report.failed] == [reason]
    assert "SIG" not in repr(report)


def test_a_good_address_shows_its_host_only() -> None:
    address, host = signed_address(f"https://storage.example.com:8443/bucket/a.csv?sig={SIGNATURE}")
    assert host == "https://storage.example.com:8443"
    assert SIGNATURE not in repr(address)


@pytest.mark.parametrize("body", [{}, {"uploadUrls": None}, {"uploadUrls": ["https://x"]}, {"uploadUrls": [{}]}, []])
async def test_a_file_without_an_address_fails(storage: FakeServer, files: list[Path], body: Any) -> None:
    storage.answer(URLS, body)
    async with AsyncProductiv(**storage.productiv) as productiv:
        report = await productiv.files.upload("app", files[:2])
    assert [done.reason for done in report.failed] == ["the server gave no address for it"] * 2


async def test_no_connection_is_a_reason(storage: FakeServer, files: list[Path]) -> None:
    storage.answer(URLS, addressed(f"http://127.0.0.1:9/a?sig={SIGNATURE}"))
    async with AsyncProductiv(**storage.productiv, retry=None) as productiv:
        report = await productiv.files.upload("app", files[:1])
    assert "uploadFile (PUT" in (report.failed[0].reason or "")
    assert SIGNATURE not in repr(report)


async def test_a_file_that_changes_meanwhile_fails(storage: FakeServer, tmp_path: Path) -> None:
    grows, shrinks, goes = (tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))
    for path in (grows, shrinks, goes):
        path.write_bytes(b"12345")
    sign = signing(storage)

    def answer(request: Received) -> dict[str, Any]:
        grows.write_bytes(b"123456789")
        shrinks.write_bytes(b"1")
        goes.unlink()
        return sign(request)

    storage.answer(URLS, answer)
    async with AsyncProductiv(**storage.productiv, retry=None) as productiv:
        report = await productiv.files.upload("app", [grows, shrinks, goes], concurrency=1)
    assert [done.reason for done in report.failed] == [
        "could not be read: it grew beyond 5 bytes while it was sent",
        "could not be read: it shrank from 5 to 1 bytes while it was sent",
        "could not be read: No such file or directory",
    ]


async def test_refuses_bad_paths_before_any_request(server: FakeServer, files: list[Path], tmp_path: Path) -> None:
    twin = tmp_path / "folder" / "a.csv"
    twin.parent.mkdir()
    twin.write_bytes(b"")
    cases: list[tuple[Any, str]] = [
        ([files[0], twin], r"two files named 'a\.csv'"),
        ([tmp_path / "nothing.csv"], "cannot be read .No such file"),
        ([tmp_path], "is not a regular file"),
        (files[0], "paths is a single path"),
        (str(files[0]), "paths is a single path"),
    ]
    async with AsyncProductiv(**server.productiv) as productiv:
        for paths, message in cases:
            with pytest.raises(ConfigurationError, match=message):
                await productiv.files.upload("app", paths)
        with pytest.raises(ConfigurationError, match="concurrency is 0"):
            await productiv.files.upload("app", files, concurrency=0)
        with pytest.raises(ConfigurationError, match="app_id is empty"):
            await productiv.files.upload("", files)
        with pytest.raises(ConfigurationError, match="type is empty"):
            await productiv.files.upload("app", files, type="")
        assert (await productiv.files.upload("app", [])).uploaded == []
    assert server.requests == []


def test_refuses_a_file_that_may_not_be_read(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> None:  # what the system says to anybody but root
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(ConfigurationError, match=r"cannot be read .Permission denied"):
        readable_files(files)


async def test_a_refused_first_step_uploads_nothing(storage: FakeServer, files: list[Path]) -> None:
    storage.answer(URLS, Reply(403, {"message": "no"}))
    async with AsyncProductiv(**storage.productiv) as productiv:
        with pytest.raises(Forbidden, match=r"connector\.write"):
            await productiv.files.upload("app", files)
    assert len(storage.calls) == 1


async def test_an_exception_of_on_progress_stops_the_upload_and_tells_of_every_file(
    storage: FakeServer, files: list[Path]
) -> None:
    def on_progress(progress: UploadProgress) -> None:
        if progress.name == "a.csv":
            raise KeyError("mine")

    async with AsyncProductiv(**storage.productiv) as productiv:
        with pytest.raises(KeyError, match="mine") as found:
            await productiv.files.upload("app", files, concurrency=1, on_progress=on_progress)
    report = vars(found.value)["report"]
    assert report.uploaded == []
    assert [(outcome.name, outcome.reason) for outcome in report.failed] == [
        ("a.csv", "broke off: the upload was stopped"),
        ("b.csv", "not sent: the upload was stopped"),
        ("c.csv", "not sent: the upload was stopped"),
    ]
