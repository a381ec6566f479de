"""How fast any number of records moves, and that memory does not grow with it.

    python -m benchmarks.bulk [--records 10000 100000 1000000] [--only WORDS]

Each measurement has a new process and a server in another one that answers at once. Peak memory is what the system
reports of the process at its end; on Linux without the peak of its parent, with which other counts begin. Exits with 1
when the largest number of records needs over a fifth more memory than the smallest.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import server

PAGE = 500
ALLOWED = 1.2


def publish(url: str, records: int, folder: Path) -> int:
    return _published(url, records, None)


def publish_with_a_journal(url: str, records: int, folder: Path) -> int:
    return _published(url, records, folder / f"journal-{records}")


def go_on_from_a_complete_journal(url: str, records: int, folder: Path) -> int:
    return _published(url, records, folder / f"journal-{records}")


def read_by_offset(url: str, records: int, folder: Path) -> int:
    from spokebridge import NineSpokes

    with NineSpokes("key", base_url=url, rate_limit=None) as nine:
        return sum(1 for bill in nine.data.bills("c", "n", page_size=PAGE) if bill.transaction_reference)


def read_ahead_by_offset(url: str, records: int, folder: Path) -> int:
    from spokebridge import NineSpokes

    with NineSpokes("key", base_url=url, rate_limit=None) as nine:
        bills = nine.data.bills("c", "n", page_size=PAGE, concurrency=4)
        return sum(1 for bill in bills if bill.transaction_reference)


def read_by_cursor(url: str, records: int, folder: Path) -> int:
    from spokebridge import Productiv

    with Productiv("id", "secret", base_url=url, token_url=f"{url}/token", rate_limit=None) as productiv:
        return sum(1 for user in productiv.provisioned_users.list("app") if user.email)


WORK: dict[str, Callable[[str, int, Path], int]] = {
    function.__name__.replace("_", " "): function
    for function in (
        publish,
        publish_with_a_journal,
        go_on_from_a_complete_journal,
        read_by_offset,
        read_ahead_by_offset,
        read_by_cursor,
    )
}


def _published(url: str, records: int, journal: Path | None) -> int:
    from benchmarks.records import spend
    from spokebridge import Productiv

    with Productiv("id", "secret", base_url=url, token_url=f"{url}/token", rate_limit=None) as productiv:
        return productiv.spend.publish("app", spend(records), journal=journal).accepted


def measured(work: str, records: int, url: str, folder: str) -> tuple[float, float]:
    """Seconds and peak memory in MiB, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.bulk", "--child", work, url, str(records), folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{work}, {records} records:\n{done.stderr[-2000:]}")
    seconds, moved, peak = json.loads(done.stdout)
    if moved != records:
        raise SystemExit(f"{work}: {moved} of {records} records")
    return seconds, peak


def child(work: str, url: str, records: str, folder: str) -> None:
    """Do the work in this process. Importing the clients is not part of it."""
    import spokebridge

    assert spokebridge.Productiv
    assert spokebridge.NineSpokes
    begin = time.perf_counter()
    moved = WORK[work](url, int(records), Path(folder))
    seconds = time.perf_counter() - begin
    print(json.dumps([seconds, moved, peak()]))


def peak() -> float:
    """MiB that this process had at most."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8"))
        if found is not None:
            return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: Sequence[str]) -> int:
    """Measure and print a table."""
    if arguments[:1] == ["--child"]:
        child(*arguments[1:])
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--only", default="", help="work whose name holds these words")
    options = parser.parse_args(arguments)
    peaks = run(options.records, [name for name in WORK if options.only in name])
    return 1 if any(peak > ALLOWED * of_work[0] for of_work in peaks.values() for peak in of_work) else 0


def run(counts: Sequence[int], works: Sequence[str]) -> dict[str, list[float]]:
    """Measure, and print each line as soon as it is known. The peaks of each work in MiB, in the order of `counts`."""
    peaks: dict[str, list[float]] = {work: [] for work in works}
    print(f"{'':31} {'records':>9} {'records/s':>9} {'peak MiB':>8}  of {counts[0]}'s")
    for records in counts:
        with server.running(records) as url, tempfile.TemporaryDirectory() as folder:
            for work in works:
                seconds, peak = measured(work, records, url, folder)
                peaks[work].append(peak)
                ratio = peak / peaks[work][0]
                print(f"{work:31} {records:>9} {records / seconds:>9.0f} {peak:>8.1f}  {ratio:.2f}", flush=True)
    return peaks


def table() -> str:
    """Ten thousand records and a million, as Markdown."""
    counts = (10_000, 1_000_000)
    lines = ["| | MiB for 10,000 | MiB for 1,000,000 | times as much |", "| --- | ---: | ---: | ---: |"]
    for work, (few, many) in run(counts, list(WORK)).items():
        lines.append(f"| {work} | {few:.0f} | {many:.0f} | {many / few:.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
