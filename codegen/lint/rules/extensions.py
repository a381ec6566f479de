"""`x-` members in general: known, in the right place, with a value of the right form."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from codegen.document import pointer
from codegen.lint.members import MEMBERS, faults
from codegen.lint.problem import Problem
from codegen.lint.registry import rule
from codegen.lint.sound import Place
from codegen.lint.spec import Spec


@rule("x-unknown")
def x_unknown(spec: Spec) -> Iterator[Problem]:
    """An `x-` member is one of those this project knows: a misspelt one would be ignored silently."""
    for place, name in _members(spec):
        if name not in MEMBERS:
            close = get_close_matches(name, MEMBERS, 1)
            fix = f"did you mean `{close[0]}`?" if close else "correct it, or add it to codegen/lint/members.py"
            yield Problem(pointer(*place.tokens, name), f"`{name}` is not a member this project knows", fix)


@rule("x-place")
def x_place(spec: Spec) -> Iterator[Problem]:
    """A known `x-` member stands on a node that its reader looks at."""
    for place, name in _members(spec):
        places = MEMBERS[name].places if name in MEMBERS else ()
        if places and place.kind not in places:
            fix = f"move it to the {' or the '.join(places)}"
            yield Problem(pointer(*place.tokens, name), f"`{name}` on a {place.kind} is read by nothing", fix)


@rule("x-value")
def x_value(spec: Spec) -> Iterator[Problem]:
    """The value of a known `x-` member has the form that specs/README.md gives it."""
    for place, name in _members(spec):
        for path, message in faults(name, place.node[name]) if name in MEMBERS else ():
            yield Problem(
                pointer(*place.tokens, name, *path), f"{name}: {message:.200}", "see the tables of specs/README.md"
            )


def _members(spec: Spec) -> Iterator[tuple[Place, str]]:
    for place in spec.places:
        for name in place.node:
            if name.startswith("x-"):
                yield place, name
