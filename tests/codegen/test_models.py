"""What stops the models: schemas that the generator or Python cannot carry, and a generator that drops something."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from codegen import models
from codegen.document import Document, Node
from codegen.errors import BuildError
from codegen.models import build_models
from tests.support.probe import PROBE


def built(change: Callable[[Node], Any] = lambda schemas: None) -> str:
    document = Document.load(PROBE)
    change(document.schemas)
    return build_models(document)


@cache
def unspoiled() -> tuple[str, str]:
    """What the generator writes for the probe as it is, and what the build makes of that."""
    written: list[str] = []
    run = models._run
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(models, "_run", lambda folder: written.append(run(folder)) or written[0])
        text = built()
    return written[0], text


def properties(schemas: Node, name: str) -> Node:
    schema = schemas[name]
    found: Node = (schema["allOf"][1] if "allOf" in schema else schema)["properties"]
    return found


def text(**more: Any) -> Node:
    return {"type": "string", "description": "Text.", **more}


SPOILED: dict[str, tuple[Callable[[Node], Any], str]] = {
    "two values of an enumeration that become one name": (
        lambda s: s["Status"].pop("x-enum-varnames"),
        "#/components/schemas/Status: two values become LOW; give x-enum-varnames",
    ),
    "a name too few for the values of an enumeration": (
        lambda s: s["Status"]["x-enum-varnames"].pop(),
        "#/components/schemas/Status: 7 x-enum-varnames for 8 values",
    ),
    "two properties that become one name": (
        lambda s: properties(s, "Thing").update(application_id=text()),
        "#/components/schemas/Thing: `ApplicationId` and `application_id` both become application_id; give one",
    ),
    "an x-name that is another property's name": (
        lambda s: properties(s, "Thing").update(isoNorm=text(**{"x-name": "iso27001"})),
        "#/components/schemas/Thing: `ISO27001` and `isoNorm` both become iso27001",
    ),
    "a property that takes the name of an inherited one": (
        lambda s: properties(s, "BigThing").update(applicationId=text()),
        "#/components/schemas/BigThing: `ApplicationId` and `applicationId` both become application_id",
    ),
    "a property that takes the name of the open field": (
        lambda s: properties(s, "OpenThing").update(additionalDetails=text()),
        "#/components/schemas/OpenThing: `*` and `additionalDetails` both become additional_details",
    ),
    "a property whose name is no name in Python": (
        lambda s: properties(s, "Thing").update({"3m": text()}),
        "#/components/schemas/Thing/properties/3m: '3m' is no name in Python; give an x-name",
    ),
    "a property without a letter in its name": (
        lambda s: properties(s, "Thing").update({"$/~": text()}),
        "#/components/schemas/Thing/properties/$~1~0: '' is no name in Python",
    ),
    "an x-name with a space": (
        lambda s: properties(s, "Thing")["ISO27001"].update({"x-name": "iso norm"}),
        "#/components/schemas/Thing/properties/ISO27001: 'iso norm' is no name in Python",
    ),
    "an x-name that is a keyword": (
        lambda s: properties(s, "Thing")["ISO27001"].update({"x-name": "class"}),
        "#/components/schemas/Thing/properties/ISO27001: 'class' is no name in Python",
    ),
    "an alias of nothing": (
        lambda s: properties(s, "Renewal")["CancellationDays"].update({"x-alias-of": "Nope"}),
        "#/components/schemas/Renewal/properties/CancellationDays: there is no `Nope` to be an alias of",
    ),
    "an object in place": (
        lambda s: properties(s, "Thing").update(
            nest={"type": "object", "description": "x", "properties": {"a": text()}}
        ),
        "the generator invented Nest; give that schema a name under #/components/schemas",
    ),
    "an enumeration in place": (
        lambda s: properties(s, "Thing").update(nest=text(enum=["a", "b"])),
        "the generator invented Nest; give that schema a name under #/components/schemas",
    ),
    "a schema that is not in PascalCase": (
        lambda s: s.update(lowercase={**s["Counts"]}),
        "#/components/schemas/lowercase is missing from the models, which have Lowercase instead; give it a PascalCase",
    ),
    "a schema named like what the models import": (
        lambda s: s.update(Struct={**s["Counts"]}),
        "#/components/schemas/Struct is missing from the models, which have StructModel instead",
    ),
    "a property named like what the models call": (
        lambda s: properties(s, "Thing").update(field=text(), Next=text()),
        "datamodel-code-generator stopped or warned: Alias 'field' for field 'field' is not a valid field name.",
    ),
    "two structs that nothing tells apart": (
        lambda s: s.update(
            Either={"description": "x", "oneOf": [{"$ref": "#/components/schemas/" + n} for n in ("Counts", "Token")]}
        ),
        "datamodel-code-generator stopped or warned: ",
    ),
    "a reference to nothing": (
        lambda s: properties(s, "Thing").update(nest={"$ref": "#/components/schemas/Nope"}),
        "datamodel-code-generator stopped or warned: ",
    ),
}


@pytest.mark.parametrize(("change", "message"), SPOILED.values(), ids=SPOILED)
def test_the_build_stops_and_names_the_place_of(change: Callable[[Node], Any], message: str) -> None:
    with pytest.raises(BuildError, match=re.escape(message)):
        built(change)


def test_the_order_of_the_values_of_an_enumeration_does_not_rename_its_members() -> None:
    def names(code: str) -> set[str]:
        body = code[code.index("class Status(") :]
        return set(re.findall(r"^    ([A-Z_]+ = .*)$", body[: body.index("\n\n\n")], re.MULTILINE))

    def reverse(schemas: Node) -> None:
        for values in ("x-extensible-enum", "x-enum-varnames"):
            schemas["Status"][values].reverse()

    expected = names(unspoiled()[1])
    assert len(expected) == 8
    assert names(built(reverse)) == expected


def test_nothing_around_the_build_changes_it_and_it_changes_nothing_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = unspoiled()[1]
    (tmp_path / "pyproject.toml").write_text("[tool.datamodel-codegen]\nsnake-case-field = false\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    document = Document.load(PROBE)
    assert build_models(document) == expected
    assert document.root == Document.load(PROBE).root


LEFT_OUT = {
    "a class": (r"class Token\(.*?\n\n\n", "#/components/schemas/Token is missing from the models"),
    "an alias": (r"ThingList: TypeAlias = .*?\n", "#/components/schemas/ThingList is missing from the models"),
    "a field": (r"    total: int \| None = None\n", "#/components/schemas/ThingPage/properties/total is missing"),
    "a wire name": (r"name=.Managed SSO., ", "#/components/schemas/Activity/properties/Managed SSO is missing"),
    "a second spelling": (
        r"'CancellationDays': 'CancelDays'",
        "#/components/schemas/Renewal/properties/CancellationDays is missing",
    ),
    "a tag": (r", tag_field=.FieldType., tag=.text.", "#/components/schemas/TextField/properties/FieldType is missing"),
}


@pytest.mark.parametrize(("pattern", "message"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_a_generator_that_leaves_something_out_stops_the_build(
    pattern: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, count = re.subn(pattern, "", unspoiled()[0], flags=re.DOTALL)
    assert count >= 1
    monkeypatch.setattr(models, "_run", lambda folder: code)
    with pytest.raises(BuildError, match=re.escape(message)):
        built()


def test_a_generator_that_does_not_know_its_options_any_more_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "PRESET", "standard-py311-20991231")
    with pytest.raises(BuildError, match=r"datamodel-code-generator stopped or warned: .*20991231"):
        built()
