"""Both specifications through two generators as they come, and the clients they make against the running sandbox.

    python -m conformance.foreign_clients

Fails when a generator warns about an operation or leaves one out, or when a made client cannot talk to the sandbox.
Needs openapi-python-client, and openapi-generator-cli with Java.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from codegen.apis import APIS, Api
from codegen.document import Document
from codegen.naming import snake_case
from conformance import generator_client, vanilla_client

HARMLESS = (  # what openapi-generator says of any 3.1 description, or of a format it does not know
    "OpenAPI 3.1 support is still in beta",
    "Unknown `format`",
    "Failed to get the schema name",
)


class Failed(Exception):
    """A generator did not take a specification as it is."""


def main() -> int:
    """Run both generators on both specifications, then a scenario with each client; 1 at the first failure."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        try:
            for api in APIS.values():
                for generator in (openapi_python_client, openapi_generator):
                    print(f"{api.name}: {generator.__name__} made {generator(api, root)} operations")
            sys.path.insert(0, str(root))
            for line in (*vanilla_client.run(), *generator_client.run(root)):
                print(line)
        except Failed as error:
            print(f"conformance: {error}", file=sys.stderr)
            return 1
    return 0


def openapi_python_client(api: Api, root: Path) -> int:
    """openapi-python-client without our templates; the package lies in `root` afterwards."""
    target = root / f"vanilla_{api.name}"
    options = ("--path", str(api.spec()), "--output-path", str(target), "--meta", "none")
    output = _run("openapi-python-client", "generate", *options)
    complaints = [line for line in output.splitlines() if "WARNING" in line or "Unable" in line or "will not" in line]
    if complaints:
        raise Failed(f"openapi-python-client on {api.name}: {complaints[0]}")
    modules = {path.stem for path in (target / "api").rglob("*.py")}
    return _complete(api, "openapi-python-client", lambda name: snake_case(name) in modules)


def openapi_generator(api: Api, root: Path) -> int:
    """openapi-generator's Python client, the specification validated by it first."""
    target = root / f"openapi_generator_{api.name}"
    output = _run("openapi-generator-cli", "generate", "-g", "python", "-i", str(api.spec()), "-o", str(target))
    complaints = [line for line in output.splitlines() if _is_complaint(line)]
    if complaints:
        raise Failed(f"openapi-generator on {api.name}: {complaints[0]}")
    text = "\n".join(path.read_text(encoding="utf-8") for path in (target / "openapi_client" / "api").glob("*.py"))
    return _complete(api, "openapi-generator", lambda name: f"def {snake_case(name)}(" in text)


def _is_complaint(line: str) -> bool:
    return ("WARN" in line or "ERROR" in line) and not any(words in line for words in HARMLESS)


def _complete(api: Api, generator: str, made: Callable[[str], bool]) -> int:
    operations = [operation.id for operation in Document.load(api.spec()).operations()]
    missing = [name for name in operations if not made(name)]
    if missing:
        raise Failed(f"{generator} on {api.name}: {missing[0]} and {len(missing) - 1} more are missing")
    return len(operations)


def _run(program: str, *arguments: str) -> str:
    command = [str(Path(sys.executable).with_name(program)), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    output = done.stdout + done.stderr
    if done.returncode:
        raise Failed(f"{program} ended with {done.returncode}: {_last(output)}")
    return output


def _last(output: str) -> str:
    lines: Iterator[Any] = (line for line in reversed(output.splitlines()) if line.strip())
    return str(next(lines, "no output"))


if __name__ == "__main__":
    raise SystemExit(main())
