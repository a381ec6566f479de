"""The built-in plugin `field_mapper`: rules of a TOML file change records on their way out or in.

    rules = Rules.load("rules.toml")
    mapped = rules.apply({"Amount": "1,234.50"}, "publishSpendData")  # by hand
    productiv = Productiv.from_env(plugins=[FieldMapper(rules)])  # or for every record of a client

| module | what it holds |
| --- | --- |
| `rules` | rules in their order, applied to a record |
| `actions` | what one rule can do |
| `work` | the record meanwhile, and which rule changed what |
| `reading`, `parts`, `lines`, `tables` | from a file to rules, part by part; where they stand in it; look-up tables |
| `expressions`, `trees`, `functions`, `values` | CEL: expressions, their trees, functions and values |

`docs/plugins.md` describes the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from spokebridge.plugins.field_mapper.rules import Mapped, RuleFailed, Rules
from spokebridge.plugins.field_mapper.work import ABSENT, Change
from spokebridge.plugins.hookspecs import hookimpl
from spokebridge.plugins.provenance import recording
from spokebridge.plugins.records import changed_fields, wire_fields

__all__ = ["ABSENT", "Change", "FieldMapper", "Mapped", "RuleFailed", "Rules"]


class FieldMapper:
    """Applies rules to the records of every operation that they name.

    A rule that fails rejects an outgoing record, with file, line and rule as the reason; an incoming one is passed on
    as it came, and the failure is logged.
    """

    name = "field_mapper"

    def __init__(self, rules: Rules | str | Path) -> None:
        self.rules = rules if isinstance(rules, Rules) else Rules.load(rules)

    @hookimpl
    def spokebridge_map_outgoing(self, record: dict[str, Any], operation: str) -> dict[str, Any] | None:
        """The record after the rules for publishing."""
        return self._mapped(record, operation)

    @hookimpl
    def spokebridge_map_incoming(self, record: Any, operation: str) -> Any:
        """The record after the rules for a list; a typed record stays one."""
        if isinstance(record, msgspec.Struct):
            mapped = self._mapped(wire_fields(record), operation)
            return None if mapped is None else changed_fields(record, mapped)
        return self._mapped(record, operation)

    def _mapped(self, record: dict[str, Any], operation: str) -> dict[str, Any] | None:
        mapped = self.rules.apply(record, operation)
        if (told := recording()) is not None:
            told.reasons = {
                change.field: f"{self.rules.path}, line {change.line}, {change.rule}" for change in mapped.changes
            }
        return mapped.record
