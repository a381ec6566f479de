"""What the rules read: the sound copy of a document with its places, operations, bodies and effective properties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from codegen.document import Document, Node, Operation
from codegen.lint.jsonable import json_copy
from codegen.lint.members import well_formed
from codegen.lint.nodes import mapping, sequence, text, types
from codegen.lint.problem import Problem
from codegen.lint.sound import Place, make_sound
from codegen.lint.source import Source


@dataclass(frozen=True)
class Companions:
    """The files beside a document that lint reads with it; None when there is no such file."""

    ledger: Any = None
    documented: Any = None


class Spec:
    """One document as the rules see it."""

    def __init__(self, document: Document, companions: Companions, source: Source | None) -> None:
        root, problems = json_copy(document.root)
        sound = make_sound(mapping(root))
        self.document = Document(document.file, sound.root)
        self.root = sound.root
        self.places = tuple(sound.places)
        self.source = source
        replaced = {problem.pointer for problem in problems}
        self.unsound: dict[str, list[Problem]] = {
            name: [problem for problem in found if problem.pointer not in replaced]
            for name, found in sound.problems.items()
        }
        self.unsound["json-value"] = problems
        self.ledger, self.ledger_problems = json_copy(companions.ledger)
        self.documented, self.documented_problems = json_copy(companions.documented)

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """Every operation, webhooks last."""
        return tuple(self.document.operations(webhooks=True))

    @cached_property
    def calls(self) -> tuple[Operation, ...]:
        """The operations a client can call: all but the webhooks."""
        return tuple(operation for operation in self.operations if not operation.webhook)

    @cached_property
    def schemas(self) -> tuple[Place, ...]:
        """The named schemas."""
        return tuple(place for place in self.of("schema") if place.component)

    @cached_property
    def sources(self) -> Node:
        """The source list of the document."""
        return mapping(self.root.get("x-sources"))

    def of(self, *kinds: str) -> Iterator[Place]:
        """The places of these kinds, in document order."""
        return (place for place in self.places if place.kind in kinds)

    def properties_of(self, schema: Place) -> Iterator[Place]:
        """The properties a named schema declares itself, also in the inline part of an allOf."""
        return iter(self._properties[schema.tokens])

    @cached_property
    def _properties(self) -> dict[tuple[str, ...], list[Place]]:
        found: dict[tuple[str, ...], list[Place]] = defaultdict(list)
        for place in self.of("schema"):
            if place.role == "properties":
                found[place.tokens[:3]].append(place)
        return found

    def resolve(self, node: Any) -> Node:
        """The node behind `$ref`; empty when there is none."""
        return mapping(self.document.resolve(mapping(node)))

    def fields(self, schema: Any) -> dict[str, Node]:
        """Every property of an object schema: its own, its base's, and those behind `anyOf: [$ref, null]`."""
        node = self.resolve(schema)
        found: dict[str, Node] = {}
        branches = [*sequence(node.get("allOf")), *self.options(node)]
        for branch in branches:
            found.update(self.fields(branch))
        found.update(mapping(node.get("properties")))
        return found

    def options(self, schema: Any) -> list[Node]:
        """The branches of a union other than null."""
        node = self.resolve(schema)
        branches = [*sequence(node.get("anyOf")), *sequence(node.get("oneOf"))]
        return [branch for branch in branches if types(branch) != {"null"}]

    def items(self, schema: Any) -> Node | None:
        """The schema of an array's items, resolved; None when the schema is no array."""
        for node in (self.resolve(schema), *map(self.resolve, self.options(schema))):
            if "array" in types(node) and isinstance(node.get("items"), dict):
                return self.resolve(node["items"])
        return None

    def follow(self, schema: Any, path: str) -> Node | None:
        """The property a dotted path leads to, through arrays (`uploadUrls[].uploadUrl`); None when there is none."""
        node: Node | None = self.resolve(schema)
        for step in path.split("."):
            items = self.items(node)
            node = self.fields(items if items is not None else node).get(step.removesuffix("[]"))
            if node is None:
                return None
        return node

    def record(self, operation: Operation, payload: str) -> Node:
        """The schema of one item of a property of the 200 answer, or of the property when it is no array."""
        found = self.fields(self.answer(operation)).get(payload)
        return self.items(found) or self.resolve(found)

    def request(self, operation: Operation) -> Node | None:
        """The schema of the request body, resolved."""
        return self._body(operation.node.get("requestBody"))

    def answer(self, operation: Operation) -> Node | None:
        """The schema of the body of the 200 answer, resolved."""
        return self._body(mapping(operation.node.get("responses")).get("200"))

    def _body(self, holder: Any) -> Node | None:
        for media in mapping(self.resolve(holder).get("content")).values():
            if "schema" in mapping(media):
                return self.resolve(mapping(media)["schema"])
        return None

    def parameters(self, operation: Operation) -> list[Node]:
        """The parameters of an operation, resolved."""
        return [self.resolve(parameter) for parameter in sequence(operation.node.get("parameters"))]

    def query(self, operation: Operation) -> set[str]:
        """The names of the query parameters of an operation."""
        return {text(p.get("name")) for p in self.parameters(operation) if p.get("in") == "query"}

    def member(self, node: Node, name: str) -> Any:
        """The value of an `x-` member when it is well-formed, None otherwise: the rule `x-value` reports the others."""
        return node[name] if name in node and well_formed(name, node[name]) else None
