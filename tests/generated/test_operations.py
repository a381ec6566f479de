"""Every operation of both descriptions as generated: its functions, its documentation, its row in the table."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from types import ModuleType
from typing import Any, get_type_hints

import pytest
from msgspec import Struct
from msgspec.structs import asdict

from codegen.apis import APIS, Api
from codegen.document import Document, Node, Operation
from codegen.naming import one_line, snake_case
from productiv_client.types import Operation as Row
from tests.support.spec_examples import document, module

FUNCTIONS = ("request", "sync", "sync_detailed", "asyncio", "asyncio_detailed")
EVERY = [(api, operation) for api in APIS.values() for operation in document(api).operations()]
NOT_IN_THE_TABLE = {
    "x-variant": "the request picks the type of the answer by it",
    "x-signed-upload": "the SDK's upload follows it; one operation",
    "x-client-authentication": "the SDK's credentials follow it; one operation",
    "x-beta-banner-seen": "a remark on the page that documents the operation",
}


def generated(api: Api, operation: Operation) -> ModuleType:
    tag = snake_case(operation.node["tags"][0])
    return importlib.import_module(f"{api.package}.api.{tag}.{snake_case(operation.id)}")


def parameters(described: Document, operation: Operation) -> list[Node]:
    return [described.resolve(node) for node in operation.node["parameters"]]


@pytest.fixture(params=EVERY, ids=lambda item: item[1].id)
def one(request: pytest.FixtureRequest) -> Any:
    return request.param


def test_an_operation_has_a_request_and_four_functions_with_the_same_arguments(one: tuple[Api, Operation]) -> None:
    api, operation = one
    code = generated(api, operation)
    described = parameters(document(api), operation)
    path = [snake_case(node["name"]) for node in described if node["in"] == "path"]
    query = {snake_case(node["name"]): node for node in described if node["in"] == "query"}
    body = ["body"] if "requestBody" in operation.node else []
    for name in FUNCTIONS:
        function = getattr(code, name)
        arguments = inspect.signature(function).parameters
        client = [] if name == "request" else ["client"]
        assert set(arguments) == {*path, *query, *body, *client}
        assert [item.name for item in arguments.values() if item.kind is item.POSITIONAL_OR_KEYWORD] == path
        required = {name for name, node in query.items() if node.get("required")}
        assert {item.name for item in arguments.values() if item.default is item.empty} == {
            *(*path, *body, *client, *required)
        }
        assert inspect.iscoroutinefunction(function) == name.startswith("asyncio")
        assert inspect.getdoc(function)


def test_an_operation_module_tells_what_a_caller_has_to_know(one: tuple[Api, Operation]) -> None:
    api, operation = one
    node, evidence = operation.node, operation.node["x-evidence"]
    text = one_line(generated(api, operation).__doc__)
    source = document(api).root["x-sources"][evidence["source"]]["title"]
    scopes = [scope for scheme in _security(api, operation) for scope in scheme]
    for part in (
        one_line(node["summary"]),
        one_line(node["description"]),
        f"`{operation.method.upper()} {operation.path}`",
        f"Scope: {', '.join(scopes) or 'none'}.",
        f"Evidence: {evidence['level']}, {evidence['source']} ({one_line(source)}).",
        one_line(evidence.get("note", "")),
        f"Retry: {node['x-retry']['safety']}; {one_line(node['x-retry']['reason'])}",
    ):
        assert part in text
    for parameter in parameters(document(api), operation):
        described = one_line(parameter["description"].strip().split("\n\n")[0].split("\n- ")[0])
        assert f"- {snake_case(parameter['name'])}: {described}" in text
    assert ("- body: " in text) == ("requestBody" in node)


def test_a_row_of_the_table_says_what_the_description_says(one: tuple[Api, Operation]) -> None:
    api, operation = one
    node = operation.node
    row: Row = module(api, "operations").OPERATIONS[operation.id]
    assert generated(api, operation).OPERATION is row
    security = _security(api, operation)
    schemes = document(api).root["components"]["securitySchemes"]
    limit, rate = node.get("x-record-limit"), node.get("x-rate-limit")
    expected = {
        "id": operation.id,
        "method": operation.method.upper(),
        "path": operation.path,
        "summary": one_line(node["summary"]),
        "sdk_method": node["x-sdk-method"],
        "evidence": {"note": "", **_flat(node["x-evidence"])},
        "retry": _flat(node["x-retry"]),
        "server": node["servers"][0]["url"] if "servers" in node else None,
        "security": schemes[next(iter(_requirements(api, operation)[0]))]["type"] if security else None,
        "scopes": tuple(security[0]) if security else (),
        "success": tuple(int(status) for status in node["responses"] if status.startswith("2")),
        "record_limit": limit and {"records": None, "bytes": None, **_flat(limit, without="x-evidence")},
        "rate_limit": rate
        and {**_flat(rate, without="x-evidence"), "evidence": {"note": "", **_flat(rate["x-evidence"])}},
        "identity": tuple(node.get("x-identity", ())),
        "pagination": ("x-pagination" in node and {**dict.fromkeys(_NAMES), **node["x-pagination"]}) or None,
        "time_window": ("x-time-window" in node or None) and {
            key.replace("-", "_"): value for key, value in node["x-time-window"].items()
        },
        "minimums": tuple(
            (item["name"], item["x-minimum"]) for item in parameters(document(api), operation) if "x-minimum" in item
        ),
        "envelope": node.get("x-envelope", {}).get("payload"),
        "record_wrapper": node.get("x-record-wrapper"),
        "option_prefix": node.get("x-option-prefix", ""),
        "alias_paths": tuple(node.get("x-alias-paths", ())),
    }
    assert _members(row) == expected
    known = {"x-" + name.replace("_", "-") for name in expected} | NOT_IN_THE_TABLE.keys()
    assert {name for name in node if name.startswith("x-")} <= known


_NAMES = ("items", "request", "response", "limit", "offset", "total", "maximum", "default", "order")


def _members(value: Any) -> Any:
    return {key: _members(item) for key, item in asdict(value).items()} if isinstance(value, Struct) else value


def _flat(node: Node, *, without: str = "") -> Node:
    return {key: one_line(item) if isinstance(item, str) else item for key, item in node.items() if key != without}


def _requirements(api: Api, operation: Operation) -> list[dict[str, list[str]]]:
    found: list[dict[str, list[str]]] = operation.node.get("security", document(api).root.get("security", []))
    return found


def _security(api: Api, operation: Operation) -> list[list[str]]:
    """The scopes of each scheme that the operation asks for."""
    return [scopes for requirement in _requirements(api, operation) for scopes in requirement.values()]


@pytest.mark.parametrize("api", APIS.values(), ids=lambda api: api.name)
def test_the_package_has_the_operations_of_the_description_and_no_others(api: Api) -> None:
    identifiers = [operation.id for operation in document(api).operations()]
    assert list(module(api, "operations").OPERATIONS) == identifiers
    found = pkgutil.walk_packages(module(api, "api").__path__, f"{api.package}.api.")
    modules = {item.name.rpartition(".")[2] for item in found if not item.ispkg}
    assert modules == {snake_case(identifier) for identifier in identifiers}


@pytest.mark.parametrize("api", APIS.values(), ids=lambda api: api.name)
def test_every_class_and_property_of_the_models_is_documented_in_the_words_of_the_description(api: Api) -> None:
    tree = ast.parse(inspect.getsource(module(api, "models")))
    texts = {
        node.name: [one_line(item.value.value) for item in node.body if _is_text(item)]  # type: ignore[attr-defined]
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }
    for name, schema in document(api).schemas.items():
        if name not in texts:  # an alias of a list, map or union; its text follows it as a string
            continue
        said = texts[name]
        assert said[0] == one_line(schema["description"])
        for part in (schema, *schema.get("allOf", ())):
            for node in part.get("properties", {}).values():
                if "x-alias-of" not in node:
                    assert one_line(node["description"]) in said


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def test_the_answer_of_a_function_is_the_type_of_its_request(one: tuple[Api, Operation]) -> None:
    code = generated(*one)
    names = {"Client": object, "AsyncClient": object, **vars(code)}
    hints = {name: get_type_hints(getattr(code, name), names)["return"] for name in FUNCTIONS}
    assert hints["sync"] == hints["asyncio"]
    assert hints["sync_detailed"] == hints["asyncio_detailed"] == code.Response[hints["sync"]]
    assert hints["request"] == code.Request[hints["sync"]]
