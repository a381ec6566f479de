"""Where the time of one of our own tasks goes, as pyinstrument sees it.

    python -m benchmarks.profiles pull [--records 20000]
    python -m benchmarks.profiles push

The pull is the asynchronous one, in which all work is done in the one thread that is looked at. For the time of imports
Python has a switch of its own: `python -X importtime -c "from spokebridge import NineSpokes; NineSpokes('key')"`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from benchmarks.peers import spokebridge
from benchmarks.records import spend
from benchmarks.server import running

INTERVAL = 0.0005  # seconds between two looks


def task(name: str, url: str, records: int) -> Callable[[], int]:
    """One of our own tasks, ready to be run."""
    if name == "pull":
        return lambda: spokebridge.pull_async(url)
    made = list(spend(records))
    return lambda: spokebridge.push(url, iter(made))


def main() -> None:
    """Run it once to warm up, and once to look."""
    from pyinstrument import Profiler

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=["pull", "push"])
    parser.add_argument("--records", type=int, default=20_000)
    options = parser.parse_args()
    with running(options.records) as url:
        work = task(options.task, url, options.records)
        work()
        with Profiler(interval=INTERVAL) as profiler:
            work()
    print(profiler.output_text(color=False, short_mode=True))


if __name__ == "__main__":
    main()
