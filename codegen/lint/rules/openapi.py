"""The document is valid OpenAPI 3.1: openapi-spec-validator's errors, each with its place in the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema_path.paths import SchemaPath
from openapi_spec_validator import OpenAPIV31SpecValidator
from openapi_spec_validator.validation.exceptions import DuplicateOperationIDError
from openapi_spec_validator.validation.keywords import KeywordValidator

from codegen.document import Node, pointer
from codegen.lint.nodes import mapping, sequence
from codegen.lint.problem import Problem
from codegen.lint.registry import rule
from codegen.lint.spec import Spec

_LOCATED = ("path", "operation", "parameters", "parameter", "content", "schema", "default")
_FIX = "write it as OpenAPI 3.1 has it"


@rule("openapi")
def openapi(spec: Spec) -> Iterator[Problem]:
    """openapi-spec-validator finds nothing to object to."""
    try:
        yield from dict.fromkeys(_problems(spec))
    except Exception as error:  # the validator trusts its input more than this lint may
        yield Problem("", f"openapi-spec-validator gave up ({type(error).__name__}: {error!s:.200})", _FIX)


@rule("schema-valid")
def schema_valid(spec: Spec) -> Iterator[Problem]:
    """Schemas in webhooks and headers are valid too: openapi-spec-validator does not look at them."""
    checker: Any = Draft202012Validator
    for place in spec.of("schema"):
        if place.parent and place.role == "schema" and (place.parent.kind == "header" or place.tokens[0] == "webhooks"):
            for error in checker(checker.META_SCHEMA, format_checker=checker.FORMAT_CHECKER).iter_errors(place.node):
                yield Problem(place.pointer + pointer(*error.absolute_path), f"{error.message:.300}", _FIX)


def _problems(spec: Spec) -> Iterator[Problem]:
    validator = OpenAPIV31SpecValidator(cast(Any, spec.root))
    registry = validator.keyword_validators_registry
    for keyword in _LOCATED:
        registry[keyword] = _Located(registry[keyword], ("default",) if keyword == "default" else ())
    for error in validator.iter_errors():
        if isinstance(error, DuplicateOperationIDError):
            continue  # the rule `operation-id-unique` names both places
        yield Problem(_canonical(spec.root, error.absolute_path), f"{error.message:.300}", _FIX)


class _Located(KeywordValidator):
    """A validator of the library whose errors have a path from the root of the document, not from the node."""

    def __init__(self, inner: KeywordValidator, member: tuple[str, ...]) -> None:
        super().__init__(inner.registry)
        self._inner: Any = inner
        self._member = member

    def __call__(self, *arguments: Any, **options: Any) -> Iterator[ValidationError]:
        parts = next((a.parts for a in arguments if isinstance(a, SchemaPath)), ())
        for error in self._inner(*arguments, **options):
            if not hasattr(error, "located"):  # by a validator further in
                error.path.extendleft(reversed((*parts, *self._member)))
                error.located = True
            yield error


def _canonical(root: Node, tokens: Iterable[Any]) -> str:
    """The pointer to a node that was reached through references: where it is written, not where it is used."""
    node: Any = root
    written: list[str] = []
    for token in map(str, tokens):
        reference = mapping(node).get("$ref")
        if isinstance(reference, str) and token not in node:
            written = [part.replace("~1", "/").replace("~0", "~") for part in reference.split("/")[1:]]
            node = root
            for part in written:
                node = mapping(node).get(part)
        written.append(token)
        node = sequence(node)[int(token)] if isinstance(node, list) and token.isdigit() else mapping(node).get(token)
    return pointer(*written)
