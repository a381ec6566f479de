"""Which components are used, and which of them the server speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from codegen.document import pointer
from codegen.lint.nodes import mapping, text
from codegen.lint.sound import Place
from codegen.lint.spec import Spec

_ANSWERS = {"paths": "responses", "webhooks": "requestBody"}
"""The member of an operation that the server fills, by the root member the operation stands under."""


def used(spec: Spec) -> set[str]:
    """Pointers of the components that an operation, a webhook or an excused component reaches, itself included."""
    excused = {place.pointer for place in spec.schemas if spec.member(place.node, "x-unreferenced")}
    return _closure(spec, _outside_components(spec), excused) | _required_schemes(spec)


def answered(spec: Spec) -> set[str]:
    """Pointers of the components that an answer or a webhook body reaches."""
    return _closure(spec, (p for p in _outside_components(spec) if speaks(p) or p.kind == "operation"))


def below(spec: Spec, start: str) -> Iterator[Place]:
    """The places at and below a pointer, and those of the components they reach."""
    own = [place for place in spec.places if f"{place.pointer}/".startswith(f"{start}/")]
    reached = _closure(spec, own)
    yield from own
    for place in spec.places:
        if place.tokens[:1] == ("components",) and pointer(*place.tokens[:3]) in reached:
            yield place


def speaks(place: Place) -> bool:
    """Does this place stand inside a body or header that the server writes?"""
    return len(place.tokens) > 3 and _ANSWERS.get(place.tokens[0]) == place.tokens[3]


def _outside_components(spec: Spec) -> Iterator[Place]:
    return (place for place in spec.places if place.tokens[:1] != ("components",))


def _closure(spec: Spec, starts: Iterable[Place], named: Iterable[str] = ()) -> set[str]:
    edges: dict[str, set[str]] = defaultdict(set)
    for place in spec.places:
        if place.tokens[:1] == ("components",):
            edges[pointer(*place.tokens[:3])] |= _targets(spec, place)
    queue = [*named, *(target for place in starts for target in _targets(spec, place))]
    reached: set[str] = set()
    while queue:
        target = queue.pop()
        if target not in reached:
            reached.add(target)
            queue.extend(edges[target])
    return reached


def _targets(spec: Spec, place: Place) -> set[str]:
    refers = place.kind in ("schema", "reference") and "$ref" in place.node
    found = {text(place.node["$ref"]).removeprefix("#")} if refers else set[str]()
    variant = mapping(spec.member(place.node, "x-variant"))
    if variant:
        found.add(pointer("components", "schemas", text(variant.get("schema"))))
    return found


def _required_schemes(spec: Spec) -> set[str]:
    requirements = [spec.root.get("security"), *(operation.node.get("security") for operation in spec.operations)]
    return {
        pointer("components", "securitySchemes", name)
        for listed in requirements
        for requirement in listed or ()
        for name in requirement
    }
