"""Records every cassette anew from the sandbox: `nox -s cassettes -- --record`.

    python -m tests.cassettes.record [FOLDER]

Without a folder, the cassettes of this repository are replaced, once two recordings came out the same.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from filecmp import cmpfiles
from pathlib import Path
from urllib.parse import unquote

from spokebridge import NineSpokes, Productiv
from spokebridge.sandbox import Sandbox
from tests._sync.cassettes import ninespokes, productiv
from tests.cassettes.settings import ninespokes_settings, productiv_settings
from tests.cassettes.tape import FOLDER, recorded
from tests.cassettes.worlds import NINESPOKES, PRODUCTIV, World

APIS = ("productiv", "ninespokes")


def record(folder: Path) -> list[Path]:
    """Every scenario into a file of its own; gives back their paths below the folder."""
    paths = [_productiv(folder, name) for name in productiv.SCENARIOS]
    paths += [_ninespokes(folder, name) for name in ninespokes.SCENARIOS]
    return [path.relative_to(folder) for path in paths]


def _productiv(folder: Path, name: str) -> Path:
    world, path = PRODUCTIV.get(name, World()), folder / "productiv" / f"{name}.yaml"
    with world.sandbox() as sandbox:
        given, settings = world.prepare(sandbox), sandbox.productiv
        found = productiv_settings(settings["base_url"], settings["client_id"], settings["client_secret"])
        with recorded(path, sandbox.url, lambda: [given, *secrets(sandbox)]), Productiv(**found) as client:
            productiv.SCENARIOS[name](client, given)
    return path


def _ninespokes(folder: Path, name: str) -> Path:
    world, path = NINESPOKES.get(name, World()), folder / "ninespokes" / f"{name}.yaml"
    with world.sandbox() as sandbox:
        given, settings = world.prepare(sandbox), sandbox.ninespokes
        found = ninespokes_settings(settings["base_url"], settings["api_key"])
        with recorded(path, sandbox.url, lambda: secrets(sandbox)), NineSpokes(**found) as client:
            ninespokes.SCENARIOS[name](client, given)
    return path


def secrets(sandbox: Sandbox) -> list[str]:
    """All that must not be on a cassette and has no name by which it is recognized."""
    store = sandbox.ninespokes_store
    credentials = [sandbox.productiv["client_secret"], sandbox.ninespokes["api_key"]]
    consents = [unquote(connection.consent).rstrip("=") for connection in store.connections.values()]
    return [*credentials, *consents, *(app.client_secret for app in store.apps.values())]


def _record_in_another_process(folder: str) -> None:
    """With other hashes, so that no order may depend on them."""
    other = {**os.environ, "PYTHONHASHSEED": "1" if os.environ.get("PYTHONHASHSEED") == "2" else "2"}
    subprocess.run(
        [sys.executable, "-m", "tests.cassettes.record", folder], env=other, check=True, stdout=subprocess.DEVNULL
    )


def main(arguments: list[str]) -> int:
    """Record into a folder, or in place of what is there."""
    if arguments:
        print(f"{len(record(Path(arguments[0])))} cassettes in {arguments[0]}")
        return 0
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        paths = [str(path) for path in record(Path(first))]
        _record_in_another_process(second)
        _, different, missing = cmpfiles(first, second, paths, shallow=False)
        if different or missing:
            print(f"two recordings differ: {', '.join([*different, *missing])}", file=sys.stderr)
            return 1
        for api in APIS:
            shutil.rmtree(FOLDER / api, ignore_errors=True)
            shutil.copytree(Path(first) / api, FOLDER / api)
    print(f"{len(paths)} cassettes, recorded twice with the same bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
