"""JSON Lines: one record a line, in wire form, so that what was listed can be sent again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from spokebridge.cli.output.plain import line


def write_lines(records: Iterable[Any], file: BinaryIO) -> None:
    """Write them."""
    file.writelines(line(record) + b"\n" for record in records)
