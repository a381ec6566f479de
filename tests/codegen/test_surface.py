from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from codegen.document import Document, DocumentError
from codegen.facts.fact import Facts, ancestors
from codegen.facts.notation import ShapeError, parse, render
from codegen.facts.shapes import flatten
from codegen.facts.surface import surface
from codegen.upstream.claims import read, write

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*/openapi.yaml"))

BILLS = """
openapi: 3.1.0
info: {title: Bills, description: not a fact}
servers:
- {url: https://api.example.com, description: not a fact}
- {url: 'https://{region}.example.com', variables: {region: {default: eu}}}
security: [{oauth: [read, bills]}]
paths:
  /bills/{id}:
    parameters: [{$ref: '#/components/parameters/id'}]
    put:
      operationId: putBill
      summary: not a fact
      tags: [not-a-fact]
      x-microcks-operation: {delay: 0}
      security: []
      servers: [{url: https://upload.example.com}]
      parameters:
      - {name: dry, in: query, deprecated: true, schema: {type: boolean, default: false}}
      - {name: only, in: query, required: true, explode: false, schema: {type: array, items: {type: string}}}
      requestBody:
        content:
          text/csv: {schema: {type: string}}
          application/json: {schema: {$ref: '#/components/schemas/Bill'}}
      responses:
        '200':
          description: not a fact
          headers: {ETag: {required: true, schema: {type: string}}}
          content: {application/xml: {schema: {type: object}}}
        '404': {$ref: '#/components/responses/Gone'}
webhooks:
  paid:
    post: {operationId: receivePaid, responses: {'200': {description: ok}}}
components:
  securitySchemes:
    oauth:
      type: oauth2
      description: not a fact
      flows: {clientCredentials: {tokenUrl: https://t, scopes: {read: all, bills: some}}}
    key: {type: apiKey, in: header, name: X-Key}
  parameters: {id: {name: id, in: path, required: true, schema: {type: string, format: uuid}}}
  responses: {Gone: {description: gone}}
  schemas:
    Bill:
      type: object
      required: [lines]
      properties: {lines: {type: array, maxItems: 9, items: {type: number, format: decimal}}}
"""


def document(text: str) -> Document:
    return Document(Path("inline.yaml"), yaml.safe_load(text))


def shape(schema: Any, **components: Any) -> Any:
    """A schema, seen through its facts and back as the shorthand."""
    holder = Document(Path("inline.yaml"), {"components": {"schemas": components}})
    return render(flatten(holder, schema, "here"), "here")


def texts(facts: Facts) -> dict[str, str]:
    return {path: str(fact) for path, fact in facts.items()}


def test_everything_noticeable_and_nothing_else() -> None:
    assert texts(surface(document(BILLS))) == {
        "/servers": "https://api.example.com, https://{region}.example.com region=eu",
        "/securitySchemes/oauth": "oauth2",
        "/securitySchemes/oauth/clientCredentials": "flow tokenUrl=https://t",
        "/securitySchemes/oauth/clientCredentials/read": "scope",
        "/securitySchemes/oauth/clientCredentials/bills": "scope",
        "/securitySchemes/key": "apiKey in=header name=X-Key",
        "putBill": "operation",
        "putBill/method": "put",
        "putBill/path": "/bills/{id}",
        "putBill/servers": "https://upload.example.com",
        "putBill/security": "none",
        "putBill/parameters/path/id": "string(uuid)!",
        "putBill/parameters/query/dry": "boolean default=false deprecated=true",
        "putBill/parameters/query/only": "array! explode=false",
        "putBill/parameters/query/only[]": "string",
        "putBill/request": "object optional=true",
        "putBill/request/lines": "array! maxItems=9",
        "putBill/request/lines[]": "number(decimal)",
        "putBill/request;text~1csv": "string optional=true",
        "putBill/responses/200": "object content=application/xml",
        "putBill/responses/200/header:ETag": "string!",
        "putBill/responses/404": "none",
        "/webhooks/receivePaid": "operation",
        "/webhooks/receivePaid/method": "post",
        "/webhooks/receivePaid/security": "oauth[bills read]",
        "/webhooks/receivePaid/responses/200": "none",
    }


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string", "format": "date", "title": "x", "description": "x", "examples": ["x"]}, "string(date)"),
        ({}, "any"),
        (True, "any"),
        ({"type": ["string", "null"]}, "string|null"),
        ({"type": "string", "nullable": True}, "string|null"),
        ({"type": ["string", "integer"]}, "integer|string"),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, "integer|null"),
        ({"oneOf": [{"type": "string"}, {"type": "integer"}]}, "integer|string"),
        ({"type": "string", "enum": ["b", "a"]}, "string{a,b}"),
        ({"type": "string", "enum": ["a", None]}, "string{a}|null"),
        ({"enum": [10, 9]}, "integer{9,10}"),
        ({"const": "x"}, "string{x}"),
        ({"type": "string", "x-extensible-enum": ["", "a,b", "In review"]}, 'string{"","a,b",In review,...}'),
        ({"type": "string", "maxLength": 5, "pattern": "^[a z]$"}, 'string maxLength=5 pattern="^[a z]$"'),
        ({"type": "integer", "minimum": 0, "uniqueItems": False, "deprecated": False}, "integer minimum=0"),
        ({"type": "array"}, ["any"]),
        ({"type": "array", "items": {"type": "string"}, "minItems": 1}, ["string", "minItems=1"]),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, {"*": "integer"}),
        ({"type": "object", "additionalProperties": True}, {}),
        ({"type": "object", "additionalProperties": False}, {"=": ["additionalProperties=false"]}),
        ({"required": ["a"], "properties": {"a": {}, "b/c": {}}}, {"a!": "any", "b/c": "any"}),
    ],
)
def test_one_schema(schema: Any, expected: Any) -> None:
    assert shape(schema) == expected


def test_all_of_lays_its_parts_on_top_of_each_other() -> None:
    base = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "when": {"type": "string"}}}
    more = {"required": ["when"], "properties": {"when": {"format": "date"}, "sum": {"type": "number"}}}
    schema = {"allOf": [{"$ref": "#/components/schemas/Base"}, more]}
    assert shape(schema, Base=base) == {"id!": "string", "when!": "string(date)", "sum": "number"}


def test_reference_with_null_keeps_the_fields() -> None:
    schema = {"anyOf": [{"$ref": "#/components/schemas/Cost"}, {"type": "null"}]}
    assert shape(schema, Cost={"properties": {"amount": {"type": "number"}}}) == {"=": ["nullable"], "amount": "number"}


def test_alternatives_are_labelled_by_their_component_in_order_of_name() -> None:
    one = {"type": "object", "properties": {"k": {"const": "one"}}}
    two = {"type": "object", "properties": {"k": {"const": "two"}}}
    schema = {
        "oneOf": [{"$ref": "#/components/schemas/Two"}, {"$ref": "#/components/schemas/One"}, {"type": "object"}],
        "discriminator": {"propertyName": "k"},
    }
    expected = {"=": ["discriminator=k"], "|One": {"k": "string{one}"}, "|Two": {"k": "string{two}"}, "|object": {}}
    found = shape(schema, One=one, Two=two)
    assert found == expected
    assert list(found) == list(expected)


def test_recursion_ends_with_a_name() -> None:
    node = {
        "type": "object",
        "properties": {"children": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}}},
    }
    assert shape({"$ref": "#/components/schemas/Node"}, Node=node) == {"children": ["recursive:Node"]}
    chain = {"properties": {"next": {"anyOf": [{"$ref": "#/components/schemas/Chain"}, {"type": "null"}]}}}
    assert shape({"$ref": "#/components/schemas/Chain"}, Chain=chain) == {"next": "recursive:Chain|null"}


def test_facts_know_which_component_declares_them() -> None:
    components: dict[str, Any] = {
        "Outer": {"properties": {"cost": {"$ref": "#/components/schemas/Cost"}}},
        "Cost": {"properties": {"amount": {}}},
    }
    holder = Document(Path("inline.yaml"), {"components": {"schemas": components}})
    facts = flatten(holder, {"$ref": "#/components/schemas/Outer"}, "here")
    assert facts["here/cost/amount"].origin == "Cost/amount"
    assert (facts["here/cost"].origin, facts["here/cost"].named) == ("Outer/cost", "Cost")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            "a: {get: {responses: {'200': {content: {application/json: {schema: [string]}}}}}}",
            "is a list, not a schema",
        ),
        ("a: {get: {responses: {'200': {content: {application/json: {schema: {required: true}}}}}}}", "must be a list"),
        ("a: {get: {parameters: [{name: x}]}}", "lacks `in` or `name`"),
        ("a: {get: {responses: {'200': ok}}}", "is not a response"),
        ("a: {get: {responses: [ok]}}", "/paths/a/get is malformed OpenAPI"),
        ("a: {get: {operationId: x}, put: {operationId: x}}", "operationId x is used twice"),
        ("a: {get: {requestBody: {$ref: '#/components/nowhere'}}}", "names nothing"),
    ],
)
def test_unreadable_documents_are_named(text: str, complaint: str) -> None:
    with pytest.raises(DocumentError, match=complaint) as caught:
        surface(document(f"openapi: 3.1.0\npaths:\n  {text}\n"))
    assert "inline.yaml" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("paths: [a]", "/paths is not a mapping"),
        ("components: []", "/components is not a mapping"),
        ("security: x", "/security is not a list"),
        ("paths: {/a: x}", "/paths/~1a is not a mapping"),
        ("paths: {/a: {get: x}}", "/paths/~1a/get is not a mapping"),
    ],
)
def test_documents_without_a_skeleton_are_named(text: str, complaint: str) -> None:
    with pytest.raises(DocumentError, match=complaint):
        surface(document(f"openapi: 3.1.0\n{text}\n"))


@pytest.mark.parametrize(
    "value",
    [
        "string",
        "string(date-time)",
        'string{"","a b",c,...}',
        "integer{1,7} default=7",
        "integer|string",
        'string maxLength=3 pattern="a b"',
        ["string", "maxItems=3", "nullable"],
        [["any"]],
        {"a!": "string", "b": {"*": "number(decimal)"}, "c": [{"d": "any"}]},
        {"=": ["maxProperties=5"], "*": "string"},
        {"=": ["discriminator=k"], "|One": {"k": "string{one}"}, "|Two": {"k": "string{two}"}},
        {},
    ],
)
def test_shorthand_and_back(value: Any) -> None:
    assert render(parse(value, "here"), "here") == value


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        (None, "quote `null`"),
        (5, "is not a shape"),
        ([], r"write `\[any\]`"),
        (["string", {"a": "b"}], "words like `maxItems=9`"),
        ("string, maybe", "is not a shape"),
        ("string long", "is not a list of limits"),
        ({"a": {"b": "Cost"}}, "here/a/b: `Cost` looks like one of our components"),
    ],
)
def test_bad_shorthand_is_named(value: Any, complaint: str) -> None:
    with pytest.raises(ShapeError, match=complaint):
        parse(value, "here")


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.parent.name)
def test_the_shorthand_can_say_everything_that_the_specs_say(path: Path) -> None:
    facts = surface(Document.load(path))
    for top in [name for name, fact in facts.items() if fact.kind == "operation"]:
        own = {name: text for name, text in texts(facts).items() if name == top or name.startswith(f"{top}/")}
        assert texts(read(write(facts, top), top)) == own


def test_ancestors_walk_through_members_items_and_alternatives() -> None:
    assert list(ancestors("op/request/a[][]|One/b")) == [
        *("op/request/a[][]|One", "op/request/a[][]", "op/request/a[]", "op/request/a", "op/request", "op"),
    ]
