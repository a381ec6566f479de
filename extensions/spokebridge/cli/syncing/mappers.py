"""The field mapper with the rules of files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def field_mappers(paths: Sequence[Path]) -> list[object]:
    """A plugin for each file, in their order. Raises ConfigurationError naming file, line and rule."""
    if not paths:
        return []
    from spokebridge.operations import operations
    from spokebridge.plugins.field_mapper import FieldMapper, Rules

    known = [operation.id for operation in operations()]
    return [FieldMapper(Rules.load(path, operations=known)) for path in paths]
