"""What is known of a plugin."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

Source: TypeAlias = Literal["argument", "built-in", "installed"]
State: TypeAlias = Literal["loaded", "denied", "failed", "off"]


class PluginInfo(Struct, frozen=True):
    """One plugin: where it comes from, what it hooks, and whether it runs. `reason` says why it does not."""

    name: str
    source: Source
    state: State
    distribution: str | None = None
    version: str | None = None
    hooks: tuple[str, ...] = ()
    reason: str | None = None

    def with_hooks(self, hooks: tuple[str, ...]) -> PluginInfo:
        """The same plugin, known to hook these."""
        return replace(self, hooks=hooks)
