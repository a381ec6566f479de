"""What the description says of each operation, and what in a request is not as it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

from codegen.apis import APIS, Api
from codegen.document import Node, Operation, pointer
from codegen.lint.spec import Companions, Spec
from codegen.lint.values import Values
from codegen.table import security_of
from tests.support.json_values import differences, exact
from tests.support.server import Received
from tests.support.spec_examples import FORM, Example, document, every_example


@dataclass(frozen=True)
class Contract:
    """One operation of one description."""

    api: Api
    operation: Operation

    @property
    def route(self) -> str:
        return f"{self.operation.method.upper()} {self.operation.path}"

    @property
    def sdk_method(self) -> str:
        found: str = self.operation.node["x-sdk-method"]
        return found

    @property
    def style(self) -> str:
        """How a list goes on; empty for what is not read in pages."""
        style: str = self.operation.node.get("x-pagination", {}).get("style", "whole-list")
        return "" if style == "whole-list" else style

    @property
    def secured(self) -> bool:
        return bool(self._security)

    @property
    def scopes(self) -> list[str]:
        return [scope for scheme in self._security for scopes in scheme.values() for scope in scopes]

    @property
    def documented_queries(self) -> set[str]:
        return {node["name"] for _, node in self._parameters("query")}

    def answers(self) -> dict[str, Example]:
        """The examples of success by name."""
        return {one.name: one for one in self._examples if one.role.startswith("2")}

    def not_found(self) -> dict[str, Any]:
        """A body that says that there is no such thing; the first error where none is described."""
        errors = [one for one in self._examples if one.role[0] in "45" or one.role == "default"]
        found: dict[str, Any] = next((one for one in errors if one.role == "404"), errors[0]).value
        return found

    def faults(self, request: Received, sent: str | None, authorization: str | None) -> list[str]:
        """Where a request is not as described. `sent` names the example that its body has to equal, by default the
        first.
        """
        return [
            *self._header_faults(request, authorization),
            *self._query_faults(request),
            *self._body_faults(request, sent),
        ]

    def _header_faults(self, request: Received, authorization: str | None) -> Iterator[str]:
        if request.headers.get("authorization") != authorization:
            yield f"Authorization is {request.headers.get('authorization')}, not {authorization}"
        for _, node in self._parameters("header"):
            if node.get("required") and node["name"].lower() not in request.headers:
                yield f"no header {node['name']}"

    def _query_faults(self, request: Received) -> Iterator[str]:
        parameters = {node["name"]: (place, node) for place, node in self._parameters("query")}
        given: dict[str, list[str]] = {}
        for name, text in request.query:
            given.setdefault(name, []).append(text)
        for name, (_, node) in parameters.items():
            if node.get("required") and name not in given:
                yield f"no query parameter {name}"
        for name, texts in given.items():
            if name not in parameters:
                yield f"query parameter {name} is not documented"
                continue
            place, node = parameters[name]
            value = self._typed(node["schema"], texts, joined=node.get("explode") is False)
            for _, text in _values(self.api).faults(f"{place}/schema", value):
                yield f"query parameter {name}: {text}"

    def _body_faults(self, request: Received, sent: str | None) -> Iterator[str]:
        described: Node | None = document(self.api).resolve(self.operation.node.get("requestBody"))
        if described is None:
            if request.body or "content-type" in request.headers:
                yield "a body, where none is described"
            return
        ((media_type, media),) = described["content"].items()
        if request.headers.get("content-type") != media_type:
            yield f"Content-Type is {request.headers.get('content-type')}, not {media_type}"
        schema = media["schema"]["$ref"].removeprefix("#")
        body = self._form(request, schema) if media_type == FORM else exact(request.body)
        yield from (f"body {'.'.join(path)}: {text}" for path, text in _values(self.api).faults(schema, body))
        example = next(one for one in self._examples if one.role == "request" and sent in (None, one.name))
        expected = example.value if media_type == FORM else exact(example.content)
        yield from (f"body: {path} is not that of the example" for path in differences(expected, body))

    def _form(self, request: Received, schema: str) -> Any:
        fields = document(self.api).at(schema)["properties"]
        found = parse_qsl(request.body.decode(), keep_blank_values=True, strict_parsing=True)
        return {name: self._typed(fields[name], [text], joined=False) for name, text in found}

    def _typed(self, schema: Node, texts: list[str], *, joined: bool) -> Any:
        """What the texts of a query or form mean; one that does not mean what it should stays a text."""
        node = document(self.api).resolve(schema)
        if node.get("type") == "array":
            items = texts[0].split(",") if joined else texts
            return [self._typed(node["items"], [item], joined=False) for item in items]
        (text,) = texts
        if node.get("type") == "boolean":
            return {"true": True, "false": False}.get(text, text)
        return int(text) if node.get("type") == "integer" and text.lstrip("-").isdecimal() else text

    def _parameters(self, kind: str) -> Iterator[tuple[str, Node]]:
        """Parameters of a kind, each with the pointer to where it is described."""
        described = document(self.api)
        for holder in (self.operation.pointer, pointer("paths", self.operation.path)):
            for index, given in enumerate(described.at(holder).get("parameters", [])):
                node = described.resolve(given)
                if node["in"] == kind:
                    yield given.get("$ref", f"{holder}/parameters/{index}").removeprefix("#"), node

    @property
    def _security(self) -> list[dict[str, list[str]]]:
        return security_of(document(self.api), self.operation)

    @property
    def _examples(self) -> list[Example]:
        return [one for one in every_example() if one.api == self.api and one.operation == self.operation.id]


@cache
def contracts() -> dict[str, Contract]:
    """Every operation of both descriptions by its id."""
    return {operation.id: Contract(api, operation) for api in APIS.values() for operation in document(api).operations()}


@cache
def _values(api: Api) -> Values:
    return Values(Spec(document(api), Companions(), None))
