"""Which kind of file it is, by its ending; standard input is kept in a temporary file, so that it can be read twice."""

from __future__ import annotations

import codecs
import shutil
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, TypeAlias

import click

from spokebridge.cli.input.delimited import DEFAULT_ENCODING, CsvFile
from spokebridge.cli.input.lines import LinesFile
from spokebridge.cli.input.parquet import ParquetFile
from spokebridge.cli.input.rows import RowFile
from spokebridge.errors import ConfigurationError

InputFormat: TypeAlias = Literal["jsonl", "csv", "parquet"]
FORMATS: tuple[InputFormat, ...] = ("jsonl", "csv", "parquet")
ENDINGS: dict[str, InputFormat] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
}
STDIN = Path("-")


class Encoding(click.ParamType[str]):
    """A text encoding that Python knows."""

    name = "encoding"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Its name."""
        try:
            codecs.lookup(value)
        except LookupError:
            self.fail(f"{value!r} is no encoding; use utf-8, cp1252, latin-1 or another that Python knows", param, ctx)
        return str(value)


@contextmanager
def opened(path: Path, form: InputFormat | None, encoding: str | None) -> Generator[RowFile]:
    """The file, as what it is. Raises ConfigurationError for an ending that says nothing."""
    if path != STDIN:
        yield _file(path, form or _by_ending(path), encoding)
        return
    with tempfile.TemporaryDirectory(prefix="spokebridge-") as folder:
        kept = Path(folder) / "stdin"
        with kept.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        yield _file(kept, form or "jsonl", encoding)


def _by_ending(path: Path) -> InputFormat:
    found = ENDINGS.get(path.suffix.lower())
    if found is None:
        raise ConfigurationError(
            f"{path}: the ending says what is in a file; use {', '.join(ENDINGS)}, or --input-format"
        )
    return found


def _file(path: Path, form: InputFormat, encoding: str | None) -> RowFile:
    match form:
        case "csv":
            return CsvFile(path, encoding or DEFAULT_ENCODING)
        case "jsonl":
            return LinesFile(path)
        case "parquet":
            return ParquetFile(path)
