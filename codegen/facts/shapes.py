"""Schemas without their prose: `flatten` turns one schema into facts.

References are followed, `allOf` is merged, and what only explains (titles, descriptions, examples) is left out, so two
schemas that mean the same wire format give the same facts however they are cut into components.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from codegen.document import Document, DocumentError, Node, escape
from codegen.facts.fact import Fact, Facts, trait_text, unescape, value_text

LIMITS = (
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern"),
    *("minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "contentMediaType", "contentEncoding"),
)
_OTHER_TRAITS = ("default", "readOnly", "writeOnly", "deprecated")
_TRAITS = (*LIMITS, *_OTHER_TRAITS)
_FORMATTED = ("string", "number", "integer")
_MEMBERS: tuple[tuple[str, type], ...] = (
    *((name, dict) for name in ("properties", "patternProperties")),
    *((name, list) for name in ("required", "allOf", "oneOf", "anyOf", "enum", "x-extensible-enum")),
)


@dataclass
class _Merged:
    """One schema after its references and `allOf` parts were laid on top of each other."""

    node: Node = field(default_factory=dict[str, Any])
    properties: dict[str, tuple[str | None, Any]] = field(default_factory=dict[str, "tuple[str | None, Any]"])
    required: set[str] = field(default_factory=set[str])
    references: list[str] = field(default_factory=list[str])
    loop: str | None = None


@dataclass(frozen=True)
class _Place:
    """Where flattening stands: the fact's path, the component that declares it, the references on the way here."""

    path: str
    origin: str | None = None
    required: bool = False
    stack: tuple[str, ...] = ()

    def mark(self, fact: Fact, named: str | None) -> Fact:
        return replace(fact, required=self.required, origin=self.origin, named=named)

    def child(self, suffix: str, origin: str | None, *, required: bool = False) -> _Place:
        return _Place(self.path + suffix, origin + suffix if origin else None, required, self.stack)


def flatten(document: Document, schema: Any, path: str, *, required: bool = False, origin: str | None = None) -> Facts:
    """List the facts of one schema, the root's under `path`. Raises DocumentError for what is not a schema."""
    return dict(_Flattener(document).facts(schema, _Place(path, origin, required)))


@dataclass(frozen=True)
class _Flattener:
    document: Document

    def facts(self, schema: Any, place: _Place) -> Iterator[tuple[str, Fact]]:
        merged = _Merged()
        self._merge(schema, place.origin, place, merged)
        alternatives, nullable = self._alternatives(merged, place)
        named = component_name(merged.references[0]) if merged.references else None
        if merged.loop:
            name = component_name(merged.loop)
            yield place.path, place.mark(Fact(f"recursive:{name}", nullable), name)
            return
        inner = replace(place, stack=(*place.stack, *merged.references), origin=named or place.origin)
        if alternatives:
            yield from self._union(alternatives, place.mark(_scalar(merged), named), nullable, inner)
            return
        fact = place.mark(_scalar(merged), named)
        yield place.path, replace(fact, nullable=fact.nullable or nullable)
        yield from self._children(merged, inner)

    def _merge(self, schema: Any, origin: str | None, place: _Place, into: _Merged) -> None:
        node = self._node(schema, place)
        reference = node.get("$ref")
        if isinstance(reference, str):
            if reference in (*place.stack, *into.references):
                into.loop = reference
                return
            into.references.append(reference)
            self._merge(self.document.at(reference), component_name(reference), place, into)
        for part in node.get("allOf", []):
            self._merge(part, origin, place, into)
        into.required |= set(node.get("required", []))
        for name, value in node.get("properties", {}).items():
            earlier = into.properties.get(name)
            into.properties[name] = (origin, value if earlier is None else {"allOf": [earlier[1], value]})
        into.node.update({k: v for k, v in node.items() if k not in ("$ref", "allOf", "properties", "required")})

    def _node(self, schema: Any, place: _Place) -> Node:
        if schema is True:
            return {}
        if schema is False:
            return {"not": {}}
        if not isinstance(schema, Mapping):
            found = type(schema).__name__
            raise DocumentError(f"{self.document.file}: {place.path} is a {found}, not a schema; write a mapping there")
        node = cast(Node, schema)
        for name, kind in _MEMBERS:
            if not isinstance(node.get(name, kind()), kind):
                wanted = "mapping" if kind is dict else "list"
                raise DocumentError(f"{self.document.file}: {place.path}: `{name}` must be a {wanted}")
        return node

    def _alternatives(self, merged: _Merged, place: _Place) -> tuple[list[Any], bool]:
        """Split off the branches of `oneOf`/`anyOf`; say whether null was one of them. One branch left is no union."""
        branches: list[Any] = [*merged.node.pop("oneOf", []), *merged.node.pop("anyOf", [])]
        others = [branch for branch in branches if not _is_null(branch)]
        nullable = len(others) < len(branches)
        if len(others) != 1:
            own: Node = {"type": "object", "properties": {n: v for n, (_, v) in merged.properties.items()}}
            if merged.properties:
                own["required"] = sorted(merged.required)
                others = [{"allOf": [own, branch]} for branch in others]
            return others, nullable
        self._merge(others[0], place.origin, place, merged)
        again, also = self._alternatives(merged, place) if {"oneOf", "anyOf"} & merged.node.keys() else ([], False)
        return again, nullable or also

    def _union(self, branches: list[Any], own: Fact, nullable: bool, place: _Place) -> Iterator[tuple[str, Fact]]:
        labelled: dict[str, Facts] = {}
        for branch in branches:
            facts = dict(self.facts(branch, _Place("", None, stack=place.stack)))
            label = facts[""].named or facts[""].kind
            same = sum(1 for known in labelled if known.partition("~")[0] == label)
            labelled[f"{label}~{same + 1}" if same else label] = facts
        roots = [facts[""] for facts in labelled.values()]
        plain = not any(fact.values or fact.traits for fact in roots)
        if plain and all(len(facts) == 1 for facts in labelled.values()):
            kinds = sorted({fact.kind for fact in roots})
            yield place.path, replace(own, kind="|".join(kinds), nullable=nullable or any(f.nullable for f in roots))
            return
        yield place.path, replace(own, kind="one-of", nullable=nullable)
        for label in sorted(labelled):
            for path, fact in labelled[label].items():
                yield f"{place.path}|{escape(label)}{path}", fact

    def _children(self, merged: _Merged, place: _Place) -> Iterator[tuple[str, Fact]]:
        for name, (origin, schema) in merged.properties.items():
            yield from self.facts(schema, place.child(f"/{escape(name)}", origin, required=name in merged.required))
        for expression, schema in merged.node.get("patternProperties", {}).items():
            yield from self.facts(schema, place.child(f"/*({escape(expression)})", place.origin))
        others = merged.node.get("additionalProperties")
        if others not in (None, False, True, {}):  # `true` is what holds anyway
            yield from self.facts(others, place.child("/*", place.origin))
        if "items" in merged.node or _types(merged.node) == ["array"]:
            yield from self.facts(merged.node.get("items", {}), place.child("[]", place.origin))


def _scalar(merged: _Merged) -> Fact:
    """Describe the node itself, without what lies below it."""
    node = merged.node
    types = _types(node) or (["object"] if merged.properties else [])
    names = [name for name in types if name != "null"]
    shape = node.get("format")
    kinds = sorted(f"{name}({shape})" if shape and name in _FORMATTED else name for name in names)
    listed = _values(node)
    traits = [(name, trait_text(node[name])) for name in _TRAITS if name in node and _says_something(name, node[name])]
    if node.get("additionalProperties") is False:
        traits.append(("additionalProperties", "false"))
    if names_of := node.get("propertyNames"):
        traits.append(("propertyNames", trait_text(names_of.get("pattern", names_of.get("enum", "")))))
    if discriminator := node.get("discriminator"):
        traits.append(("discriminator", trait_text(discriminator.get("propertyName", ""))))
    kind = "|".join(kinds) or ("null" if types else "never" if node.get("not") == {} else "any")
    nullable = bool(kinds) and ("null" in types or node.get("nullable") is True or None in listed)
    values = tuple(value_text(value) for value in sorted((v for v in listed if v is not None), key=_order))
    return Fact(kind, nullable, values=values, open="x-extensible-enum" in node, traits=tuple(traits))


def _says_something(name: str, value: Any) -> bool:
    """A flag that is false is what holds anyway; a limit of 0 and a default of false are not."""
    return value is not None and (value is not False or name == "default")


def _types(node: Node) -> list[str]:
    declared = node.get("type")
    if isinstance(declared, str):
        return [declared]
    if isinstance(declared, list):
        return [str(name) for name in cast("list[object]", declared)]
    found = {_type_of(value) for value in _values(node)}
    if not found and {"properties", "additionalProperties", "patternProperties"} & node.keys():
        found = {"object"}
    return sorted(found) or (["array"] if "items" in node else [])


def _values(node: Node) -> list[Any]:
    if "const" in node:
        return [node["const"]]
    listed: list[Any] = node.get("enum") or node.get("x-extensible-enum") or []
    return listed


def _type_of(value: object) -> str:
    known = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (list, "array"), (dict, "object"))
    return next((name for kind, name in known if isinstance(value, kind)), "null")


def _order(value: Any) -> tuple[str, Any]:
    """Numbers by size, everything else by its text: the order of an enumeration says nothing."""
    is_number = isinstance(value, (int, float))
    return ("", value) if is_number else ("text", value_text(value))


def _is_null(branch: Any) -> bool:
    if not isinstance(branch, Mapping):
        return False
    node = cast(Node, branch)
    return node.get("type") in ("null", ["null"]) or ("const" in node and node["const"] is None)


def component_name(reference: str) -> str:
    """Take the last token of a reference: the name of the component."""
    return unescape(reference.rpartition("/")[2])
