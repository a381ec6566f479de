"""Differences between two surfaces, told the way a person would: once each, at the topmost place.

`diff` compares two versions of our description with it, `drift` what the vendor says with what the ledger expects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from codegen.facts.fact import Fact, Facts, ancestors, subtree


@dataclass(frozen=True)
class Delta:
    """One difference. `old` is None for something new, `new` for something gone; a rename has both and two paths."""

    path: str
    old: Fact | None
    new: Fact | None
    new_path: str | None = None

    @property
    def kind(self) -> str:
        """`added`, `removed`, `renamed` or `changed`."""
        if self.new_path:
            return "renamed"
        return "added" if self.old is None else "removed" if self.new is None else "changed"


def move(facts: Facts, old: str, new: str) -> None:
    """Bring everything at and below a path to another one."""
    for path in list(subtree(facts, old)):
        facts[new + path[len(old) :]] = facts.pop(path)


def differences(old: Facts, new: Facts) -> list[Delta]:
    """Every path at which the two say something else, in the order of `old`, then of `new`."""
    paths = dict.fromkeys([*old, *new])
    return [Delta(path, old.get(path), new.get(path)) for path in paths if not _equal(old.get(path), new.get(path))]


def _equal(one: Fact | None, other: Fact | None) -> bool:
    return str(one) == str(other) if one and other else one is other


def fold(deltas: Iterable[Delta]) -> list[Delta]:
    """Leave out what follows from a difference above it, as the fields of a removed object do."""
    known = {delta.path: delta for delta in deltas}

    def follows(delta: Delta) -> bool:
        return any(_swallows(known.get(top), delta) for top in ancestors(delta.path))

    return [delta for delta in known.values() if not follows(delta)]


def _swallows(above: Delta | None, delta: Delta) -> bool:
    if above is None:
        return False
    if above.old and above.new:
        return above.old.kind != above.new.kind and delta.kind != "changed"
    return above.kind == delta.kind


def pair_renames(deltas: list[Delta], old: Facts, new: Facts) -> list[Delta]:
    """Join a removal and an addition beside each other that look alike, if there is just one candidate.

    Whether it is required may differ: that flag stands beside the name and is easily lost with it.
    """
    removed = _by_look([delta for delta in deltas if delta.kind == "removed"], old)
    added = _by_look([delta for delta in deltas if delta.kind == "added"], new)
    result = list(deltas)
    for look, gone in removed.items():
        here = added.get(look, [])
        if len(gone) == len(here) == 1:
            index = result.index(gone[0])
            result[index] = replace(gone[0], new=here[0].new, new_path=here[0].path)
            result.remove(here[0])
    return result


def _by_look(deltas: list[Delta], facts: Facts) -> dict[object, list[Delta]]:
    """Deltas by parent and by everything that is said at and below them."""
    found: dict[object, list[Delta]] = {}
    for delta in deltas:
        own = subtree(facts, delta.path) | {delta.path: replace(facts[delta.path], required=False)}
        look = frozenset((path[len(delta.path) :], str(fact)) for path, fact in own.items())
        found.setdefault((parent(delta.path), look), []).append(delta)
    return found


def parent(path: str) -> str:
    """Where a path hangs; a parameter hangs on all parameters, so that it may move from the query to a header."""
    top, _, rest = path.partition("/parameters/")
    return f"{top}/parameters" if rest.count("/") == 1 else next(ancestors(path), "")


def group(deltas: Iterable[Delta], apart: Callable[[Delta], object] = lambda _: None) -> list[list[Delta]]:
    """Put together what is one change in several places: in one component, or the same in many operations.

    Deltas for which `apart` gives different values are kept apart.
    """
    groups: dict[object, list[Delta]] = {}
    for delta in deltas:
        groups.setdefault((_identity(delta), apart(delta)), []).append(delta)
    return list(groups.values())


def _identity(delta: Delta) -> object:
    texts = (str(delta.old), str(delta.new), delta.new_path and delta.new_path.rpartition("/")[2])
    if delta.old and delta.new and delta.old.named and delta.old.named == delta.new.named:
        bare = (str(replace(delta.old, required=False)), str(replace(delta.new, required=False)))
        if bare[0] != bare[1]:
            return delta.old.named, bare
    origin = (delta.new or delta.old or Fact("")).origin
    if origin:
        return origin, texts
    operation, _, member = delta.path.partition("/")
    return (member if operation else delta.path) or delta.path, texts
