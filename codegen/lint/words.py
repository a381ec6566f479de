"""Names and words: letter case, verbs, and descriptions that only repeat a name."""

from __future__ import annotations

import re

from codegen.naming import snake_case

VERBS = frozenset({
    "add", "cancel", "create", "delete", "disable", "download", "enable", "get", "list", "publish", "receive", "remove",
    "request", "resume", "set", "setup", "start", "stop", "update", "upload",
})  # fmt: skip
"""The verbs an operationId may start with: add one here when an API brings a new action."""

_FILLER = frozenset({
    "a", "an", "and", "any", "at", "by", "for", "from", "in", "is", "it", "its", "of", "on", "or", "that", "the",
    "their", "this", "to", "array", "boolean", "field", "list", "number", "object", "parameter", "property", "schema",
    "string", "value", "values",
})  # fmt: skip
"""Words that tell a reader nothing by themselves."""


def is_pascal_case(name: str) -> bool:
    """`AppSummary`, not `appSummary`, `App_Summary` or `APP`."""
    return re.fullmatch(r"[A-Z][A-Za-z0-9]*", name) is not None and (len(name) < 2 or not name.isupper())


def is_camel_case(name: str) -> bool:
    """`listApps`, not `ListApps` or `list_apps`."""
    return re.fullmatch(r"[a-z][A-Za-z0-9]*", name) is not None


def first_word(name: str) -> str:
    """The leading word of a camelCase name: `listApps` → `list`."""
    return snake_case(name).split("_")[0]


def repeats(description: str, name: str) -> bool:
    """Does a description hold no word that its name does not hold already?"""
    known = {_stem(word) for word in snake_case(name).split("_")}
    said = {_stem(word) for word in re.findall(r"[a-z0-9]+", description.lower()) if word not in _FILLER}
    return said <= known | {snake_case(name).replace("_", "")}


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word
