"""Which plugin changed which field of which record, for whoever asks.

with productiv.plugins.provenance() as changes:
productiv.spend.publish("spend-import", records)
print(changes[0].plugin, changes[0].fields)
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import msgspec
from msgspec import Struct, field

from spokebridge.plain import is_mapping
from spokebridge.plugins.records import wire_fields


class FieldChange(Struct, frozen=True):
    """One field by its wire name; None stands for a field that is not there. `reason`: the plugin's own words."""

    field: str
    before: Any
    after: Any
    reason: str = ""


class RecordChange(Struct, frozen=True):
    """What one plugin did to one record. `record` is how it came to the plugin."""

    plugin: str
    record: Any
    fields: tuple[FieldChange, ...]
    dropped: bool = False


class Recording(Struct):
    """Collects changes; plugins may leave their reasons for the record at hand, by field."""

    changes: list[RecordChange]
    reasons: dict[str, str] = field(default_factory=dict[str, str])

    def note(self, plugin: str, before: Any, after: Any) -> None:
        """What became of a record. Unchanged ones are not noted."""
        reasons, self.reasons = self.reasons, {}
        if after is None:
            self.changes.append(RecordChange(plugin, before, (), dropped=True))
            return
        old, new = _fields(before), _fields(after)
        changed = tuple(
            FieldChange(name, old.get(name), new.get(name), reasons.get(name, ""))
            for name in {**old, **new}
            if type(old.get(name)) is not type(new.get(name)) or old.get(name) != new.get(name)
        )
        if changed:
            self.changes.append(RecordChange(plugin, before, changed))


_recording: ContextVar[Recording | None] = ContextVar("spokebridge_provenance", default=None)


def recording() -> Recording | None:
    """Whom to tell, if anybody asked."""
    return _recording.get()


@contextmanager
def provenance() -> Generator[list[RecordChange]]:
    """Collect the changes made in this block, by the calls made in it. One entry for each record and plugin."""
    changes: list[RecordChange] = []
    before = _recording.set(Recording(changes))
    try:
        yield changes
    finally:
        _recording.reset(before)


def _fields(record: Any) -> Mapping[str, Any]:
    if isinstance(record, msgspec.Struct):
        return wire_fields(record)
    return record if is_mapping(record) else {"": record}
