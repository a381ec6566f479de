"""When the pages of a list that is read ahead are asked for, read, and given out.

    python -m benchmarks.timeline [--records 20000] [--delay 0.05]

Prints a line for each page, in milliseconds from the beginning. Pages are to be read in their order: one that is read
early is given out early, and makes room for the next request.
"""

from __future__ import annotations

import argparse
import time
from typing import Any

from benchmarks.peers import COMPANY, CONNECTION, PAGE
from benchmarks.peers.spokebridge import AHEAD
from benchmarks.server import running
from spokebridge import NineSpokes
from spokebridge.plugins import PageRead, Reply, RequestToSend, hookimpl


class Watch:
    """Writes down when things happen, by offset."""

    def __init__(self) -> None:
        self.asked: dict[int, float] = {}
        self.read: dict[int, float] = {}
        self.given: dict[int, float] = {}
        self._offsets: dict[int, int] = {}
        self._start = time.perf_counter()

    @hookimpl
    def spokebridge_before_request(self, request: RequestToSend) -> None:
        """A request is about to leave."""
        offset = int(dict(request.query)["$skip"])
        self._offsets[request.call] = offset
        self.asked[offset] = self._now()

    @hookimpl
    def spokebridge_after_response(self, response: Reply) -> None:
        """Its answer was read."""
        self.read[self._offsets[response.call]] = self._now()

    @hookimpl
    def spokebridge_on_page(self, page: PageRead) -> None:
        """Its records are given out."""
        self.given[(page.number - 1) * PAGE] = self._now()

    def _now(self) -> float:
        return (time.perf_counter() - self._start) * 1000


def main() -> None:
    """Read a list twice, the first time to warm up, and print the second."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--delay", type=float, default=0.05, help="seconds before each answer")
    options = parser.parse_args()
    with running(options.records, options.delay) as url:
        read(url, Watch())
        watch = Watch()
        read(url, watch)
    print("offset  asked   read  given")
    for offset in sorted(watch.given):
        print(f"{offset:6} {watch.asked[offset]:6.0f} {watch.read[offset]:6.0f} {watch.given[offset]:6.0f}")


def read(url: str, watch: Any) -> int:
    """All records of the list, many pages ahead."""
    with NineSpokes("key", base_url=url, rate_limit=None, plugins=[watch]) as nine:
        return sum(1 for _ in nine.data.bills(COMPANY, CONNECTION, page_size=PAGE, concurrency=AHEAD))


if __name__ == "__main__":
    main()
