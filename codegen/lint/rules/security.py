"""Security: stated for each operation, with schemes and scopes that exist."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.document import Node
from codegen.lint.nodes import mapping
from codegen.lint.problem import Problem
from codegen.lint.registry import rule
from codegen.lint.spec import Spec


@rule("security")
def security(spec: Spec) -> Iterator[Problem]:
    """Every operation has a stated security, its own or the document's; `[]` says that it needs none."""
    for operation in spec.calls:
        if "security" not in operation.node and "security" not in spec.root:
            yield Problem(operation.pointer, "no security", "state the scheme and its scopes, or `security: []`")


@rule("security-scope")
def security_scope(spec: Spec) -> Iterator[Problem]:
    """A security requirement names a scheme of the document and scopes of that scheme."""
    schemes = mapping(mapping(spec.root.get("components")).get("securitySchemes"))
    places = [("", spec.root), *((operation.pointer, operation.node) for operation in spec.operations)]
    for where, node in places:
        for name, scopes in (item for requirement in node.get("security", []) for item in requirement.items()):
            if name not in schemes:
                yield Problem(f"{where}/security", f"there is no security scheme `{name}`", "name one that exists")
                continue
            known = _scopes(spec.resolve(schemes[name]))
            if known and not scopes:
                yield Problem(f"{where}/security", f"`{name}` without a scope", "name the scope that the call needs")
            for scope in scopes:
                if scope not in known:
                    message = f"`{name}` has no scope `{scope}`"
                    yield Problem(f"{where}/security", message, "correct it or add it to the scheme's flow")


def _scopes(scheme: Node) -> set[str]:
    flows = mapping(scheme.get("flows")).values()
    return {scope for flow in flows for scope in mapping(mapping(flow).get("scopes"))}
