"""What a ledger entry claims, as facts: at these paths the vendor has this and we have that.

A pointer is a path of `surface`. Two forms stand for several: `{a,b}/request` for places named one by one, and
`*/security` for every operation *where the two sides differ*. The value below an operation or the whole document is a
tree (`method: post`, `parameters: {query: {name!: string}}`), from bodies and parameters on it is a shape. A shape that
is text speaks about its path alone: `array! maxItems=9` says nothing about the items.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from codegen.document import Document, DocumentError, escape
from codegen.facts.compare import Delta, differences
from codegen.facts.fact import Fact, Facts, subtree, unescape
from codegen.facts.notation import Expand, ShapeError, is_list, is_mapping, parse, render
from codegen.facts.shapes import flatten
from codegen.upstream.ledger import Entry, Ledger, LedgerError

ABSENT = "absent"
PRESENT = "present"
_OPERATION = re.compile(r"(?:/webhooks/)?[^/]+")
_SHAPE = re.compile(r"(?:/webhooks/)?[^/]+/(?:request|responses/[^/]+|parameters/[^/]+/[^/]+)(?:[/;\[|].*)?")
_FIELDS = re.compile(r"(?:/webhooks/)?[^/]+/parameters/[^/]+")
_SEVERAL = re.compile(r"(.*?)\{([^{}]*,[^{}]*)\}(.*)")


@dataclass(frozen=True)
class Claim:
    """One entry at one pointer. `everywhere`: it came from `*`, so it only speaks where the two sides differ."""

    entry: Entry
    pointer: str
    theirs: Facts
    ours: Facts
    everywhere: bool = False

    @property
    def paths(self) -> dict[str, None]:
        """Everything it says something about; a path on one side only is claimed to be absent on the other."""
        return dict.fromkeys([*self.theirs, *self.ours])

    def mismatches(self, ours: Facts) -> list[Delta]:
        """Where our description is not what the entry says it is."""
        have = {path: ours[path] for path in self.paths if path in ours}
        return differences(self.ours, have if self.ours else subtree(ours, self.pointer))


def claims(ledger: Ledger, document: Document, ours: Facts) -> list[Claim]:
    """The claims of all entries; those about every operation first, the others overrule them. Raises LedgerError."""
    found = [claim for entry in ledger.description for claim in _claims(ledger, entry, document, ours)]
    _refuse_contradictions(ledger, [claim for claim in found if not claim.everywhere])
    return sorted(found, key=lambda claim: not claim.everywhere)


def _refuse_contradictions(ledger: Ledger, found: list[Claim]) -> None:
    """Two entries may not say different things about one path: one of them would never be noticed to be wrong."""
    first: dict[str, Claim] = {}
    for claim in found:
        for path in claim.paths:
            other = first.setdefault(path, claim)
            if str(other.theirs.get(path)) != str(claim.theirs.get(path)):
                said = " and ".join(f"`{each.theirs.get(path, ABSENT)}` ({each.entry.id})" for each in (other, claim))
                raise LedgerError(f"{ledger.file}: {claim.entry.id}: `theirs` at {path} is {said}; keep one of them")


def _claims(ledger: Ledger, entry: Entry, document: Document, ours: Facts) -> Iterator[Claim]:
    operations = [top for top, fact in ours.items() if fact.kind == "operation" and not top.startswith("/")]
    for pointer in spelled_out(entry.pointer, operations):
        theirs = _side(ledger, entry, "theirs", pointer, None)
        if entry.ours == PRESENT:
            own = subtree(ours, pointer)
        else:
            own = _side(ledger, entry, "ours", pointer, _expander(document))
        yield Claim(entry, pointer, theirs, own, entry.pointer.startswith("*/"))


def spelled_out(pointer: str, operations: Iterable[str]) -> Iterator[str]:
    """The pointers that one stands for: `{a,b}` for each of these, a leading `*` for each operation."""
    if several := _SEVERAL.fullmatch(pointer):
        for name in several[2].split(","):
            yield from spelled_out(several[1] + name.strip() + several[3], operations)
    elif pointer.startswith("*/"):
        yield from (top + pointer[1:] for top in operations)
    else:
        yield pointer


def _side(ledger: Ledger, entry: Entry, member: str, pointer: str, expand: Expand | None) -> Facts:
    value = getattr(entry, member)
    try:
        return {} if value == ABSENT else read(value, pointer, expand)
    except (ShapeError, DocumentError) as error:
        raise LedgerError(f"{ledger.file}: {entry.id}: `{member}`: {error}") from error


def _expander(document: Document) -> Expand:
    def expand(name: str, path: str, required: bool) -> Facts:
        if name not in document.schemas:
            raise ShapeError(f"{path}: our description has no component `{name}`; write its new name or a shape")
        return flatten(document, {"$ref": f"#/components/schemas/{escape(name)}"}, path, required=required)

    return expand


def read(value: Any, path: str, expand: Expand | None = None) -> Facts:
    """The facts that a value of the ledger stands for under a path. Raises ShapeError."""
    return dict(_read(value, path, expand))


def _read(value: Any, path: str, expand: Expand | None) -> Iterator[tuple[str, Fact]]:
    if _SHAPE.fullmatch(path):
        yield from parse(value, path, expand=expand).items()
    elif not is_mapping(value):
        yield path, Fact(_text(value, path))
    elif _FIELDS.fullmatch(path):
        for name, shape in value.items():
            key = escape(str(name).removesuffix("!"))
            yield from parse(shape, f"{path}/{key}", expand=expand, required=str(name).endswith("!")).items()
    else:
        if _OPERATION.fullmatch(path) and "=" not in value:
            yield path, Fact("operation")
        for name, member in value.items():
            yield from _read(member, path if name == "=" else f"{path}/{escape(str(name))}", expand)


def _text(value: Any, path: str) -> str:
    if is_list(value) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    if isinstance(value, str):
        return value
    raise ShapeError(f"{path}: {value!r} must be text here, or a list of texts")


def write(facts: Facts, path: str, *, marked: bool = True) -> Any:
    """What to put into the ledger for what lies at a path: the reverse of `read`."""
    here = subtree(facts, path)
    if not here:
        return ABSENT
    if _SHAPE.fullmatch(path) and path in here:
        return render(here, path, marked=marked)
    children = dict.fromkeys(path + _first_step(other[len(path) :]) for other in here if other != path)
    if not children:
        return str(here[path])
    own = {"=": str(here[path])} if path in here and str(here[path]) != "operation" else {}
    fields = _FIELDS.fullmatch(path) is not None
    return own | {_name(here, child, path, marked=fields): write(here, child, marked=not fields) for child in children}


def _first_step(rest: str) -> str:
    return rest[: rest.find("/", 1)] if "/" in rest[1:] else re.split(r"[\[|]", rest, maxsplit=1)[0]


def _name(facts: Facts, child: str, path: str, *, marked: bool) -> str:
    name = unescape(child[len(path) + 1 :])
    return name + ("!" if marked and child in facts and facts[child].required else "")
