"""Components: each is used."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.lint.problem import Problem
from codegen.lint.reach import used
from codegen.lint.registry import rule
from codegen.lint.spec import Spec


@rule("component-unused")
def component_unused(spec: Spec) -> Iterator[Problem]:
    """Every component is reached from an operation or a webhook, or says in x-unreferenced why it stands there."""
    reached = used(spec)
    for place in spec.places:
        if place.component and place.pointer not in reached:
            fix = "use it, delete it, or give the reason in x-unreferenced"
            yield Problem(place.pointer, "no operation or webhook reaches this component", fix)
