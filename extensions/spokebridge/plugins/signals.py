"""What a hook raises on purpose. Everything else it raises is a failure: logged, counted, passed over."""

from __future__ import annotations

from spokebridge.bad_record import BadRecord
from spokebridge.errors import SpokebridgeError


class Abort(SpokebridgeError):
    """The call stops with this error. `plugin` is the name of the one that wanted it."""

    plugin: str | None = None

    def __str__(self) -> str:
        said = super().__str__()
        return said if self.plugin is None else f"stopped by plugin {self.plugin}: {said}"


class Reject(BadRecord):
    """Raised by a map hook: this record is not to be sent, and the report lists it as rejected for this reason.

    The other records go on. Of an incoming record it is a failure like any other: nothing that came is held back.
    """
