"""A static server that is fast enough not to be what is measured: bills by offset, users by cursor, and writes.

    python -m benchmarks.server [--records 100000] [--delay 0.05]

Prints its address, then answers until it is stopped. It knows just enough HTTP/1.1 for clients that keep a connection.
"""

from __future__ import annotations

import argparse
import asyncio
import re
from contextlib import contextmanager, suppress
from functools import lru_cache
from subprocess import PIPE, Popen
from sys import executable
from typing import TYPE_CHECKING
from urllib.parse import unquote

from benchmarks.records import PAGE_NUMBER, USERS_PAGE, page_of_bills, page_of_users

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = b'{"access_token":"benchmark","token_type":"Bearer","expires_in":3600}'
DONE = b'{"success":true}'
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
AFTER = re.compile(r"nextPageToken=(\d+)")
TOP, SKIP = re.compile(r"\$top=(\d+)"), re.compile(r"\$skip=(\d+)")

template = lru_cache(maxsize=4)(page_of_bills)
users_template = lru_cache(maxsize=2)(page_of_users)


class Static(asyncio.Protocol):
    """One connection."""

    def __init__(self, records: int, delay: float) -> None:
        self.records = records
        self.delay = delay
        self.received = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.received += data
        while (end := self.received.find(b"\r\n\r\n")) >= 0:
            length = LENGTH.search(self.received, 0, end)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self.received) < whole:
                return
            line = self.received[: self.received.index(b"\r\n")].decode()
            del self.received[:whole]
            asyncio.get_running_loop().call_later(self.delay, self.answer, *line.split()[:2])

    def answer(self, method: str, target: str) -> None:
        if self.transport.is_closing():
            return
        body = self.body(method, unquote(target))
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self.transport.write(head.encode() + body)

    def body(self, method: str, target: str) -> bytes:
        if "/data/bills" in target:
            return self.bills(target)
        if method == "GET" and "/users" in target:
            return self.users(target)
        return TOKEN if "token" in target else DONE

    def bills(self, target: str) -> bytes:
        top, skip = TOP.search(target), SKIP.search(target)
        size = int(top[1]) if top else 10
        start = int(skip[1]) if skip else 0
        size = max(0, min(size, self.records - start))
        results = template(size).replace(PAGE_NUMBER.encode(), b"%09d" % start) if size else b"[]"
        return b'{"results":%b,"total":%d}' % (results, self.records)

    def users(self, target: str) -> bytes:
        after = AFTER.search(target)
        start = int(after[1]) if after else 0
        size = max(0, min(USERS_PAGE, self.records - start))
        following = b'"%d"' % (start + size) if start + size < self.records else b"null"
        found = users_template(size).replace(PAGE_NUMBER.encode(), b"%09d" % start)
        return b'{"success":true,"provisionedUsers":%b,"nextPageToken":%b}' % (found, following)


async def serve(records: int, delay: float) -> None:
    """Serve on a free port of the loopback until cancelled; the address is the first line printed."""
    server = await asyncio.get_running_loop().create_server(lambda: Static(records, delay), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


@contextmanager
def running(records: int = 100_000, delay: float = 0) -> Iterator[str]:
    """The address of a server in a process of its own."""
    command = [executable, "-m", "benchmarks.server", f"--records={records}", f"--delay={delay}"]
    with Popen(command, stdout=PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def main() -> None:
    """Read the options and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000, help="bills there are")
    parser.add_argument("--delay", type=float, default=0, help="seconds before each answer")
    options = parser.parse_args()
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(options.records, options.delay))


if __name__ == "__main__":
    main()
