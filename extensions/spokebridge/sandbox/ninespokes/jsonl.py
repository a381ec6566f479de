"""Records from files: one wire-form record a line."""

from collections.abc import Iterator
from pathlib import Path

from ..web import codec
from ..web.codec import JsonObject


class InputError(ValueError):
    """A file that cannot be loaded; says which, in which line, and what is wrong with it."""

    def __init__(self, file: Path, line: int | None, problem: str) -> None:
        super().__init__(f"{file}: {problem}" if line is None else f"{file}, line {line}: {problem}")
        self.file = file
        self.line = line
        self.problem = problem


def read_records(file: Path, wrapper: str) -> list[JsonObject]:
    """All records of a file; each must be `{wrapper: {…}}` (9Spokes facts 4.4). Empty lines are passed over."""
    return list(_records(file, wrapper))


def _records(file: Path, wrapper: str) -> Iterator[JsonObject]:
    try:
        lines = file.read_bytes().split(b"\n")
    except OSError as problem:
        raise InputError(file, None, problem.strerror or str(problem)) from None
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _record(file, number, line, wrapper)


def _record(file: Path, number: int, line: bytes, wrapper: str) -> JsonObject:
    try:
        record = codec.decode(line)
    except ValueError as problem:
        raise InputError(file, number, f"not JSON: {problem}") from None
    if not codec.is_object(record):
        raise InputError(file, number, f"expected an object, got {type(record).__name__}")
    if not codec.is_object(record.get(wrapper)):
        raise InputError(file, number, f"expected an object under {wrapper!r}, got {', '.join(record) or 'nothing'}")
    return record
