"""Names: components, operations, tags, client methods, and Python names that would collide."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.document import Node, pointer
from codegen.lint.nodes import mapping, text
from codegen.lint.problem import Problem
from codegen.lint.registry import rule
from codegen.lint.spec import Spec
from codegen.lint.words import VERBS, first_word, is_camel_case, is_pascal_case
from codegen.naming import snake_case


@rule("component-name")
def component_name(spec: Spec) -> Iterator[Problem]:
    """A named schema is in PascalCase."""
    for place in spec.schemas:
        if not is_pascal_case(place.key):
            yield Problem(place.pointer, f"`{place.key}` is not PascalCase", "rename the component and its references")


@rule("operation-id")
def operation_id(spec: Spec) -> Iterator[Problem]:
    """An operation has an operationId, a camelCase phrase that starts with a verb."""
    for operation in spec.operations:
        name = text(operation.node.get("operationId"))
        if not name:
            yield Problem(operation.pointer, "no operationId", "add a camelCase phrase such as `listApps`")
        elif not is_camel_case(name):
            yield Problem(operation.pointer, f"`{name}` is not camelCase", "rename it, e.g. `listApps`")
        elif first_word(name) not in VERBS:
            fix = f"start with one of {', '.join(sorted(VERBS))}, or add the verb to codegen/lint/words.py"
            yield Problem(operation.pointer, f"`{name}` does not start with a verb", fix)


@rule("operation-id-unique")
def operation_id_unique(spec: Spec) -> Iterator[Problem]:
    """No two operations share an operationId, not even in letter case."""
    first: dict[str, str] = {}
    for operation in spec.operations:
        name = text(operation.node.get("operationId"))
        earlier = first.setdefault(snake_case(name), operation.pointer)
        if name and earlier != operation.pointer:
            yield Problem(operation.pointer, f"`{name}` is also the operationId of {earlier}", "rename one")


@rule("tag")
def tag(spec: Spec) -> Iterator[Problem]:
    """An operation has exactly one tag, and the document's tag list (when there is one) has it too."""
    listed = {text(entry.get("name")) for entry in spec.root.get("tags", [])}
    for operation in spec.operations:
        tags = operation.node.get("tags", [])
        if len(tags) != 1:
            yield Problem(operation.pointer, f"{len(tags)} tags", "give it exactly one: it becomes the module's folder")
        elif listed and tags[0] not in listed:
            yield Problem(
                operation.pointer, f"the tag `{tags[0]}` is not in the document's `tags`", "list or correct it"
            )


@rule("sdk-method")
def sdk_method(spec: Spec) -> Iterator[Problem]:
    """An operation names the client method that calls it."""
    for operation in spec.calls:
        if "x-sdk-method" not in operation.node:
            yield Problem(operation.pointer, "no x-sdk-method", "name the client method, e.g. `spend.publish`")


@rule("name-collision")
def name_collision(spec: Spec) -> Iterator[Problem]:
    """No two properties of an object, and no two parameters of an operation, get the same Python name."""
    for place in spec.of("schema"):
        own = mapping(place.node.get("properties"))
        yield from _collisions(place.pointer, [_python_names({name: node}) for name, node in own.items()])
        branches = place.node.get("allOf", [])
        yield from _collisions(place.pointer, [_python_names(spec.fields(branch)) for branch in branches])
    for operation in spec.operations:
        names = [text(parameter.get("name")) for parameter in spec.parameters(operation)]
        yield from _collisions(operation.pointer, [{name: snake_case(name)} for name in names])


def _python_names(properties: dict[str, Node]) -> dict[str, str]:
    return {
        name: text(node.get("x-name")) or snake_case(name)
        for name, node in properties.items()
        if "x-alias-of" not in node
    }


def _collisions(place: str, groups: list[dict[str, str]]) -> Iterator[Problem]:
    """Names of different groups that are one in Python; within a group they were compared elsewhere."""
    first: dict[str, str] = {}
    for group in groups:
        for name, python in group.items():
            earlier = first.get(python, name)
            if earlier != name:
                message = f"`{earlier}` and `{name}` both become `{python}`"
                yield Problem(place, message, "mark one as x-alias-of the other, or give one an x-name")
        first = {python: name for name, python in group.items()} | first


@rule("alias-of")
def alias_of(spec: Spec) -> Iterator[Problem]:
    """x-alias-of names another property of the same object that is no alias itself."""
    for place in spec.of("schema"):
        target = spec.member(place.node, "x-alias-of")
        if target is None:
            continue
        siblings = spec.fields(spec.document.at(pointer(*place.tokens[:3]))) if place.role == "properties" else {}
        if target == place.key or target not in siblings or "x-alias-of" in siblings[target]:
            fix = "name the sibling property that is written"
            yield Problem(place.pointer, f"x-alias-of names `{target}`, which is no such property", fix)
