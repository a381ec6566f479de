"""A loop on a socket and msgspec with the models of this project: the physical limit.

It trusts every byte of the answer.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from benchmarks.peers import CHUNK, COMPANY, CONNECTION, PAGE
from benchmarks.peers.chunks import chunks

NAME = "raw socket + msgspec, same Decimal models"


def first_client() -> object:
    import msgspec

    from ninespokes_client import models

    return msgspec, models


class Wire:
    """One connection that stays open."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.socket = socket.create_connection((parts.hostname, parts.port))
        self.buffer = bytearray(1 << 20)

    def ask(self, head: str, body: bytes = b"") -> memoryview:
        self.socket.sendall(f"{head}\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        view = memoryview(self.buffer)
        size = self.socket.recv_into(view)
        start = self.buffer.index(b"\r\n\r\n", 0, size) + 4
        length = int(self.buffer[: start - 4].rsplit(b" ", 1)[1])
        while size < start + length:
            size += self.socket.recv_into(view[size:])
        return view[start : start + length]


def pull(url: str) -> int:
    import msgspec

    from ninespokes_client.models import BillsPage

    read = msgspec.json.Decoder(BillsPage).decode
    wire = Wire(url)
    count = 0
    path = f"/companies/{COMPANY}/connections/{CONNECTION}/data/bills"
    while True:
        page = read(wire.ask(f"GET {path}?$top={PAGE}&$skip={count} HTTP/1.1"))
        count += sum(1 for record in page.results if record.data.transaction_gross_value is not None)
        if not page.results or count >= page.total:
            return count


def push(url: str, records: Iterable[dict[str, Any]]) -> int:
    import msgspec

    write = msgspec.json.Encoder(decimal_format="number").encode
    wire = Wire(url)
    count = 0
    for chunk in chunks(records, CHUNK):
        wire.ask("POST /services/push/v1/customer/apps/app/finance HTTP/1.1", write({"records": chunk}))
        count += len(chunk)
    return count
