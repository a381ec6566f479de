"""What the generated packages need, and what they load before it is used. Each test is a fresh interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from codegen.apis import APIS, ROOT

HTTPX = ["anyio", "certifi", "h11", "httpcore", "httpx", "idna", "typing_extensions"]
PREAMBLE = """
import importlib, json, pkgutil, sys
sys.path.insert(0, {generated!r})

class Missing:
    "Everything that is not in the standard library, of this package or allowed is not installed here."
    allowed = {{*sys.stdlib_module_names, {package!r}, *{allowed!r}}}

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in self.allowed:
            raise ModuleNotFoundError(f"{{name}} is not installed here", name=name)

sys.meta_path.insert(0, Missing())
before = set(sys.modules)

def loaded():
    print(json.dumps(sorted(set(sys.modules) - before)))
"""


def run(package: str, code: str, *allowed: str) -> list[str]:
    """The modules that the code loaded. `allowed` are the packages installed beside the standard library."""
    preamble = PREAMBLE.format(generated=str(ROOT / "generated"), package=package, allowed=allowed)
    command = [sys.executable, "-I", "-W", "error", "-c", preamble + code + "\nloaded()"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


def roots(modules: list[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules} - sys.stdlib_module_names


@pytest.fixture(params=[api.package for api in APIS.values()])
def package(request: pytest.FixtureRequest) -> Any:
    return request.param


def test_nothing_but_httpx_and_msgspec_is_needed(package: str) -> None:
    everything = f"""
import {package}
for module in pkgutil.walk_packages({package}.__path__, "{package}."):
    importlib.import_module(module.name)
assert {package}.Client(credential="x") and {package}.AsyncClient(credential="x")
"""
    found = run(package, everything, *HTTPX, "msgspec")
    assert {f"{package}.client", f"{package}.codec", f"{package}.models"} <= set(found)
    assert {"httpx", "msgspec"} <= roots(found) <= {package, *HTTPX, "msgspec"}


def test_the_operations_load_without_models_and_without_any_http_library(package: str) -> None:
    assert roots(run(package, f"import {package}")) == {package}
    found = run(package, f"import {package}.operations\nassert {package}.operations.OPERATIONS", "msgspec")
    assert roots(found) == {package, "msgspec"}
    assert {name for name in found if name.startswith(package)} == {
        package,
        f"{package}.operations",
        f"{package}.types",
    }


def test_a_request_is_described_without_any_http_library(package: str) -> None:
    code = f"""
from {package} import models
for module in pkgutil.walk_packages(importlib.import_module("{package}.api").__path__, "{package}.api."):
    importlib.import_module(module.name)
"""
    assert roots(run(package, code, "msgspec")) == {package, "msgspec"}


def test_every_module_and_name_loads_on_first_access(package: str) -> None:
    code = f"""
import {package} as client
for name in "api client codec errors models operations structs types ApiError AsyncClient Client".split():
    assert getattr(client, name).__name__.rpartition(".")[2] == name
try:
    client.Clientt
except AttributeError as error:
    assert "Clientt" in str(error)
else:
    raise SystemExit("an unknown name was found")
"""
    run(package, code, *HTTPX, "msgspec")


def test_a_missing_package_would_be_noticed(package: str) -> None:
    with pytest.raises(AssertionError, match="msgspec is not installed here"):
        run(package, f"import {package}.models")
    with pytest.raises(AssertionError, match="httpx is not installed here"):
        run(package, f"import {package}.client", "msgspec")


def test_the_types_of_the_packages_are_visible_to_checkers(package: str) -> None:
    assert (ROOT / "generated" / package / "py.typed").is_file()
