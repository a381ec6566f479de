"""`$select` (9Spokes facts 4.2)."""

from collections.abc import Sequence
from typing import Any

from ..web.codec import is_array, is_object
from .tokens import ODataError

Columns = dict[str, "Columns"]
"""Selected members as a tree; a leaf takes everything below it."""


def parse_select(text: str) -> tuple[str, ...]:
    """The names, or none when the option has no effect: fewer than two names, or `*` first."""
    names = tuple(name.strip() for name in text.split(","))
    if len(names) < 2 or names[0] == "*":
        return ()
    columns(names)
    return names


def columns(names: Sequence[str]) -> Columns:
    """A member and its parent cannot both be selected; the database refuses that, and the sandbox answers 400."""
    tree: Columns = {}
    for name in sorted(dict.fromkeys(names), key=lambda name: name.count(".")):
        *parents, last = name.split(".")
        node = tree
        for parent in parents:
            if parent in node and not node[parent]:
                raise ODataError(f"Path collision at {name}")
            node = node.setdefault(parent, {})
        node[last] = {}
    return tree


def project(value: Any, tree: Columns) -> Any:
    """Keeps the nesting, drops every unselected member, and applies to each element of an array."""
    if not tree:
        return value
    if is_array(value):
        return [project(element, tree) for element in value if isinstance(element, dict | list)]
    if not is_object(value):
        return value
    selected = ((name, below) for name, below in tree.items() if name in value)
    return {name: project(value[name], below) for name, below in selected if _holds(value[name], below)}


def _holds(value: Any, below: Columns) -> bool:
    """A scalar has no members, so a path that goes on below it selects nothing."""
    return not below or isinstance(value, dict | list)
