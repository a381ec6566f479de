"""One observable fact of an API, and the paths facts live under.

`surface` says what an API looks like as a flat mapping from path to `Fact`. Flat, because then a difference between two
descriptions is a path, and a path can be named in a report, grouped, and recorded in a ledger.

Paths read like the data they describe: `publishSpendData/request/records[]/amount`. `/` enters a member, `[]` an array,
`/*` the values of a map, `|Name` one alternative of a union. Facts of the whole document begin with `/`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

_PLAIN_VALUE = re.compile(r'[^,{}"\s]+(?: [^,{}"\s]+)*')


@dataclass(frozen=True)
class Fact:
    """What is true at one path. Two facts are equal when their texts are; where they were declared does not matter."""

    kind: str
    nullable: bool = False
    required: bool = False
    values: tuple[str, ...] = ()
    open: bool = False
    traits: tuple[tuple[str, str], ...] = ()
    origin: str | None = field(default=None, compare=False)
    """The place in a named component that declares it, so that one change there is not reported once per use."""
    named: str | None = field(default=None, compare=False)
    """The named component this place refers to."""

    def __str__(self) -> str:
        listed = ",".join([*self.values, *(["..."] if self.open else [])])
        text = self.kind + (f"{{{listed}}}" if listed else "")
        text += ("|null" if self.nullable else "") + ("!" if self.required else "")
        return " ".join([text, *(f"{name}={value}" for name, value in self.traits)])


Facts: TypeAlias = dict[str, Fact]


def value_text(value: Any) -> str:
    """One enumeration value as it stands between the braces; quoted only where that is needed to read it back."""
    if isinstance(value, str):
        return value if _PLAIN_VALUE.fullmatch(value) and value != "..." else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)


def trait_text(value: Any) -> str:
    """Write the value of a limit or default; no space outside quotes, so that traits can be split again."""
    if isinstance(value, str):
        return value if re.fullmatch(r'[^\s"]+', value) else json.dumps(value, ensure_ascii=False)
    return json.dumps(value, separators=(",", ":"), sort_keys=True).replace(" ", "\\u0020")


def ancestors(path: str) -> Iterator[str]:
    """Everything `path` lies inside of, nearest first. Not each of them has to carry a fact."""
    while True:
        cut = len(path) - 2 if path.endswith("[]") else max(path.rfind("/"), path.rfind("|"))
        if cut <= 0:
            return
        path = path[:cut]
        yield path


def unescape(token: str) -> str:
    """The name behind one member of a path, the reverse of `document.escape`."""
    return token.replace("~1", "/").replace("~0", "~")


def is_below(path: str, top: str) -> bool:
    """Whether `path` is `top` or lies inside of it."""
    return path == top or (path.startswith(top) and path[len(top)] in "/[|")


def subtree(facts: Facts, top: str) -> Facts:
    """Select the facts at and below `top`."""
    return {path: fact for path, fact in facts.items() if is_below(path, top)}
