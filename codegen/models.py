"""specs → models.py through datamodel-code-generator, and the proof that nothing was dropped on the way."""

from __future__ import annotations

import ast
import copy
import json
import keyword
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from codegen.document import Document, Node, pointer
from codegen.errors import BuildError
from codegen.naming import snake_case

PRESET = "standard-py311-20261017"
TEMPLATES = Path(__file__).parent / "templates" / "models"
_OTHER = "*"  # the wire name under which a struct keeps keys that are not described; see codec.py.jinja
_PACKAGE = "generated_package"  # the generator knows no relative import

HEADER = '''"""Models of {title}.

Made by `python -m codegen build`; changes belong into the description or `codegen/templates`.
"""
'''


@dataclass
class Facts:
    """What a description says about one struct and the generator does not carry over."""

    aliases: dict[str, str] = field(default_factory=dict[str, str])
    open_field: str = ""
    moments: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict[str, str])  # attribute → wire name
    base: Facts | None = None

    def for_template(self) -> dict[str, Any]:
        """Base classes and class members as Python source."""
        members = {
            "__aliases__: ClassVar[dict[str, str]]": self._with_base("aliases"),
            "__open_field__: ClassVar[str]": self.open_field,
            "__moments__: ClassVar[tuple[str, ...]]": self._with_base("moments"),
            "__secrets__: ClassVar[tuple[str, ...]]": self._with_base("secrets"),
        }
        bases = {"HasMoments": "moments", "KeepsSecrets": "secrets"}
        return {
            "bases": [name for name, theme in bases.items() if getattr(self, theme) and not self._inherited(theme)],
            "members": [f"{declaration} = {value!r}" for declaration, value in members.items() if value],
            "open_field": self.open_field,
        }

    def _inherited(self, theme: str) -> Any:
        return getattr(self.base, theme) or self.base._inherited(theme) if self.base else None

    def _with_base(self, theme: str) -> Any:
        """What the struct says, joined with what its base says: a class member replaces that of the base."""
        own, inherited = getattr(self, theme), self._inherited(theme)
        if not own or not inherited:
            return own
        return inherited | own if theme == "aliases" else inherited + own


def build_models(document: Document) -> str:
    """The text of models.py. Raises BuildError when the generator fails, warns, or leaves something out."""
    prepared, facts = _prepare(document)
    extra = {name: {"house": item.for_template()} for name, item in facts.items()}
    aliases = {f"{name}.{wire}": python for name, item in facts.items() for python, wire in item.names.items()}
    with tempfile.TemporaryDirectory() as folder:
        files = {"openapi": prepared, "extra": extra, "aliases": aliases}
        for name, content in files.items():
            Path(folder, f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
        text = _run(Path(folder))
    text = text.removeprefix("#").replace(f"from {_PACKAGE}.", "from .")
    text = HEADER.format(title=document.root["info"]["title"]) + text
    _verify(document, text)
    return text


def _run(folder: Path) -> str:
    command = [
        *(sys.executable, "-m", "datamodel_code_generator"),
        *("--input", "openapi.json", "--output", "models.py", "--input-file-type", "openapi"),
        *("--output-model-type", "msgspec.Struct", "--preset", PRESET, "--openapi-scopes", "schemas"),
        *("--use-msgspec-tagged-unions", "--snake-case-field", "--no-collapse-root-models", "--no-use-annotated"),
        *("--use-schema-description", "--use-inline-field-description", "--output-datetime-class", "datetime"),
        *("--enum-field-as-literal", "none", "--capitalise-enum-members", "--keyword-only"),
        *("--custom-template-dir", str(TEMPLATES), "--extra-template-data", "extra.json", "--aliases", "aliases.json"),
        *("--additional-imports", ",".join(_IMPORTS)),
        *("--formatters", "builtin", "--disable-timestamp", "--custom-file-header", "#"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode or done.stderr.strip():
        reason = done.stderr.strip().splitlines() or ["no message"]
        raise BuildError(f"datamodel-code-generator stopped or warned: {' | '.join(reason[-3:])}")
    return (folder / "models.py").read_text(encoding="utf-8")


_IMPORTS = (
    *(f"{_PACKAGE}.structs.HasMoments", f"{_PACKAGE}.structs.KeepsSecrets"),
    *(f"{_PACKAGE}.types.Milliseconds", f"{_PACKAGE}.types.OpenEnum"),
    *("typing.ClassVar", "typing.Literal"),
)


def _prepare(document: Document) -> tuple[Node, dict[str, Facts]]:
    """The component schemas in the form the generator understands, and what it does not understand by class."""
    schemas: dict[str, Node] = copy.deepcopy(document.schemas)
    facts = {name: Facts() for name in schemas}
    for name, schema in schemas.items():
        if "x-extensible-enum" in schema:
            schema["enum"] = schema.pop("x-extensible-enum")
        if "enum" in schema:
            schema["x-enum-varnames"] = _member_names(name, schema)
        for part in _objects(schema):
            _prepare_object(name, part, facts[name])
        for part in schema.get("allOf", []):
            facts[name].base = facts.get(str(part.get("$ref", "")).rsplit("/", 1)[-1], facts[name].base)
    for name, item in facts.items():
        _refuse_clashes(name, item)
    info = {"title": document.root["info"]["title"], "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": {}, "components": {"schemas": schemas}}, facts


def _where(owner: str, *more: str) -> str:
    return "#" + pointer("components", "schemas", owner, *more)


def _refuse_clashes(owner: str, facts: Facts) -> None:
    base = facts.base
    while base is not None:
        for name in facts.names.keys() & base.names.keys():
            if facts.names[name] != base.names[name]:
                raise _clash(owner, name, facts.names[name], base.names[name])
        base = base.base


def _clash(owner: str, name: str, *wires: str) -> BuildError:
    one, other = sorted(wires)
    return BuildError(f"{_where(owner)}: `{one}` and `{other}` both become {name}; give one of them an x-name")


def _member_names(owner: str, schema: Node) -> list[str]:
    """Enumeration member names, by value and not by position: a value added later renames nothing."""
    names: list[str] = schema.get("x-enum-varnames") or [snake_case(str(value)).upper() for value in schema["enum"]]
    if len(names) != len(schema["enum"]):
        raise BuildError(f"{_where(owner)}: {len(names)} x-enum-varnames for {len(schema['enum'])} values")
    names = [name or "EMPTY" for name in names]
    names = [f"VALUE_{name}" if name[0].isdigit() else name for name in names]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BuildError(f"{_where(owner)}: two values become {twice[0]}; give x-enum-varnames beside them")
    return names


def _objects(schema: Node) -> Iterator[Node]:
    yield schema
    yield from (part for part in schema.get("allOf", []) if "$ref" not in part)


def _prepare_object(owner: str, schema: Node, facts: Facts) -> None:
    properties: dict[str, Node] = schema.get("properties", {})
    for wire in [wire for wire, node in properties.items() if "x-alias-of" in node]:
        first = properties.pop(wire)["x-alias-of"]
        if first not in properties:
            raise BuildError(f"{_where(owner, 'properties', wire)}: there is no `{first}` to be an alias of")
        facts.aliases[wire] = first
    for wire, node in properties.items():
        _prepare_property(owner, wire, node, facts)
    if open_field := schema.pop("x-additional-properties-field", None):
        schema.pop("additionalProperties", None)
        facts.open_field = open_field
        text = "Every other key of the record, written beside the documented ones."
        properties[_OTHER] = {"type": "object", "additionalProperties": {}, "default": {}, "description": text}
        _name(owner, open_field, _OTHER, facts)
    elif properties:
        schema.pop("additionalProperties", None)
    elif schema.get("type") == "object" and schema.get("additionalProperties", True) is True:
        schema["additionalProperties"] = {}  # a mapping keeps what an empty struct would lose


def _prepare_property(owner: str, wire: str, node: Node, facts: Facts) -> None:
    attribute = node.get("x-name") or snake_case(wire)
    _name(owner, attribute, wire, facts)
    if node.get("x-secret"):
        facts.secrets += (attribute,)
    if node.get("format") == "unix-ms":
        del node["format"]
        node["customTypePath"] = f"{_PACKAGE}.types.Milliseconds"
        facts.moments += (attribute,)
    if node.get("type") == "string" and node.get("format") not in (None, "date", "date-time"):
        del node["format"]  # e-mail, URI and the like stay what the wire has: a string


def _name(owner: str, attribute: str, wire: str, facts: Facts) -> None:
    if not attribute.isidentifier() or keyword.iskeyword(attribute):
        raise BuildError(f"{_where(owner, 'properties', wire)}: {attribute!r} is no name in Python; give an x-name")
    if attribute in facts.names:
        raise _clash(owner, attribute, facts.names[attribute], wire)
    facts.names[attribute] = wire


def _verify(document: Document, text: str) -> None:
    """Both generators have dropped schemas without a word before; what is described must be there."""
    tree = ast.parse(text)
    classes = {node.name: _words(node) for node in tree.body if isinstance(node, ast.ClassDef)}
    aliases = {
        node.target.id for node in tree.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    missing = [name for name in document.schemas if name not in classes and name not in aliases]
    invented = sorted((classes.keys() | aliases) - document.schemas.keys())
    if missing:
        instead = f", which have {', '.join(invented)} instead" if invented else ""
        raise BuildError(
            f"{_where(missing[0])} is missing from the models{instead}; give it a PascalCase name of its own"
        )
    if invented:
        raise BuildError(f"the generator invented {invented[0]}; give that schema a name under #/components/schemas")
    for name, schema in document.schemas.items():
        for part in _objects(schema):
            for wire, node in part.get("properties", {}).items():
                attribute = wire if "x-alias-of" in node else node.get("x-name") or snake_case(wire)
                if not {wire, attribute} <= classes.get(name, set()):
                    raise BuildError(f"{_where(name, 'properties', wire)} is missing from the generated models")


def _words(node: ast.ClassDef) -> set[str]:
    """Attributes and wire names of a generated class."""
    texts = {item.value for item in ast.walk(node) if isinstance(item, ast.Constant) and isinstance(item.value, str)}
    fields = (item.target for item in node.body if isinstance(item, ast.AnnAssign))
    return texts | {target.id for target in fields if isinstance(target, ast.Name)}
