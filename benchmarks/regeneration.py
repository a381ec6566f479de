"""How long the generators take for both specifications, from a cold start to formatted files."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from codegen.apis import APIS
from conformance.foreign_clients import openapi_generator, openapi_python_client

TITLE = "Regenerate both clients"
ROUNDS = 3


def run() -> dict[str, Any]:
    """Seconds of each generator, in alternation."""
    measured: dict[str, list[dict[str, float]]] = {name: [] for name in GENERATORS}
    for _ in range(ROUNDS):
        for name, generate in GENERATORS.items():
            start = time.perf_counter()
            generate()
            measured[name].append({"seconds": time.perf_counter() - start, "records": len(APIS)})
    return {"title": TITLE, "measured": measured}


def _ours() -> None:
    subprocess.run([sys.executable, "-m", "codegen", "check"], check=True, capture_output=True)


def _theirs(generator: Callable[[Any, Path], int]) -> Callable[[], None]:
    def generate() -> None:
        with tempfile.TemporaryDirectory() as folder:
            for api in APIS.values():
                generator(api, Path(folder))

    return generate


GENERATORS: dict[str, Callable[[], None]] = {
    "spokebridge": _ours,
    "vanilla": _theirs(openapi_python_client),
    "openapi_generator": _theirs(openapi_generator),
}
