"""The house's shorthand for shapes, as `specs/README.md` describes it: YAML values ↔ facts.

The ledger is written in it, and every report prints it, so that what a report shows can be pasted into the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeAlias, TypeGuard

from codegen.document import escape
from codegen.facts.fact import Fact, Facts, is_below, unescape

Expand: TypeAlias = Callable[[str, str, bool], Facts]
"""(component, path, required) → the facts of that component there."""

_KIND = r"[A-Za-z][\w.:-]*(?:\([^()]*\))?"
_SCALAR = re.compile(
    rf"(?P<kind>{_KIND}(?:\|(?!null\b){_KIND})*)(?P<values>\{{.*\}})?(?P<null>\|null)?(?P<required>!)?"
    r"(?P<traits>(?: .*)?)"
)
_VALUE = re.compile(r'"(?:[^"\\]|\\.)*"|[^,]+')
_TRAIT = re.compile(r' +([A-Za-z][\w-]*)=("(?:[^"\\]|\\.)*"|\S+)')
_COMPONENT = re.compile(r"[A-Z]\w*")
_NOT_A_SHAPE = "a shape is text, a list of one item or a mapping; quote `null` and numbers"


class ShapeError(ValueError):
    """A value that is not a shape; the message says where and what to write instead."""


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether a YAML value is a list."""
    return isinstance(value, list)


def is_mapping(value: object) -> TypeGuard[dict[Any, Any]]:
    """Whether a YAML value is a mapping."""
    return isinstance(value, dict)


def parse(value: Any, path: str, *, expand: Expand | None = None, required: bool = False) -> Facts:
    """Read the facts a shape stands for. Without `expand`, a component's name is refused. Raises ShapeError."""
    return dict(_parse(value, path, expand, required))


def _parse(value: Any, path: str, expand: Expand | None, required: bool) -> Iterator[tuple[str, Fact]]:
    if isinstance(value, str):
        yield from _parse_text(value, path, expand, required)
    elif is_list(value):
        yield from _parse_list(value, path, expand, required)
    elif is_mapping(value):
        yield from _parse_mapping(value, path, expand, required)
    else:
        raise ShapeError(f"{path}: {value!r} is not a shape; {_NOT_A_SHAPE}")


def _parse_text(text: str, path: str, expand: Expand | None, required: bool) -> Iterator[tuple[str, Fact]]:
    fact = _read_scalar(text, path)
    fact = replace(fact, required=fact.required or required)
    if not _COMPONENT.fullmatch(fact.kind):
        yield path, fact
    elif expand is None:
        raise ShapeError(f"{path}: `{fact.kind}` looks like one of our components; say what the vendor has in full")
    else:
        facts = expand(fact.kind, path, fact.required)
        facts[path] = replace(facts[path], nullable=facts[path].nullable or fact.nullable)
        yield from facts.items()


def _read_scalar(text: str, path: str) -> Fact:
    found = _SCALAR.fullmatch(text.strip())
    if found is None:
        raise ShapeError(f"{path}: `{text}` is not a shape; write e.g. `string(date)`, `string{{a,b}}`, `integer|null`")
    values = [part.strip() for part in _VALUE.findall((found["values"] or "")[1:-1])]
    traits = tuple(_TRAIT.findall(found["traits"]))
    if _TRAIT.sub("", found["traits"]).strip():
        raise ShapeError(f"{path}: `{found['traits'].strip()}` is not a list of limits; write e.g. `maxLength=50`")
    listed = tuple(value for value in values if value != "...")
    is_open = len(listed) < len(values)
    return Fact(found["kind"], bool(found["null"]), bool(found["required"]), listed, is_open, traits)


def _parse_list(items: list[Any], path: str, expand: Expand | None, required: bool) -> Iterator[tuple[str, Fact]]:
    if not items:
        raise ShapeError(f"{path}: an empty list is not a shape; write `[any]` for an array of anything")
    yield path, _container("array", items[1:], path, required)
    yield from _parse(items[0], f"{path}[]", expand, False)


def _parse_mapping(
    members: dict[Any, Any], path: str, expand: Expand | None, required: bool
) -> Iterator[tuple[str, Fact]]:
    own = members.get("=", [])
    words: list[Any] = own if is_list(own) else [own]
    names = [str(name) for name in members if name != "="]
    is_union = bool(names) and all(name.startswith("|") for name in names)
    yield path, _container("one-of" if is_union else "object", words, path, required)
    for name, value in members.items():
        key = str(name)
        if is_union and key != "=":
            yield from _parse(value, f"{path}|{escape(key[1:])}", expand, False)
        elif key != "=":
            yield from _parse(value, f"{path}/{escape(key.removesuffix('!'))}", expand, key.endswith("!"))


def _container(kind: str, words: list[Any], path: str, required: bool) -> Fact:
    """Arrays and objects carry their limits as extra words: `[item, maxItems=9]`, `{'=': [nullable, closed]}`."""
    if not all(isinstance(word, str) for word in words):
        raise ShapeError(f"{path}: only words like `maxItems=9` or `nullable` may stand beside the item of an array")
    plain = [word for word in words if word not in ("nullable", "required")]
    fact = _read_scalar(" ".join([kind, *plain]), path)
    return replace(fact, nullable="nullable" in words, required=required or "required" in words)


def render(facts: Facts, path: str, *, marked: bool = False) -> Any:
    """Write the shape of what lies at `path`: the reverse of `parse`. `marked`: say also that it is required."""
    fact = facts[path] if marked else replace(facts[path], required=False)
    words = [f"{name}={value}" for name, value in fact.traits]
    words += [word for word, holds in (("nullable", fact.nullable), ("required", fact.required)) if holds]
    children = [other for other in facts if other != path and is_below(other, path) and _is_child(other, path)]
    if fact.kind == "array":
        return [render(facts, f"{path}[]") if f"{path}[]" in facts else "any", *words]
    if not children and fact.kind != "object":
        return str(fact)
    members = {_key(facts[child], child, path): render(facts, child) for child in children}
    return ({"=": words} if words else {}) | members


def _is_child(other: str, path: str) -> bool:
    rest = other[len(path) + 1 :]
    return not any(mark in rest for mark in ("/", "[]", "|"))


def _key(fact: Fact, path: str, parent: str) -> str:
    rest = path[len(parent) :]
    if rest.startswith("|"):
        return unescape(rest)
    return unescape(rest[1:]) + ("!" if fact.required else "")
