"""What the two descriptions say about answers and webhook bodies.

They fit as JSON Schema, hold no property that is not described, and no word that an open set does not list.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from codegen.apis import APIS, Api
from codegen.document import Node, Operation, pointer
from codegen.lint.spec import Companions, Spec
from codegen.lint.values import Values
from tests.support.spec_examples import document
from tests.support.spec_oracle import mismatches


@cache
def operations(*, webhooks: bool = False) -> dict[str, tuple[Api, Operation]]:
    """Every operation of both descriptions by its id."""
    found = ((api, one) for api in APIS.values() for one in document(api).operations(webhooks=True))
    return {one.id: (api, one) for api, one in found if one.webhook == webhooks}


def documented(operation: str) -> set[str]:
    """The statuses that an operation answers with, `default` left out."""
    return {str(status) for status in operations()[operation][1].node["responses"]} - {"default"}


def answer_faults(operation: str, status: int, content_type: str, content: bytes) -> list[str]:
    """Where an answer is not as described. Errors may say more than their schema names, success may not."""
    api, described = operations()[operation]
    responses = described.node["responses"]
    if str(status) not in responses and "default" not in responses:
        return [f"status {status} is not described"]
    response: Node = document(api).resolve(responses.get(str(status), responses.get("default")))
    (media_type,) = response["content"]
    if content_type != media_type:
        return [f"content type is {content_type}, not {media_type}"]
    media = response["content"][media_type]
    if status == 200 and (variant := described.node.get("x-variant")):
        media = _variant(variant, media, content)
    return _faults(api, media["schema"]["$ref"].removeprefix("#"), json.loads(content), strict=status == 200)


def event_faults(operation: str, body: Any) -> list[str]:
    """Where the body of a webhook is not as described."""
    api, described = operations(webhooks=True)[operation]
    schema = described.node["requestBody"]["content"]["application/json"]["schema"]["$ref"].removeprefix("#")
    return _faults(api, schema, body, strict=True)


def _variant(variant: Node, media: Node, content: bytes) -> Node:
    """The other shape of an answer that a parameter asks for, recognized by what only it has."""
    return (
        {"schema": {"$ref": pointer("components", "schemas", variant["schema"])}}
        if b'"Instances"' in content
        else media
    )


def _faults(api: Api, schema: str, body: Any, *, strict: bool) -> list[str]:
    found = _values(api).faults(schema, body)
    faults = [f"{'.'.join(path)}: {text}" for path, text in found if strict or "declares no" not in text]
    unknown = mismatches(document(api), {"$ref": f"#{schema}"}, body) if strict and not faults else ()
    return [*faults, *(f"{path}: not a value that the description knows" for path in unknown)]


@cache
def _values(api: Api) -> Values:
    return Values(Spec(document(api), Companions(), None))
