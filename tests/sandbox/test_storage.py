"""Signed addresses."""

from __future__ import annotations

import httpx
import pytest

from spokebridge.sandbox import ManualClock, Sandbox
from spokebridge.sandbox.storage import UPLOAD_SECONDS, StorageService

from .support import connect


@pytest.fixture
def storage(sandbox: Sandbox) -> StorageService:
    return sandbox._storage


@pytest.fixture
def address(storage: StorageService) -> str:
    return storage.address_for_upload("a b/ü.csv", "figma")


def test_a_file_goes_in_and_is_replaced(storage: StorageService, address: str) -> None:
    with connect("http://unused") as client:
        assert client.put(address, content=b"one").status_code == 200
        assert client.put(address, content=b"two", headers={"Content-Type": "text/csv"}).content == b""
    (file,) = storage.uploaded("figma")
    assert (file.filename, file.content, file.media_type, file.uploads) == ("a b/ü.csv", b"two", "text/csv", 2)
    assert storage.uploaded("slack") == []


def test_an_address_opens_one_file_for_one_purpose(
    storage: StorageService, address: str, clock: ManualClock, sandbox: Sandbox
) -> None:
    download = storage.address_for_download("x.csv", b"x", seconds=1, media_type="text/csv")
    with connect("http://unused") as client:
        assert client.put(address, headers={"Authorization": "Bearer x"}).status_code == 400
        assert client.put(address.replace("signature=", "signature=x")).status_code == 403
        assert client.put(address.partition("?")[0]).status_code == 403
        assert client.put(address.replace("csv?", "exe?")).status_code == 404
        assert client.get(address).status_code == 403
        assert client.put(download).status_code == 403
        assert client.get(download).headers["content-type"] == "text/csv; charset=utf-8"
        clock.advance(UPLOAD_SECONDS)
        response = client.put(address)
        assert (response.status_code, response.json()["message"]) == (403, "the address has expired")
    assert storage.uploaded("figma") == []
    assert {(entry.service, entry.path) for entry in sandbox.requests} == {("storage", "/{slot}/{filename:path}")}


def test_faults_know_both_ways(sandbox: Sandbox, storage: StorageService, address: str) -> None:
    sandbox.fail("uploadFile", status=503)
    sandbox.fail("downloadFile", kind="revoke_token")
    download = storage.address_for_download("x.csv", b"x", seconds=60, media_type="text/csv")
    with connect("http://unused") as client:
        assert [client.put(address, content=b"x").status_code for _ in range(2)] == [503, 200]
        assert client.get(download).status_code == 403
    assert httpx.get(download, verify=False).status_code == 403
