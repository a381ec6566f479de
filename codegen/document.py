"""An OpenAPI document in memory: loading, JSON pointers, reference resolution, operations in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeGuard

import yaml

Node: TypeAlias = dict[str, Any]


def is_node(value: Any) -> TypeGuard[Node]:
    """Whether this is a mapping, in a way that type checkers follow."""
    return isinstance(value, dict)


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class DocumentError(Exception):
    """A file that cannot be read as an OpenAPI document; the message names the file, the place and the fix."""


class _Loader(yaml.SafeLoader):
    """YAML without the implicit timestamp type: a date in an example is the string that JSON would carry."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_yaml(path: Path) -> Any:
    """Read one YAML (or JSON) file. Raises DocumentError naming file, line and column."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error
    except UnicodeDecodeError as error:
        raise DocumentError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader subclass
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        problem = getattr(error, "problem", None) or str(error)
        raise DocumentError(f"{path}{where}: not valid YAML ({problem})") from error
    except RecursionError as error:
        raise DocumentError(f"{path}: nested too deeply to be a description") from error


def escape(token: str) -> str:
    """One reference token of a JSON pointer (RFC 6901)."""
    return token.replace("~", "~0").replace("/", "~1")


def pointer(*tokens: str | int) -> str:
    """A JSON pointer made of raw tokens."""
    return "".join("/" + escape(str(token)) for token in tokens)


def member(node: Node, name: str, where: str) -> Any:
    """A member that has to be there. Raises DocumentError naming where it is missing."""
    if name not in node:
        raise DocumentError(f"{where}: `{name}` is missing")
    return node[name]


@dataclass(frozen=True)
class Operation:
    """One operation with the path item's shared parameters merged in."""

    id: str
    method: str
    path: str
    node: Node
    pointer: str
    webhook: bool = False


@dataclass(frozen=True)
class Document:
    """A parsed OpenAPI document and where it came from."""

    file: Path
    root: Node

    @classmethod
    def load(cls, path: Path) -> Document:
        """Read and check that this is an OpenAPI 3 document at all. Raises DocumentError."""
        root = load_yaml(path)
        if not is_node(root) or not str(root.get("openapi", "")).startswith("3."):
            raise DocumentError(f"{path}: not an OpenAPI 3 document; the first member must be `openapi: 3.1.0`")
        return cls(path, root)

    def at(self, reference: str) -> Any:
        """The node that a local `#/…` reference or a JSON pointer names. Raises DocumentError when it names nothing."""
        node: Any = self.root
        for token in reference.removeprefix("#").split("/")[1:]:
            raw = token.replace("~1", "/").replace("~0", "~")
            try:
                node = node[int(raw)] if _is_list(node) else node[raw]
            except (KeyError, IndexError, ValueError, TypeError) as error:
                raise DocumentError(f"{self.file}: {reference} names nothing; no `{raw}` there") from error
        return node

    def resolve(self, node: Any) -> Any:
        """Follow `$ref` until something else is found; other nodes are returned as they are."""
        seen: set[str] = set()
        while is_node(node) and isinstance(node.get("$ref"), str):
            reference: str = node["$ref"]
            if reference in seen:
                raise DocumentError(f"{self.file}: {reference} refers to itself")
            seen.add(reference)
            node = self.at(reference)
        return node

    @property
    def schemas(self) -> dict[str, Node]:
        """The named component schemas, in document order."""
        found: dict[str, Node] = self.root.get("components", {}).get("schemas", {})
        return found

    def operations(self, *, webhooks: bool = False) -> Iterator[Operation]:
        """Every operation under `paths` in document order, then (when asked for) those under `webhooks`."""
        yield from self._operations("paths", webhook=False)
        if webhooks:
            yield from self._operations("webhooks", webhook=True)

    def _operations(self, member: str, *, webhook: bool) -> Iterator[Operation]:
        for path, item in self.root.get(member, {}).items():
            for method in METHODS:
                node = item.get(method)
                if node is None:
                    continue
                own = {(p.get("in"), p.get("name")) for p in map(self.resolve, node.get("parameters", []))}
                shared = [p for p in item.get("parameters", []) if _key(self.resolve(p)) not in own]
                merged = {**node, "parameters": [*shared, *node.get("parameters", [])]}
                identity = node.get("operationId") or f"{method} {path}"
                yield Operation(identity, method, path, merged, pointer(member, path, method), webhook)


def _key(parameter: Node) -> tuple[Any, Any]:
    return parameter.get("in"), parameter.get("name")
