"""Schemathesis against the running sandbox: does what answers keep to what is described, whatever it is asked?

    python -m conformance.fuzzing [--max-examples 25] [API]

For each specification it sends the examples, the edges of every schema, random bodies and parameters, right and wrong
ones, and calls that build on each other, always the same; and checks status, headers and body of every answer. It does
so in both modes of the sandbox. Ends with 1 when anything differs.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from string import Template
from typing import get_args

import httpx

from codegen.apis import APIS
from spokebridge.sandbox import ManualClock, Mode, Sandbox

HERE = Path(__file__).parent
SEED = "7"


def main(arguments: list[str]) -> int:
    """Run for one API or for all."""
    parser = argparse.ArgumentParser(prog="python -m conformance.fuzzing", description=__doc__.splitlines()[0])
    parser.add_argument("--max-examples", type=int, default=25, help="random requests per operation; 25 unless given")
    parser.add_argument("apis", nargs="*", metavar="API", help=", ".join(APIS))
    given = parser.parse_args(arguments)
    if unknown := set(given.apis) - set(APIS):
        parser.error(f"there is no API {unknown.pop()}; there are {', '.join(APIS)}")
    runs = [(name, mode) for name in given.apis or APIS for mode in get_args(Mode)]
    return max(fuzz(name, mode, given.max_examples) for name, mode in runs)


def fuzz(name: str, mode: Mode, max_examples: int) -> int:
    """One specification, against a sandbox of its own whose clock stands still; gives back the exit code."""
    print(f"{name}, {mode} mode", flush=True)
    with Sandbox(clock=ManualClock(), mode=mode) as sandbox, tempfile.TemporaryDirectory() as folder:
        variables, url = (_productiv if name == "productiv" else _ninespokes)(sandbox)
        config = Path(folder, "schemathesis.toml")
        config.write_text(Template((HERE / f"{name}.toml").read_text(encoding="utf-8")).substitute(variables))
        command = [str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(config)]
        command += ["run", str(APIS[name].spec()), "--url", url, "--seed", SEED, "--max-examples", str(max_examples)]
        return subprocess.run(command, cwd=folder, check=False).returncode


def _ninespokes(sandbox: Sandbox) -> tuple[dict[str, str], str]:
    store = sandbox.ninespokes_store
    connection = store.add_example(bills=30)
    variables = {
        "API_KEY": sandbox.ninespokes["api_key"],
        "COMPANY": connection.company,
        "CONNECTION": connection.id,
        "SPARE_COMPANY": store.add_company("Spare").id,
        "SPARE_CONNECTION": store.add_connection(connection.company, "freeagent").id,
        "EMPTY_COMPANY": store.add_company("Empty").id,
    }
    return variables, sandbox.ninespokes["base_url"]


def _productiv(sandbox: Sandbox) -> tuple[dict[str, str], str]:
    settings = sandbox.productiv
    form = {"grant_type": "client_credentials", "client_id": settings["client_id"]}
    answer = httpx.post(settings["token_url"], data={**form, "client_secret": settings["client_secret"]}, verify=False)
    token = str(answer.raise_for_status().json()["access_token"])
    chart = sandbox.productiv_store.add_org_chart("2024-06", {})
    with _endpoint() as hook:
        run = sandbox.run_workflow("review", to=hook)
    return {"TOKEN": token, "ORG_CHART": chart.id, "CALLBACK_TOKEN": run.callback_token}, settings["base_url"]


@contextmanager
def _endpoint() -> Iterator[str]:
    """Takes the event of a workflow."""

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
