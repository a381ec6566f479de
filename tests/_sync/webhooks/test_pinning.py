# Derived from tests/_async/webhooks/test_pinning.py by `python -m codegen build`; edit that file instead.
"""The address that was checked is the one connected to, under the name that the certificate has to show."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from spokebridge import RetryPolicy
from spokebridge._sync import transport
from spokebridge._sync.downloads import Downloader
from spokebridge.errors import DownloadError
from spokebridge.webhooks import WebhookEvent, parse, sample

pytestmark = pytest.mark.anyio

CERTIFICATE = Path(__file__).parents[2] / "support" / "certificates" / "files.example.com.pem"
PUBLIC, HERE = "93.184.216.34", "127.0.0.1"


class Storage(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.headers["Host"])
        self.send_response(200)
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"here")

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadingHTTPServer]:
    """An https server on loopback with the certificate of files.example.com, which the transport trusts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    monkeypatch.setattr(transport, "_tls", lambda: ssl.create_default_context(cafile=str(CERTIFICATE)))
    with ThreadingHTTPServer((HERE, 0), type("Handler", (Storage,), {"asked": []})) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


class Names:
    """Answers look-ups in turn, the last answer for ever."""

    def __init__(self, *answers: list[str]) -> None:
        self.asked: list[str] = []
        self._answers = list(answers)

    def getaddrinfo(self, host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        self.asked.append(host)
        found = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Makes the names of the downloads, and of nothing else, stand for these addresses."""

    def answer(*answers: list[str]) -> Names:
        names = Names(*answers)
        monkeypatch.setattr("spokebridge.downloads.addresses.socket", names, raising=True)
        monkeypatch.setattr(names, "SOCK_STREAM", socket.SOCK_STREAM, raising=False)
        return names

    return answer


def event(storage: ThreadingHTTPServer, host: str) -> WebhookEvent:
    documents = [{"Filename": "quote.pdf", "Url": f"https://{host}:{storage.server_address[1]}/quote.pdf?signature=1"}]
    return parse({**json.loads(sample("review")), "Attachments": documents})


def test_the_certificate_is_that_of_the_name_though_the_address_is_connected_to(
    storage: ThreadingHTTPServer, named: Any, tmp_path: Path
) -> None:
    named([HERE])
    with Downloader(tmp_path, allow_private=True) as downloader:
        [saved] = downloader.save(event(storage, "files.example.com"))
    assert saved.path.read_bytes() == b"here"
    assert storage.RequestHandlerClass.asked == [f"files.example.com:{storage.server_address[1]}"]


def test_another_name_at_the_same_address_has_to_show_its_own_certificate(
    storage: ThreadingHTTPServer, named: Any, tmp_path: Path
) -> None:
    named([HERE])
    with Downloader(tmp_path, allow_private=True, retry=None) as downloader:
        downloader.save(event(storage, "files.example.com"))
        with pytest.raises(DownloadError, match="certificate verify failed"):
            downloader.save(event(storage, "other.example.com"))
    assert len(storage.RequestHandlerClass.asked) == 1


def test_a_name_that_changes_its_address_after_the_check_gains_nothing(
    storage: ThreadingHTTPServer, named: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = named([PUBLIC], [HERE])
    connected: list[Any] = []

    def send(self: Any, prepared: Any, timeouts: Any, deadline: Any) -> Any:
        connected.append(prepared.connect_to)
        raise DownloadError("far enough")

    monkeypatch.setattr(transport.Transport, "send", send)
    with Downloader(tmp_path) as downloader:
        with pytest.raises(DownloadError, match="far enough"):
            downloader.save(event(storage, "files.example.com"))
        with pytest.raises(DownloadError, match=r"stands for 127\.0\.0\.1"):
            downloader.save(event(storage, "files.example.com"))
    assert (connected, len(names.asked)) == ([PUBLIC], 2)


@pytest.mark.parametrize("addresses", [[HERE], [PUBLIC, HERE], [PUBLIC, "10.0.0.1"]])
def test_one_private_address_among_others_is_enough_to_refuse(
    storage: ThreadingHTTPServer, named: Any, tmp_path: Path, addresses: list[str]
) -> None:
    named(addresses)
    with Downloader(tmp_path) as downloader:
        with pytest.raises(DownloadError, match="is not an address of the public internet"):
            downloader.save(event(storage, "files.example.com"))
    assert storage.RequestHandlerClass.asked == []


def test_the_next_address_is_tried_when_one_cannot_be_reached(
    storage: ThreadingHTTPServer, named: Any, tmp_path: Path
) -> None:
    named(["127.0.0.2", HERE])
    with Downloader(tmp_path, allow_private=True, retry=RetryPolicy(base=0)) as downloader:
        [saved] = downloader.save(event(storage, "files.example.com"))
    assert saved.size == 4
