"""What stops the operations: calls that cannot be generated faithfully, and generators that drop something."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openapi_python_client.parser import GeneratorData

from codegen import models, operations
from codegen.document import Document, Node
from codegen.errors import BuildError
from codegen.operations import build_operations
from tests.support.probe import API, PROBE, build_probe

PUBLISH = "/paths/~1things~1{thingId}/post"
GENERATOR = "openapi-python-client stopped or dropped something: "


def publish(root: Node) -> Node:
    found: Node = root["paths"]["/things/{thingId}"]["post"]
    return found


def body(root: Node) -> Node:
    found: Node = publish(root)["requestBody"]["content"]
    return found


def ok(root: Node) -> Node:
    found: Node = publish(root)["responses"]["200"]["content"]["application/json"]
    return found


def schema(name: str) -> Node:
    return {"$ref": f"#/components/schemas/{name}"}


def parameter(**more: Any) -> Node:
    return {"in": "query", "description": "Text.", "schema": {"type": "string"}, **more}


def without(name: str, *path: str) -> Callable[[Node], Any]:
    def remove(root: Node) -> None:
        node = publish(root)
        for step in path:
            node = node[step]
        del node[name]

    return remove


def event(root: Node) -> Node:
    found: Node = root["webhooks"]["renewal"]["post"]
    return found


SPOILED: dict[str, tuple[Callable[[Node], Any], str]] = {
    "a webhook without a body": (
        lambda r: event(r).pop("requestBody"),
        "/webhooks/renewal/post: `requestBody` is missing",
    ),
    "a webhook whose body has no name": (
        lambda r: event(r)["requestBody"]["content"]["application/json"].update(schema={"type": "object"}),
        "/webhooks/renewal/post/requestBody: the schema is written in place; make it a named component",
    ),
    "two schemas with one title": (
        lambda r: [r["components"]["schemas"][name].update(title="Same") for name in ("Counts", "Activity")],
        GENERATOR + "WARNING parsing",
    ),
    "two schemas that become one class": (
        lambda r: r["components"]["schemas"].update(counts=r["components"]["schemas"]["Counts"]),
        GENERATOR + "Unable to parse schema /components/schemas/counts",
    ),
    "a property that refers to nothing": (
        lambda r: r["components"]["schemas"]["Thing"]["properties"].update(activity=schema("Nope")),
        GENERATOR + "WARNING parsing",
    ),
    "a reference to another file": (
        lambda r: r["components"]["schemas"]["Thing"]["properties"].update(activity={"$ref": "https://x.test/#/A"}),
        GENERATOR + "WARNING parsing",
    ),
    "a path without its parameter": (lambda r: publish(r)["parameters"].pop(0), GENERATOR + "WARNING parsing POST"),
    "a document without info": (lambda r: r.pop("info"), GENERATOR + "Failed to parse OpenAPI document"),
    "an operationId used twice": (
        lambda r: r["paths"]["/token"]["post"].update(operationId="publishThings"),
        "/paths/~1token/post: operationId publishThings is taken",
    ),
    "two operationIds that become one module": (
        lambda r: r["paths"]["/token"]["post"].update(operationId="publish_things"),
        "/paths/~1token/post: operationId publish_things is taken",
    ),
    "no operationId": (without("operationId"), f"{PUBLISH}: `operationId` is missing"),
    "a request body in place": (
        lambda r: body(r)["application/json"].update(schema={"type": "object"}),
        f"{PUBLISH}/requestBody: the schema is written in place; make it a named component and use $ref",
    ),
    "a request body that refers to nothing": (
        lambda r: body(r)["application/json"].update(schema=schema("Nope")),
        "#/components/schemas/Nope names nothing",
    ),
    "a request body of two media types": (
        lambda r: body(r).update({"text/plain": {"schema": {"type": "string"}}}),
        f"{PUBLISH}/requestBody: one media type is expected, found ['application/json', 'text/plain']",
    ),
    "a request body without schema": (
        without("schema", "requestBody", "content", "application/json"),
        f"{PUBLISH}/requestBody: `schema` is missing",
    ),
    "an answer in place": (
        lambda r: ok(r).update(schema={"type": "object"}),
        f"{PUBLISH}/responses/200: the schema is written in place",
    ),
    "an answer without JSON": (
        lambda r: publish(r)["responses"].update({"200": {"description": "Nothing."}}),
        f"{PUBLISH}/responses/200: no JSON body; describe one, even as `{{}}`",
    ),
    "no successful answer": (without("200", "responses"), f"{PUBLISH}/responses: successes share one body; found none"),
    "two successful answers of different shape": (
        lambda r: publish(r)["responses"].update(
            {"201": {"description": "x", "content": {"application/json": {"schema": schema("Thing")}}}}
        ),
        f"{PUBLISH}/responses: successes share one body; found ['Thing', 'ThingPage']",
    ),
    "a range of statuses": (
        lambda r: publish(r)["responses"].update({"2XX": publish(r)["responses"].pop("200")}),
        f"{PUBLISH}/responses: `2XX` is a range; write the statuses out",
    ),
    "a header parameter": (
        lambda r: publish(r)["parameters"].append(parameter(name="X-A") | {"in": "header"}),
        f"{PUBLISH}: parameter X-A is neither in path nor query",
    ),
    "a parameter that refers to nothing": (
        lambda r: publish(r)["parameters"].append({"$ref": "#/components/parameters/Nope"}),
        "#/components/parameters/Nope names nothing",
    ),
    "a parameter without schema": (
        lambda r: publish(r)["parameters"].append({"name": "a", "in": "query", "description": "x"}),
        f"{PUBLISH} parameter a: `schema` is missing",
    ),
    "a parameter of an unknown type": (
        lambda r: publish(r)["parameters"].append(parameter(name="a", schema={"type": "number", "format": "decimal"})),
        f"{PUBLISH} parameter a: no Python type for ('number', 'decimal')",
    ),
    "two parameters that become one name": (
        lambda r: publish(r)["parameters"].append(parameter(name="thing_id")),
        f"{PUBLISH}: two parameters become thing_id",
    ),
    "no x-retry": (without("x-retry"), f"{PUBLISH}: `x-retry` is missing"),
    "an x-retry without reason": (without("reason", "x-retry"), f"{PUBLISH}/x-retry: `reason` is missing"),
    "no x-evidence": (without("x-evidence"), f"{PUBLISH}: `x-evidence` is missing"),
    "an x-evidence without source": (without("source", "x-evidence"), f"{PUBLISH}/x-evidence: `source` is missing"),
    "a rate limit without evidence": (
        without("x-evidence", "x-rate-limit"),
        f"{PUBLISH}/x-rate-limit: `x-evidence` is missing",
    ),
    "a variant of a parameter that is not there": (
        lambda r: r["paths"]["/things"]["get"]["x-variant"].update(parameter="nope"),
        "/paths/~1things/get/x-variant: an optional boolean query parameter and `value: true` are expected",
    ),
    "an unknown security scheme": (
        lambda r: publish(r).update(security=[{"nope": []}]),
        "/components/securitySchemes/nope names nothing",
    ),
    "no server": (lambda r: r.pop("servers"), "#: `servers` is missing"),
}


@pytest.mark.parametrize(("change", "message"), SPOILED.values(), ids=SPOILED)
def test_the_build_stops_and_names_the_file_and_place_of(
    change: Callable[[Node], Any], message: str, tmp_path: Path
) -> None:
    with pytest.raises(BuildError, match=rf"^{re.escape(str(PROBE))}: {re.escape(message)}"):
        build_probe(tmp_path, change)


def test_a_description_without_webhooks_has_no_module_of_them(tmp_path: Path) -> None:
    with_them, without = (tmp_path / name for name in ("with", "without"))
    assert (build_probe(with_them) / "webhooks.py").is_file()
    package = build_probe(without, lambda root: root.pop("webhooks"))
    assert not (package / "webhooks.py").exists()
    assert "webhooks" not in (package / "__init__.py").read_text(encoding="utf-8")


def test_a_file_is_named_once(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as caught:
        build_probe(tmp_path, lambda root: body(root)["application/json"].update(schema=schema("Nope")))
    assert str(caught.value).count(str(PROBE)) == 1


def test_every_template_is_rendered_by_its_generator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templates: list[Path] = []
    for owner, indent in ((operations, ""), (models, "    ")):
        copied = shutil.copytree(owner.TEMPLATES, tmp_path / owner.__name__)
        monkeypatch.setattr(owner, "TEMPLATES", copied)
        for template in copied.iterdir():
            templates.append(template)
            with template.open("a", encoding="utf-8") as file:
                file.write(f"\n{indent}# rendered: {template.name}\n")
    package = build_probe(tmp_path)
    code = "\n".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    rendered = {template.name for template in templates if f"# rendered: {template.name}\n" in code}
    assert len(templates) > 17
    assert {template.name for template in templates} - rendered == {"model.py.jinja"}  # says why in its comment


def test_a_template_that_asks_for_what_the_generator_does_not_give_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = shutil.copytree(operations.TEMPLATES, tmp_path / "templates")
    with (copied / "endpoint_init.py.jinja").open("a", encoding="utf-8") as file:
        file.write("# {{ endpoint_collection.gone }}\n")
    monkeypatch.setattr(operations, "TEMPLATES", copied)
    with pytest.raises(BuildError, match=r"a template does not fit this openapi-python-client: .*'gone'"):
        build_probe(tmp_path)


def test_a_generator_that_drops_an_operation_without_a_word_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = GeneratorData.from_dict

    def forgetful(*arguments: Any, **options: Any) -> Any:
        parsed = parse(*arguments, **options)
        for collection in parsed.endpoint_collections_by_tag.values():
            collection.endpoints = [one for one in collection.endpoints if one.name != "get_token"]
        return parsed

    monkeypatch.setattr(GeneratorData, "from_dict", forgetful)
    with pytest.raises(BuildError, match=r"/paths/~1token/post: operation getToken was dropped without a word"):
        build_probe(tmp_path)


def test_a_generator_that_writes_its_own_modules_in_place_of_ours_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(operations, "TEMPLATES", tmp_path / "templates")
    with pytest.raises(BuildError):
        build_operations(Document.load(PROBE), "probe.yaml", tmp_path / API.package)
