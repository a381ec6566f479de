"""Where in a TOML file a rule and its parts stand, which the TOML reader does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable

_HEAD = re.compile(r"\s*\[\[\s*(?:rules|\"rules\"|'rules')\s*\]\]")


class Lines:
    """The lines of one file, counted from 1."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        heads = [number for number, line in enumerate(self._lines, 1) if _HEAD.match(line)]
        self._heads = [number for number in heads if self._stands_alone(number)]

    def of_rule(self, number: int, parts: Iterable[str]) -> dict[str, int]:
        """The line of a rule's head under `""`, and of those of its parts that can be told; rules count from 0."""
        if number >= len(self._heads):  # rules = [...] in one go
            return {"": self.of_key("rules", 1, len(self._lines)) or 1}
        begin = self._heads[number]
        end = self._heads[number + 1] if number + 1 < len(self._heads) else len(self._lines) + 1
        found = {part: self.of_key(part, begin + 1, end - 1) or begin for part in parts}
        return {**found, "": begin}

    def of_key(self, key: str, begin: int = 1, end: int | None = None) -> int | None:
        """The first line between two lines, both included, that gives this key a value or opens its table."""
        name = re.escape(key)
        pattern = re.compile(rf"""(?:^|[\s{{,.\["'])["']?{name}["']?\s*(?:=|\.|\]\s*(?:#.*)?$)""")
        for number in range(begin, (end or len(self._lines)) + 1):
            line = self._lines[number - 1]
            if not line.lstrip().startswith("#") and pattern.search(line):
                return number
        return None

    def first_of_text(self, number: int) -> int:
        """Where the text begins that this line gives to a key: below, when only its quotes are here."""
        return number + 1 if re.search(r"=\s*(\"\"\"|''')\s*$", self._lines[number - 1]) else number

    def _stands_alone(self, number: int) -> bool:
        """Whether the line is not part of a text over several lines: what is before it is TOML of its own."""
        try:
            tomllib.loads("\n".join(self._lines[: number - 1]))
        except tomllib.TOMLDecodeError:
            return False
        return True
