"""Many threads may read their first answer at the same moment."""

from __future__ import annotations

import subprocess
import sys

import pytest

FIRST_READS = """
import sys, threading
import msgspec
from {package} import codec

sys.setswitchinterval(1e-6)
for number in range(60):
    leaf = msgspec.defstruct("Leaf", [(f"f{{i}}", int | None, None) for i in range(20)])
    root = msgspec.defstruct("Root", [("leaves", list[leaf]), *[(f"g{{i}}", leaf | None, None) for i in range(20)]])
    start, read_well = threading.Barrier(6), []

    def read():
        start.wait()
        read_well.append(codec.decode(b'{{"leaves": [{{"f1": 1}}], "g7": {{"f2": 2}}}}', root).g7.f2 == 2)

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert read_well == [True] * 6
"""


@pytest.mark.parametrize("package", ["productiv_client", "ninespokes_client"])
def test_first_reads_in_many_threads_do_not_end_the_process(package: str) -> None:
    command = [sys.executable, "-c", FIRST_READS.format(package=package)]
    paths = {"PYTHONPATH": ":".join(path for path in sys.path if path)}
    done = subprocess.run(command, env=paths, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
