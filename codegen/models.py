"""specs → models.py through datamodel-code-generator, and the proof that nothing was dropped on the way."""

from __future__ import annotations

import ast
import copy
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from codegen.document import Document, Node
from codegen.errors import BuildError
from codegen.naming import snake_case

PRESET = "standard-py311-20261017"
TEMPLATES = Path(__file__).parent / "templates" / "models"
_OTHER = "*"  # the wire name under which a struct keeps keys that are not described; see codec.py.jinja
_PLACEHOLDER = "generated_package.types"  # the generator knows no relative import

HEADER = '''"""Models of {title}.

Made by `python -m codegen build`; changes belong into the description or `codegen/templates`.
"""
'''


def build_models(document: Document) -> str:
    """The text of models.py. Raises BuildError when the generator fails, warns, or leaves something out."""
    prepared, house, names = _prepare(document)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "openapi.json"), Path(folder, "models.py")
        source.write_text(json.dumps(prepared), encoding="utf-8")
        extra = Path(folder, "extra.json")
        extra.write_text(json.dumps({name: {"house": _literals(facts)} for name, facts in house.items()}), encoding="utf-8")
        aliases = Path(folder, "aliases.json")
        aliases.write_text(json.dumps(names), encoding="utf-8")
        _run(source, target, extra, aliases)
        text = target.read_text(encoding="utf-8")
    text = text.removeprefix("#").replace(f"from {_PLACEHOLDER} import", "from .types import")
    text = HEADER.format(title=document.root["info"]["title"]) + text
    _verify(document, text)
    return text


def _run(source: Path, target: Path, extra: Path, aliases: Path) -> None:
    command = [
        *(sys.executable, "-m", "datamodel_code_generator"),
        *("--input", str(source), "--output", str(target), "--input-file-type", "openapi"),
        *("--output-model-type", "msgspec.Struct", "--preset", PRESET, "--openapi-scopes", "schemas"),
        *("--use-msgspec-tagged-unions", "--snake-case-field", "--no-collapse-root-models", "--no-use-annotated"),
        *("--use-schema-description", "--use-inline-field-description", "--output-datetime-class", "datetime"),
        *("--enum-field-as-literal", "none", "--capitalise-enum-members", "--keyword-only"),
        *("--custom-template-dir", str(TEMPLATES), "--extra-template-data", str(extra), "--aliases", str(aliases)),
        *("--additional-imports", ",".join(f"{_PLACEHOLDER}.{name}" for name in _IMPORTS) + ",typing.ClassVar,typing.Literal"),
        *("--formatters", "builtin", "--disable-timestamp", "--custom-file-header", "#"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or done.stderr.strip():
        reason = done.stderr.strip().splitlines() or ["no message"]
        raise BuildError(f"datamodel-code-generator stopped or warned: {' | '.join(reason[-3:])}")


_IMPORTS = ("OpenEnum", "Milliseconds", "masked_repr", "milliseconds", "refuse_secrets")


def _prepare(document: Document) -> tuple[Node, dict[str, dict[str, Any]], dict[str, str]]:
    """The component schemas in the form the generator understands, facts per class for its template, field names."""
    schemas: dict[str, Node] = copy.deepcopy(document.schemas)
    house: dict[str, dict[str, Any]] = {}
    names: dict[str, str] = {}
    for name, schema in schemas.items():
        if "x-extensible-enum" in schema:
            schema["enum"] = schema.pop("x-extensible-enum")
        if "enum" in schema:
            schema["x-enum-varnames"] = _member_names(name, schema)
        facts = house[name] = {"aliases": {}, "open_field": "", "milliseconds": [], "secrets": ()}
        for part in _objects(schema):
            _prepare_object(name, part, facts, names)
    for name, schema in schemas.items():
        _inherit(schema, house[name], house)
    info = {"title": document.root["info"]["title"], "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": {}, "components": {"schemas": schemas}}, house, names


def _inherit(schema: Node, facts: dict[str, Any], house: dict[str, dict[str, Any]]) -> None:
    """A struct that says something of its own about a theme repeats what its base says: class members replace."""
    for part in schema.get("allOf", []):
        base = house.get(str(part.get("$ref", "")).rsplit("/", 1)[-1])
        if base is None:
            continue
        if facts["aliases"]:
            facts["aliases"] = {**base["aliases"], **facts["aliases"]}
        for theme in ("milliseconds", "secrets"):
            if facts[theme]:
                facts[theme] = base[theme] + facts[theme]


def _member_names(owner: str, schema: Node) -> list[str]:
    """Enumeration member names, by value and not by position: a value added later renames nothing."""
    names: list[str] = schema.get("x-enum-varnames") or [snake_case(str(value)).upper() for value in schema["enum"]]
    names = [name or "EMPTY" for name in names]
    names = [f"VALUE_{name}" if name[0].isdigit() else name for name in names]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BuildError(f"#/components/schemas/{owner}: two values become {twice[0]}; give x-enum-varnames beside them")
    return names


def _literals(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as Python source, empty when there is nothing to write."""
    return {key: value if isinstance(value, str | list) else repr(value) if value else "" for key, value in facts.items()}


def _objects(schema: Node) -> Iterator[Node]:
    yield schema
    yield from (part for part in schema.get("allOf", []) if "$ref" not in part)


def _prepare_object(owner: str, schema: Node, facts: dict[str, Any], names: dict[str, str]) -> None:
    properties: dict[str, Node] = schema.get("properties", {})
    for wire in list(properties):
        node = properties[wire]
        if "x-alias-of" in node:
            facts["aliases"][wire] = node["x-alias-of"]
            del properties[wire]
            continue
        python_name = node.get("x-name") or snake_case(wire)
        names[f"{owner}.{wire}"] = python_name
        if node.get("x-secret"):
            facts["secrets"] += (python_name,)
        if node.get("format") == "unix-ms":
            del node["format"]
            node["customTypePath"] = f"{_PLACEHOLDER}.Milliseconds"
            facts["milliseconds"].append(python_name)
        if node.get("type") == "string" and node.get("format") not in (None, "date", "date-time"):
            del node["format"]  # e-mail, URI and the like stay what the wire has: a string
    if field := schema.pop("x-additional-properties-field", None):
        schema.pop("additionalProperties", None)
        facts["open_field"] = field
        names[f"{owner}.{_OTHER}"] = field
        text = "Every other key of the record, written beside the documented ones."
        properties[_OTHER] = {"type": "object", "additionalProperties": {}, "default": {}, "description": text}
    elif properties:
        schema.pop("additionalProperties", None)
    elif schema.get("type") == "object" and schema.get("additionalProperties", True) is True:
        schema["additionalProperties"] = {}  # a mapping keeps what an empty struct would lose


def _verify(document: Document, text: str) -> None:
    """Both generators have dropped schemas without a word before; what is described must be there."""
    tree = ast.parse(text)
    classes = {node.name: ast.unparse(node) for node in tree.body if isinstance(node, ast.ClassDef)}
    aliases = {node.target.id for node in tree.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)}
    for name, schema in document.schemas.items():
        if name not in classes and name not in aliases:
            raise BuildError(f"#/components/schemas/{name} is missing from the generated models; is its name used twice?")
        for part in _objects(schema):
            for wire, node in part.get("properties", {}).items():
                python_name = node.get("x-name") or snake_case(wire)
                if "x-alias-of" in node:
                    python_name = f"{wire!r}:"
                if f"{python_name}" not in classes.get(name, ""):
                    raise BuildError(f"#/components/schemas/{name}/properties/{wire} is missing from the generated models")
    extra = set(classes) | aliases
    unexpected = sorted(extra - set(document.schemas))
    if unexpected:
        raise BuildError(f"the generator invented {unexpected[0]}: give that schema a name under #/components/schemas")
