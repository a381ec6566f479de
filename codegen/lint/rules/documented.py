"""No documented name is missing: the names that the documentation prints, operation by operation.

`documented.yaml` beside the document lists them: an operationId or a schema's name, then the names its pages print.

    publishSpendData: [appId, records, signatureId, created]

Each must be a parameter of the operation, or a property of a schema that the operation (or the schema) reaches.
"""

from __future__ import annotations

from collections.abc import Iterator

from codegen.document import pointer
from codegen.facts.notation import is_list, is_mapping
from codegen.lint.nodes import mapping, sequence, text, texts
from codegen.lint.problem import Problem
from codegen.lint.reach import below
from codegen.lint.registry import rule
from codegen.lint.spec import Spec


@rule("documented-form", "documented")
def documented_form(spec: Spec) -> Iterator[Problem]:
    """documented.yaml maps operations and schemas to lists of names."""
    yield from spec.documented_problems
    if spec.documented is not None and not spec.documented_problems and not is_mapping(spec.documented):
        yield Problem("", "the file is not a mapping", "write `operationId: [name, …]`")
    for owner, names in mapping(spec.documented).items():
        if not is_list(names) or len(texts(names)) != len(sequence(names)):
            yield Problem(pointer(owner), "not a list of names", "write `operationId: [name, …]`")


@rule("documented", "documented")
def documented(spec: Spec) -> Iterator[Problem]:
    """Every name that the documentation prints is in the document."""
    operations = {operation.id: operation for operation in reversed(spec.operations)}
    for owner, names in mapping(spec.documented).items():
        if owner in operations:
            operation = operations[owner]
            known = _names(spec, operation.pointer) | {text(p.get("name")) for p in spec.parameters(operation)}
        elif owner in spec.document.schemas:
            known = _names(spec, pointer("components", "schemas", owner))
        else:
            message = f"the document has neither an operation nor a schema `{owner}`"
            yield Problem(pointer(owner), message, "describe it, or correct the name here")
            continue
        for name in texts(names):
            if name not in known:
                yield Problem(pointer(owner), f"`{name}` is documented and missing", "describe it, or correct it here")


def _names(spec: Spec, start: str) -> set[str]:
    """The names of the properties at and below a pointer, through references."""
    return {place.key for place in below(spec, start) if place.role == "properties"}
