"""A sound copy of a document: every node has the kind OpenAPI gives it, every reference leads somewhere.

What is not so becomes a problem and is replaced by an empty node of the right kind. The rules then read the copy
without asking at each step whether a mapping is a mapping; what they say about a replaced node is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from codegen.document import Node, pointer
from codegen.facts.notation import is_list, is_mapping
from codegen.lint.grammar import EXTENSIBLE_MAPS, GRAMMAR, IN_PLACE, PLAIN, SECTIONS
from codegen.lint.nodes import mapping, sequence
from codegen.lint.problem import Problem

Tokens = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Place:
    """A node of a known kind, where it stands, and the member of its parent through which it is reached."""

    kind: str
    tokens: Tokens
    node: Node
    role: str
    parent: Place | None

    @property
    def pointer(self) -> str:
        """Where the node stands."""
        return pointer(*self.tokens)

    @property
    def key(self) -> str:
        """The last step of the pointer: a property's name, a component's name, a status."""
        return self.tokens[-1]

    @property
    def component(self) -> bool:
        """Is this a named component?"""
        return len(self.tokens) == 3 and self.tokens[0] == "components"


@dataclass
class Sound:
    """The copy, its places in document order, and what was unsound, by rule."""

    root: Node = field(default_factory=dict[str, Any])
    places: list[Place] = field(default_factory=list[Place])
    problems: dict[str, list[Problem]] = field(default_factory=lambda: defaultdict(list))


def make_sound(root: Node) -> Sound:
    """Copy a JSON document into a sound one."""
    maker = _Maker(root)
    maker.sound.root = maker.kind(root, "document", (), "", None)
    return maker.sound


class _Maker:
    def __init__(self, root: Node) -> None:
        self.sound = Sound()
        self._components = mapping(root.get("components"))
        self._endless = _endless(self._components)

    def shape(self, value: Any, shape: str, tokens: Tokens, role: str, parent: Place) -> Any:
        if shape == "any":
            return value
        if shape == "schema-or-flag":
            return value if isinstance(value, bool) else self.kind(value, "schema", tokens, role, parent)
        if shape.startswith("["):
            return self._list(value, shape[1:-1], tokens, role, parent)
        if shape.startswith("{"):
            return self._map(value, shape[1:-1], tokens, role, parent)
        if shape in PLAIN:
            wrong = not isinstance(value, PLAIN[shape]) or (shape == "number" and isinstance(value, bool))
            if wrong:
                self._broken(tokens, value, shape)
            return PLAIN[shape][0]() if wrong else value
        return self.kind(value, shape, tokens, role, parent)

    def kind(self, value: Any, kind: str, tokens: Tokens, role: str, parent: Place | None) -> Node:
        if not is_mapping(value):
            self._broken(tokens, value, kind)
            return {}
        node: Node = dict(value)
        place = Place(kind, tokens, node, role, parent)
        if "$ref" in node and kind in SECTIONS:
            fault = self._reference_fault(node["$ref"], kind, tokens)
            if fault is not None:
                self.sound.problems["reference"].append(Problem(pointer(*tokens), *fault))
                del node["$ref"]
                return node
            if kind != "schema":
                self.sound.places.append(Place("reference", tokens, node, role, parent))
                return node
        self.sound.places.append(place)
        for member, shape in GRAMMAR[kind].items():
            if member in node:
                node[member] = self.shape(node[member], shape, (*tokens, member), member, place)
        return node

    def _list(self, value: Any, shape: str, tokens: Tokens, role: str, parent: Place) -> list[Any]:
        if not is_list(value):
            self._broken(tokens, value, "list")
            return []
        items = enumerate(value)
        return [self.shape(item, shape, (*tokens, str(index)), role, parent) for index, item in items]

    def _map(self, value: Any, shape: str, tokens: Tokens, role: str, parent: Place) -> Node:
        if not is_mapping(value):
            self._broken(tokens, value, "mapping")
        return {
            key: self.shape(item, shape, (*tokens, key), role, parent)
            for key, item in mapping(value).items()
            if not (role in EXTENSIBLE_MAPS and key.startswith("x-"))
        }

    def _broken(self, tokens: Tokens, value: Any, expected: str) -> None:
        found = "a mapping" if is_mapping(value) else "a list" if is_list(value) else f"`{value!r:.40}`"
        fix = "write it as OpenAPI 3.1 has it, or delete it"
        self.sound.problems["node-kind"].append(Problem(pointer(*tokens), f"{found} where a {expected} belongs", fix))

    def _reference_fault(self, reference: Any, kind: str, tokens: Tokens) -> tuple[str, str] | None:
        section = SECTIONS[kind]
        named = f"point to a named component: #/components/{section}/…"
        if not isinstance(reference, str):
            return f"$ref is {reference!r:.40} and not a string", named
        prefix, _, name = reference.rpartition("/")
        if prefix != f"#/components/{section}":
            return f"{reference} does not name a component of this kind", named
        if name.replace("~1", "/").replace("~0", "~") not in mapping(self._components.get(section)):
            return f"{reference} names nothing", f"correct the name or add it to components/{section}"
        owner = "#" + pointer(*tokens[:3])
        in_place = all(token in IN_PLACE or token.isdigit() for token in tokens[3:])
        if in_place and tokens[0] == "components" and owner in self._endless.get(reference, ()):
            return f"{reference} leads back to {owner} without end", "break the circle"
        return None


def _endless(components: Node) -> dict[str, set[str]]:
    """For each component the components that speak about the same value: those its references reach in place."""
    direct = {
        "#" + pointer("components", section, name): set(_in_place(node))
        for section, members in components.items()
        for name, node in mapping(members).items()
    }
    reached: dict[str, set[str]] = {}
    for start in direct:
        seen = reached[start] = {start}
        queue = [start]
        while queue:
            new = direct.get(queue.pop(), set()) - seen
            seen |= new
            queue.extend(new)
    return reached


def _in_place(node: Any) -> Iterator[str]:
    schema = mapping(node)
    if isinstance(schema.get("$ref"), str):
        yield schema["$ref"]
    for member in schema.keys() & set(IN_PLACE):
        inner = schema[member]
        for branch in sequence(inner) or [inner]:
            yield from _in_place(branch)
