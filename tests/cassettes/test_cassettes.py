"""What is on the cassettes: a label, no secret, answers as described, and the same bytes whenever they are made."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus, urlsplit

import pytest
import yaml

from codegen.apis import APIS
from codegen.lint.spec import Companions, Spec
from codegen.lint.values import Values
from spokebridge.sandbox import Sandbox
from tests._async.cassettes import ninespokes, productiv
from tests.cassettes.record import record, secrets
from tests.cassettes.tape import FOLDER, MADE_BY, ORIGIN
from tests.cassettes.worlds import World
from tests.support.canaries import hits
from tests.support.contract import Contract, contracts
from tests.support.json_values import exact
from tests.support.spec_examples import document

SCENARIOS = {
    *(f"productiv/{name}" for name in productiv.SCENARIOS),
    *(f"ninespokes/{name}" for name in ninespokes.SCENARIOS),
}
NAMES = sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.glob("*/*.yaml"))
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LONG = re.compile(r"[A-Za-z0-9+/_-]{32,}")
TELLTALE = re.compile(
    r"(Bearer|Basic) \S|authorization|cookie|127\.0\.0\.1|localhost|:\d{4,5}/|eyJ[\w-]{10}", re.IGNORECASE
)


def text(name: str) -> str:
    return (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")


def interactions(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(text(name))["interactions"]
    return found


def test_every_scenario_has_its_cassette() -> None:
    assert set(NAMES) == SCENARIOS


def test_recording_gives_the_same_bytes(tmp_path: Path) -> None:
    paths = record(tmp_path)
    assert sorted(path.with_suffix("").as_posix() for path in paths) == NAMES
    for path in paths:
        made, checked_in = (tmp_path / path).read_bytes(), (FOLDER / path).read_bytes()
        assert made == checked_in, f"{path} is not what the sandbox gives now: nox -s cassettes -- --record"


@pytest.mark.parametrize("name", NAMES)
def test_it_says_who_made_it(name: str) -> None:
    assert text(name).startswith("# Made by the sandbox of this repository, not by a live service")
    assert yaml.safe_load(text(name))["made_by"] == MADE_BY


@pytest.fixture(scope="module")
def planted() -> list[str]:
    """Every credential that the recording sandboxes have in common, in all forms in which it could be written."""
    with World().sandbox() as sandbox:
        found = [*secrets(sandbox), "secret-of-xero", "client-secret"]
        found += [sandbox.productiv["client_id"], _token(sandbox)]
    forms = (str, quote, quote_plus, lambda one: base64.b64encode(one.encode()).decode().rstrip("="))
    return [form(one) for one in found for form in forms]


def _token(sandbox: Sandbox) -> str:
    """The first token that a sandbox with this seed gives."""
    from tests.sandbox.support import ask_token

    return ask_token(sandbox, "apps.read")


@pytest.mark.parametrize("name", NAMES)
def test_no_secret_is_on_it(name: str, planted: list[str]) -> None:
    whole = text(name)
    assert [one for one in planted if one in whole] == []
    assert hits(whole) == []
    assert TELLTALE.search(whole) is None
    assert [one for one in LONG.findall(UUID.sub("", whole)) if is_random(one)] == []
    domains = re.findall(r"[\w.+-]+@([\w.-]+)", whole)
    assert [one for one in domains if one != "example.com" and not one.endswith(".example")] == []


def is_random(word: str) -> bool:
    """What has digits and letters of both cases is no path and no name; a page's cursor is base64 of words."""
    mixed = all(re.search(letters, word) for letters in ("[0-9]", "[a-z]", "[A-Z]"))
    return mixed and not re.fullmatch(
        rb"get\w+ \d+|list\w+ \d+", base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
    )


@pytest.mark.parametrize("name", NAMES)
def test_nothing_on_it_differs_from_run_to_run(name: str) -> None:
    for one in interactions(name):
        assert set(one["request"]["headers"]) <= {"content-type"}
        assert set(one["response"]["headers"]) <= {"content-type", "retry-after"}
        assert one["request"]["uri"].startswith(f"{ORIGIN}/")


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_is_as_described(name: str) -> None:
    found = [(one, fault) for one in interactions(name) for fault in faults(name, one)]
    assert found == []


def faults(name: str, one: dict[str, Any]) -> Iterator[str]:
    """Where an answer is not what the description says of its operation and status."""
    address = urlsplit(one["request"]["uri"])
    if address.path.startswith("/storage/"):  # a signed address belongs to no API
        return
    contract = contract_of(one["request"]["method"], address.path)
    status, body = one["response"]["status"]["code"], one["response"]["body"]["string"]
    if "html" in one["response"]["headers"]["content-type"][0]:  # a gateway's page
        return
    value = exact(body.encode())
    if name.endswith("wrapped") and "/data/" in address.path:
        value = value["details"]
    failed = isinstance(value, dict) and value.get("status") == "err"
    schema = schema_of(contract, "500" if failed and status == 200 else str(status))
    for path, problem in values(contract.api.name).faults(schema, value):
        if status >= 400 and problem.startswith("the schema declares no"):  # errors are described as open
            continue
        yield f"{contract.route} {status}: {'.'.join(path)} {problem}"


@cache
def values(api: str) -> Values:
    return Values(Spec(document(APIS[api]), Companions(), None))


def contract_of(method: str, path: str) -> Contract:
    """The operation that a request was made to."""
    api, _, rest = path.removeprefix("/").partition("/")
    candidates = [one for one in contracts().values() if one.api.name == api and one.operation.method.upper() == method]
    fitting = [one for one in candidates if re.fullmatch(re.sub(r"{[^}]*}", "[^/]+", one.operation.path), f"/{rest}")]
    return min(fitting, key=lambda one: one.operation.path.count("{"))


def schema_of(contract: Contract, status: str) -> str:
    responses = contract.operation.node["responses"]
    answer = document(contract.api).resolve(responses.get(status) or responses["default"])
    reference: str = answer["content"]["application/json"]["schema"]["$ref"]
    return reference.removeprefix("#")


def test_every_api_has_errors_and_pages() -> None:
    for api in APIS:
        statuses = {one["response"]["status"]["code"] for one in interactions(f"{api}/errors")}
        assert statuses >= {200, 404, 429, 503}
