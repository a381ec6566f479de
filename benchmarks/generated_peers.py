"""The clients that other generators make from our specifications. Made anew when a specification changes."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from codegen.apis import APIS
from conformance.foreign_clients import openapi_generator, openapi_python_client

FOLDER = Path(".benchmarks/peers")
GENERATORS = {"vanilla": openapi_python_client, "openapi_generator": openapi_generator}


def made() -> Path:
    """The folder to put on the path of a process that runs such a peer."""
    state = hashlib.sha256(b"".join(api.spec().read_bytes() for api in APIS.values())).hexdigest()
    stamp = FOLDER / "specifications.sha256"
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != state:
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        for generator in GENERATORS.values():
            for api in APIS.values():
                generator(api, FOLDER)
        stamp.write_text(state, encoding="ascii")
    return FOLDER
