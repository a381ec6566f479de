"""The synchronous half of the SDK, derived from the asynchronous one line by line.

Every word of the table is replaced where it stands alone; one that is never used is an error: the table describes the
code, not its past. Beyond the table, the prefix `Async` of class names goes, and `Awaitable[X]` becomes `X`. Lines
between `# async only` and `# end async only` are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from codegen.errors import BuildError

NOTICE = "# Derived from {source} by `python -m codegen build`; edit that file instead.\n"

SUBSTITUTIONS = {
    "async def": "def",
    "async with": "with",
    "async for": "for",
    "await ": "",
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "__aiter__": "__iter__",
    "_async": "_sync",
    "aclose": "close",
    "aio": "threads",
    "aiter_bytes": "iter_bytes",
}
_WORDS = re.compile(
    "|".join(rf"(?<!\w){re.escape(word)}" + ("" if word.endswith(" ") else r"(?!\w)") for word in SUBSTITUTIONS)
)
_CLASS = re.compile(r"\bAsync(?=[A-Z])")  # AsyncPager → Pager, AsyncIterator → Iterator
_AWAITABLE = re.compile(r"\bAwaitable\[")


def derive_tree(source: Path, *, label: str) -> tuple[dict[str, str], set[str]]:
    """The derived text of every file below `source` by relative path, and the substitutions that were used."""
    used: set[str] = set()
    names = sorted(path.relative_to(source).as_posix() for path in source.rglob("*.py"))
    files = {name: derive((source / name).read_text(encoding="utf-8"), f"{label}/{name}", used) for name in names}
    return files, used


def derive(text: str, source: str, used: set[str]) -> str:
    """One file's synchronous form. Adds the substitutions it needed to `used`. Raises BuildError on an open block."""

    def replace(match: re.Match[str]) -> str:
        used.add(match.group())
        return SUBSTITUTIONS[match.group()]

    lines = (_WORDS.sub(replace, _CLASS.sub("", _unwrapped(line, source))) for line in _kept(text, source))
    return NOTICE.format(source=source) + "".join(lines)


def _unwrapped(line: str, source: str) -> str:
    """`Awaitable[X]` as plain `X`."""
    while match := _AWAITABLE.search(line):
        depth, end = 1, match.end()
        while depth and end < len(line):
            depth += {"[": 1, "]": -1}.get(line[end], 0)
            end += 1
        if depth:
            raise BuildError(f"{source}: `Awaitable[` is not closed on its line: {line.strip()}")
        line = line[: match.start()] + line[match.end() : end - 1] + line[end:]
    return line


def _kept(text: str, source: str) -> Iterator[str]:
    skipping = False
    for line in text.splitlines(keepends=True):
        match line.strip():
            case "# async only" | "# end async only" as mark:
                if skipping == (mark == "# async only"):
                    raise BuildError(f"{source}: `{mark}` without its partner before it")
                skipping = not skipping
            case _ if not skipping:
                yield line
            case _:
                pass
    if skipping:
        raise BuildError(f"{source}: `# async only` is never closed with `# end async only`")


def require_all_used(used: set[str]) -> None:
    """Raises BuildError naming the substitutions that no file needed."""
    unused = sorted(set(SUBSTITUTIONS) - used)
    if unused:
        raise BuildError(f"codegen/unasync.py: substitution never used: {', '.join(unused)}; remove it from the table")
