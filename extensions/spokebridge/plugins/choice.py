"""Which plugins may run: allow and deny lists, by argument and by environment."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from fnmatch import fnmatchcase

from msgspec import Struct

from spokebridge.errors import ConfigurationError

ENABLE = "SPOKEBRIDGE_PLUGINS"
ALLOW = "SPOKEBRIDGE_PLUGINS_ALLOW"
DENY = "SPOKEBRIDGE_PLUGINS_DENY"


class Choice(Struct, frozen=True):
    """Lists of names of plugins or of their distributions; `*` and `?` stand for any characters.

    `allow` (None allows all) and `allowed_here`, from the environment, are about installed plugins and those asked for
    by name: what a program passes as an object is its own. `deny` and `denied_here` are about all.
    """

    allow: Collection[str] | None = None
    deny: Collection[str] = ()
    allowed_here: Collection[str] | None = None
    denied_here: Collection[str] = ()
    enabled_here: Collection[str] = ()

    @classmethod
    def of(
        cls,
        allow: Iterable[str] | None = None,
        deny: Iterable[str] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Choice:
        """Arguments and environment (names with commas between them). Raises ConfigurationError for a bare text."""
        found = os.environ if environment is None else environment
        return cls(
            allow=None if allow is None else _names(allow, "allow_plugins"),
            deny=() if deny is None else _names(deny, "deny_plugins"),
            allowed_here=_listed(found.get(ALLOW)) or None,
            denied_here=_listed(found.get(DENY)),
            enabled_here=_listed(found.get(ENABLE)),
        )

    def refusal(self, name: str, distribution: str | None = None, *, passed: bool = False) -> str | None:
        """Why a plugin may not run; None when it may."""
        names = [_plain(part) for part in (name, distribution) if part]
        for denied, where in ((self.deny, "deny_plugins"), (self.denied_here, DENY)):
            pattern = _match(names, denied)
            if pattern is not None:
                return f"denied by {pattern!r} in {where}"
        for allowed, where in ((self.allow, "allow_plugins"), (self.allowed_here, ALLOW)):
            if not passed and allowed is not None and _match(names, allowed) is None:
                return f"not in {where}"
        return None


def _match(names: Iterable[str], patterns: Iterable[str]) -> str | None:
    return next((pattern for pattern in patterns for name in names if fnmatchcase(name, _plain(pattern))), None)


def _plain(name: str) -> str:
    """Distributions are the same with dash, underscore or dot, in any case."""
    return name.strip().lower().replace("_", "-").replace(".", "-")


def _names(given: Iterable[str], argument: str) -> tuple[str, ...]:
    if isinstance(given, str):
        raise ConfigurationError(f"{argument} is the text {given!r}; give a list of names: [{given!r}]")
    return tuple(given)


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())
