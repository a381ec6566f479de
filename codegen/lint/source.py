"""The text behind a document: the line of a node, and keys that YAML would silently overwrite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from codegen.document import pointer

_yaml: Any = yaml
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Source:
    """The node graph of a YAML file, with positions."""

    def __init__(self, root: yaml.Node | None) -> None:
        self._root = root

    @classmethod
    def read(cls, path: Path) -> Source | None:
        """Compose the file; None when it cannot be read, which is the loader's to report."""
        try:
            return cls(_yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER))
        except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
            return None

    def line(self, place: str) -> int | None:
        """The line of the node a JSON pointer names, or of the nearest node above it that exists."""
        node, line = self._root, 1
        if node is None:
            return None
        for token in place.split("/")[1:]:
            step = _child(node, token.replace("~1", "/").replace("~0", "~"))
            if step is None:
                break
            node, line = step
        return line

    def duplicates(self) -> Iterator[tuple[str, int]]:
        """The pointer and the line of each key that stands a second time in its mapping."""
        seen: set[int] = set()
        queue: list[tuple[yaml.Node | None, tuple[str, ...]]] = [(self._root, ())]
        while queue:
            node, tokens = queue.pop()
            if node is None or id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, yaml.SequenceNode):
                queue.extend((item, (*tokens, str(index))) for index, item in enumerate(node.value))
            elif isinstance(node, yaml.MappingNode):
                keys: set[str] = set()
                for key, value in node.value:
                    name = str(key.value)
                    if name in keys:
                        yield pointer(*tokens, name), key.start_mark.line + 1
                    keys.add(name)
                    queue.append((value, (*tokens, name)))


def _child(node: yaml.Node, token: str) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in reversed(node.value):
            if key.value == token:
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and token.isdigit() and int(token) < len(node.value):
        item = node.value[int(token)]
        return item, item.start_mark.line + 1
    return None
