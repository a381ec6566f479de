"""How the value of each kind of hook goes from plugin to plugin, and what a plugin may make of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from spokebridge.plain import is_list, is_mapping, is_object
from spokebridge.plugins.dispatch import Implementation
from spokebridge.plugins.forms import offered, taken_back
from spokebridge.plugins.provenance import recording
from spokebridge.plugins.records import changed_fields
from spokebridge.plugins.signals import Reject

if TYPE_CHECKING:
    from spokebridge.plugins.request import RequestToSend


class Told:
    """Something that happened. Plugins are told; what they return says nothing."""

    def given(self, value: Any) -> Any:
        """The same for all."""
        return value

    def taken(self, before: Any, _result: Any, _implementation: Implementation) -> Any:
        """Unchanged."""
        return before

    def ended(self, _value: Any) -> bool:
        """Everybody is told."""
        return False

    def passes(self, _error: Exception) -> bool:
        """Every failure is the plugin's."""
        return False


class Requests(Told):
    """A request; None leaves it as it is."""

    def taken(self, before: RequestToSend, result: Any, _implementation: Implementation) -> RequestToSend:
        """A changed copy."""
        if result is None:
            return before
        if not isinstance(result, type(before)):
            raise TypeError(f"it returned a {type(result).__name__}; return the request, a changed copy, or None")
        if _identity(result) != _identity(before):
            raise ValueError("a plugin chooses headers, query and timeout of a request, and nothing else")
        return result


class Records:
    """A record; None drops it, and `dropped` is told by which plugin."""

    def __init__(self, dropped: Callable[[str], None]) -> None:
        self._dropped = dropped

    def ended(self, value: Any) -> bool:
        """Nobody is asked about a record that is gone."""
        return value is None

    def passes(self, _error: Exception) -> bool:
        """A failing plugin costs no record."""
        return False

    def taken(self, before: Any, result: Any, implementation: Implementation) -> Any:
        """What `fitting` says, and whoever asked for provenance is told."""
        if before is None:
            return None
        after = None if result is None else self.fitting(before, result)
        if after is None:
            self._dropped(implementation.plugin)
        if (told := recording()) is not None:
            told.note(implementation.plugin, before, after)
        return after

    def fitting(self, _before: Any, result: Any) -> Any:
        """The result as a record. Raises TypeError or ValueError."""
        return result


class OutgoingRecords(Records):
    """Mappings with wire names. Each plugin has a copy of its own: one that fails half-way leaves no trace."""

    def passes(self, error: Exception) -> bool:
        """Reject means the record."""
        return isinstance(error, Reject)

    def given(self, value: Any) -> Any:
        """A copy."""
        return _copy(value)

    def fitting(self, _before: Any, result: Any) -> Any:
        """A mapping."""
        if not is_mapping(result):
            raise TypeError(f"it returned a {type(result).__name__}; return a mapping with wire names, or None")
        return result if is_object(result) else {str(name): value for name, value in result.items()}


class IncomingRecords(Records):
    """Typed records, or mappings where an answer did not fit its type. A mapping in place of a typed record is read as
    one.
    """

    def given(self, value: Any) -> Any:
        """A copy: structs are mutable, and so are mappings."""
        return value if value is None else _copy(value)

    def fitting(self, _before: Any, result: Any) -> Any:
        """A record of the same type."""
        if not isinstance(_before, msgspec.Struct):
            return result
        if isinstance(result, type(_before)):
            return taken_back(result, type(_before))
        if not is_mapping(result):
            wanted = type(_before).__name__
            raise TypeError(f"it returned a {type(result).__name__}; return a {wanted}, a mapping, or None")
        return changed_fields(_before, result)


def _identity(request: RequestToSend) -> tuple[object, ...]:
    return request.operation, request.method, request.base_url, request.route, request.path, request.call


def _copy(value: Any) -> Any:
    if is_object(value):
        return {name: _copy(item) if isinstance(item, dict | list) else item for name, item in value.items()}
    if is_list(value):
        return [_copy(item) if isinstance(item, dict | list) else item for item in value]
    if isinstance(value, msgspec.Struct):
        return offered(value)
    return value
