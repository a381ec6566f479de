"""What changed for a user of the SDK between two versions of one description. The policy stands in `policy`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal, TextIO, TypeAlias, cast

from codegen.changes.policy import Level, judge, worst
from codegen.document import Document, Node, escape
from codegen.facts.compare import Delta, differences, fold, group, move, pair_renames
from codegen.facts.fact import Fact, Facts, trait_text
from codegen.facts.shapes import flatten
from codegen.facts.surface import surface

Verdict: TypeAlias = Literal["none", "patch", "minor", "major"]
_SDK_MEMBERS_LEFT_OUT = ("x-evidence", "x-sources")


@dataclass(frozen=True)
class Change:
    """One change, however many operations it shows in."""

    path: str
    kind: str
    level: Level
    old: str | None
    new: str | None
    why: str
    also: tuple[str, ...] = ()

    @property
    def breaking(self) -> bool:
        """Whether code that worked with the old version can fail with the new one."""
        return self.level == "major"


def run(old: Path, new: Path, *, as_json: bool, out: TextIO) -> int:
    """Print what changed from `old` to `new`; 1 when something breaks callers. Raises DocumentError."""
    changes = diff(Document.load(old), Document.load(new))
    out.write(to_json(changes) if as_json else to_text(changes))
    return 1 if verdict(changes) == "major" else 0


def diff(old: Document, new: Document) -> list[Change]:
    """Every change between two versions, the breaking ones first."""
    before, after = _everything(old), _everything(new)
    renamed = _rename_operations(before, after)
    found = [delta for delta in differences(before, after) if not _follows(delta.path, before, after)]
    deltas = [*renamed, *pair_renames(fold(found), before, after)]
    changes = [_change(places) for places in group(deltas)]
    return sorted(changes, key=lambda change: -("patch", "minor", "major").index(change.level))


def verdict(changes: list[Change]) -> Verdict:
    """The part of the version number that has to move."""
    return worst([change.level for change in changes]) if changes else "none"


def to_text(changes: list[Change]) -> str:
    """The changes for a person, one line each, breaking ones first."""
    lines = [_line(change) for change in changes]
    breaking = sum(change.breaking for change in changes)
    total = "1 change" if len(changes) == 1 else f"{len(changes) or 'no'} changes"
    return "\n".join([*lines, f"{total}, {breaking} breaking; verdict: {verdict(changes)}", ""])


def to_json(changes: list[Change]) -> str:
    """The changes for a program."""
    rows: list[dict[str, Any]] = [{**asdict(change), "breaking": change.breaking} for change in changes]
    return json.dumps({"verdict": verdict(changes), "changes": rows}, indent=2, ensure_ascii=False) + "\n"


def _line(change: Change) -> str:
    what = f"{change.old} → {change.new}" if change.old and change.new else change.new or change.old or ""
    places = "1 more place" if len(change.also) == 1 else f"{len(change.also)} more places"
    more = f" (and {places})" if change.also else ""
    return f"{change.level:6}{change.kind:9}{change.path}{more}: {what} ({change.why})"


def _change(places: list[Delta]) -> Change:
    """Name a group by where an operation shows it; the model alone when no operation does."""
    paths = [place.path for place in places]
    first = next((place for place in places if not place.path.startswith("/models/")), places[0])
    level, why = judge(first, paths)
    old, new = (str(fact) if fact else None for fact in (first.old, first.new))
    if first.new_path:
        old, new = first.path, first.new_path
    return Change(first.path, first.kind, level, old, new, why, tuple(path for path in paths if path != first.path))


def _everything(document: Document) -> Facts:
    """The surface, and what only users of generated code see: names of models, modules and attributes, SDK members."""
    facts = surface(document)
    for name, schema in document.schemas.items():
        top = f"/models/{escape(name)}"
        own = flatten(document, schema, top, origin=escape(name))
        facts.update({**own, top: replace(own[top], named=name)})
        facts.update(_attributes(name, schema))
    for operation in document.operations():
        top = escape(operation.id)
        if tags := operation.node.get("tags"):
            facts[f"/modules/{top}"] = Fact(str(tags[0]))
        for member, value in operation.node.items():
            if member.startswith("x-") and member not in _SDK_MEMBERS_LEFT_OUT:
                facts[f"/sdk/{top}/{member}"] = Fact(trait_text(_without_evidence(value)))
    return facts


def _follows(path: str, before: Facts, after: Facts) -> bool:
    """Whether a name merely came or went with its operation or model."""
    _, root, owner, *_ = [*path.split("/"), "", ""]
    owner = f"/models/{owner}" if root == "attributes" else owner
    return root in ("modules", "sdk", "attributes") and not (owner in before and owner in after)


def _attributes(model: str, schema: Any) -> Iterator[tuple[str, Fact]]:
    """Attributes whose Python name is written in the description instead of being derived from the wire name."""
    for part in (schema, *schema.get("allOf", [])):
        for name, node in part.get("properties", {}).items():
            if "x-name" in node:
                yield f"/attributes/{escape(model)}/{escape(name)}", Fact(str(node["x-name"]))
        if field := part.get("x-additional-properties-field"):
            yield f"/attributes/{escape(model)}/*", Fact(str(field))


def _without_evidence(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    members = cast(Node, value)
    return {name: member for name, member in members.items() if name not in _SDK_MEMBERS_LEFT_OUT}


def _rename_operations(before: Facts, after: Facts) -> list[Delta]:
    """Find operations that kept method and path under a new id, and give them that id in `before` as well."""
    gone, here = (_by_route(one, other) for one, other in ((before, after), (after, before)))
    deltas: list[Delta] = []
    for route, old_id in gone.items():
        if new_id := here.get(route):
            deltas.append(Delta(old_id, before[old_id], after[new_id], new_id))
            for prefix in ("", "/modules/", "/sdk/"):
                move(before, prefix + old_id, prefix + new_id)
    return deltas


def _by_route(facts: Facts, others: Facts) -> dict[tuple[str, str], str]:
    """Ids by method and path, of the operations that the other side does not have."""
    own = [path for path, fact in facts.items() if fact.kind == "operation" and path not in others and path[0] != "/"]
    return {(facts[f"{top}/method"].kind, facts[f"{top}/path"].kind): top for top in own}
