"""Every example of both descriptions with the generated type that reads it."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from codegen.apis import APIS, Api
from codegen.document import Document, Node

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Example:
    """One example body. `role` is request, webhook, or the status it answers with.

    An example named after the parameter of an `x-variant` is one of that variant.
    """

    api: Api
    operation: str
    role: str
    name: str
    media_type: str
    schema: str
    value: Any

    def __str__(self) -> str:
        return f"{self.operation}-{self.role}-{self.name}"

    @property
    def type(self) -> Any:
        return getattr(module(self.api, "models"), self.schema)

    @property
    def content(self) -> bytes:
        return json.dumps(self.value).encode()


@cache
def document(api: Api) -> Document:
    return Document.load(api.spec())


def module(api: Api, name: str) -> ModuleType:
    return importlib.import_module(f"{api.package}.{name}")


@cache
def every_example() -> tuple[Example, ...]:
    """Those of requests, webhooks and answers, in document order."""
    return tuple(example for api in APIS.values() for example in _of(api))


@cache
def examples() -> tuple[Example, ...]:
    """Every example, but the same body under the same schema only once: most errors look alike."""
    return tuple({(one.api, one.schema, one.media_type, one.content): one for one in every_example()}.values())


def json_examples(*, read: bool = False) -> tuple[Example, ...]:
    """All but the forms; with `read`, only what a server sends."""
    return tuple(one for one in examples() if one.media_type != FORM and not (read and one.role == "request"))


def _of(api: Api) -> Iterator[Example]:
    described = document(api)
    for operation in described.operations(webhooks=True):
        if body := described.resolve(operation.node.get("requestBody")):
            yield from _in(api, operation.id, "webhook" if operation.webhook else "request", body, operation.node)
        for status, answer in operation.node["responses"].items():
            yield from _in(api, operation.id, str(status), described.resolve(answer), operation.node)


def _in(api: Api, operation: str, role: str, body: Node, node: Node) -> Iterator[Example]:
    variant = node.get("x-variant", {})
    for media_type, media in body.get("content", {}).items():
        described = media["schema"]["$ref"].rsplit("/", 1)[1]
        for name, example in media.get("examples", {}).items():
            schema = variant["schema"] if name == variant.get("parameter") else described
            yield Example(api, operation, role, name, media_type, schema, document(api).resolve(example)["value"])


SPELLINGS = {
    "start": "start_date",
    "end": "end_date",
    "AutoRenewalCancellationPeriodDays": "AutoRenewCancellationPeriodDays",
    "Terms": "Term",
}


def respelled(value: Any) -> Any:
    """The one spelling that is written, where the description has two."""
    if isinstance(value, dict):
        second = {SPELLINGS[key]: respelled(item) for key, item in value.items() if key in SPELLINGS}
        return {**second, **{key: respelled(item) for key, item in value.items() if key not in SPELLINGS}}
    return [respelled(item) for item in value] if isinstance(value, list) else value
