"""All benchmarks next to their peers, in alternation.

    python -m benchmarks [--records 100000] [--only TITLE] [--write]

Each measurement has a process of its own; peers take turns, round by round, so that whatever the machine does meets all
of them. `--write` keeps the result for docs/performance.md and its chart; with `--only` the other trials stay as they
were kept. Needs the requirements of `benchmarks`, and Java once.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks import bulk, drift, hooks, regeneration, report, server, targets
from benchmarks.generated_peers import made
from benchmarks.peers import WARM_UP
from benchmarks.plan import Trial, trials

CACHE = Path(".benchmarks/bytecode")
OURS_ALONE = {
    "Peak memory of a process": bulk.table,
    "Plugins": hooks.table,
    "Drift of members that the description does not have": drift.table,
}


def main() -> None:
    """Run the plan and print a table per trial."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--only", default="", help="trials whose title holds these words")
    parser.add_argument("--write", action="store_true", help=f"keep the result in {report.RESULTS}")
    options = parser.parse_args()
    wanted = options.only.lower()
    results, tables = list[dict[str, Any]](), dict[str, str]()
    for trial in trials(options.records):
        if wanted in trial.title.lower():
            results.append(run(trial))
            print(report.table(results[-1]), flush=True)
    if wanted in regeneration.TITLE.lower():
        results.append(regeneration.run())
        print(report.table(results[-1]), flush=True)
    for title, table in OURS_ALONE.items():
        if wanted in title.lower():
            tables[title] = table()
            print(f"### {title}\n\n{tables[title]}\n", flush=True)
    print(targets.table(results))
    if options.write:
        report.write(results, tables, options.records)


def run(trial: Trial) -> dict[str, Any]:
    """The measurements of each peer, in the order they were made."""
    measured: dict[str, list[dict[str, float]]] = {peer: [] for peer in trial.peers}
    with ExitStack() as stack:
        addresses: list[str] = []
        if trial.delay is not None:
            url = stack.enter_context(server.running(trial.records, trial.delay))
            warm_up = stack.enter_context(server.running(WARM_UP, 0))
            addresses = [f"--url={url}", f"--warm-up={warm_up}"]
        first = 0 if trial.is_cold else 1  # a first import compiles
        for number in range(first, trial.rounds + 1):
            for peer in trial.peers:
                one = measure(trial.task_of(peer), peer, trial.records, addresses)
                if trial.records and one["records"] != trial.records:
                    raise SystemExit(f"{peer} moved {one['records']} of {trial.records} records")
                if number:
                    measured[peer].append(one)
    return {"title": trial.title, "measured": measured}


def measure(task: str, peer: str, records: int, addresses: Sequence[str]) -> dict[str, float]:
    """One measurement in a new process."""
    command = [sys.executable, "-m", "benchmarks.measure", task, peer, f"--records={records}", *addresses]
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[1:])} failed:\n{done.stderr[-2000:]}")
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _environment() -> dict[str, str]:
    """With the generated peers on the path, and bytecode kept between processes, as after any installation."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    path = os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH", ""), str(made())]))
    return {**kept, "PYTHONPATH": path, "PYTHONPYCACHEPREFIX": str(CACHE.resolve())}


if __name__ == "__main__":
    main()
