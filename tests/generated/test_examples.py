"""Every example of both descriptions goes through the generated models and comes back as it was."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

import pytest

from codegen.apis import APIS, Api
from tests.support.json_values import differences, exact
from tests.support.spec_examples import (
    FORM,
    Example,
    document,
    every_example,
    examples,
    json_examples,
    module,
    respelled,
)

FORMS = [example for example in examples() if example.media_type == FORM]


@pytest.mark.parametrize("api", APIS.values(), ids=lambda api: api.name)
def test_every_body_of_the_description_has_an_example(api: Api) -> None:
    found = {(one.operation, one.role) for one in every_example() if one.api == api}
    for operation in document(api).operations(webhooks=True):
        if not operation.webhook:
            assert (operation.id, "200") in found
        if "requestBody" in operation.node:
            assert (operation.id, "webhook" if operation.webhook else "request") in found


@pytest.mark.parametrize("example", json_examples(), ids=str)
def test_an_example_is_read_without_mismatch_and_written_as_it_was(example: Example) -> None:
    codec = module(example.api, "codec")
    reported: list[Any] = []
    value = codec.decode(example.content, example.type, strict=True, on_drift=reported.append)
    assert reported == []
    assert list(differences(respelled(exact(example.content)), exact(codec.encode(value)))) == []


@pytest.mark.parametrize("example", FORMS, ids=str)
def test_an_example_of_a_form_is_written_with_every_field(example: Example) -> None:
    codec = module(example.api, "codec")
    written = codec.encode_form(codec.decode(example.content, example.type, strict=True)).decode()
    expected = {key: json.dumps(item) if isinstance(item, bool) else item for key, item in example.value.items()}
    assert dict(parse_qsl(written, keep_blank_values=True)) == expected
