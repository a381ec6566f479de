"""Arguments that methods of both APIs take, checked before a request is made. Each check raises ConfigurationError with
name and fix.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from spokebridge.errors import ConfigurationError


def word(name: str, value: object) -> str:
    """Text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise ConfigurationError(f"{name} is {'empty' if isinstance(value, str) else shown(value)}; pass a text")
    return value


def identifier(name: str, value: object) -> str:
    """An id that goes into a path."""
    found = word(name, value)
    if found in {".", ".."}:
        raise ConfigurationError(f"{name} is {found!r}, which is no id; pass the id as the service shows it")
    return found


def absolute_url(name: str, value: object) -> str:
    """An address that a browser can be sent to."""
    found = word(name, value)
    try:
        parts = urlsplit(found)
    except ValueError:
        parts = None
    if parts is None or not parts.scheme or not parts.netloc or not found.isprintable() or " " in found:
        raise ConfigurationError(f"{name} is no absolute URL; write it as https://host/path")
    return found


def flag(name: str, value: object) -> bool:
    """True or False, and nothing that only looks like it: the text `"false"` is true to Python."""
    if not isinstance(value, bool):
        raise ConfigurationError(f"{name} is {shown(value)}; pass True or False")
    return value


def count(name: str, value: object) -> int:
    """A whole number from 1 on."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ConfigurationError(f"{name} is {shown(value)}; use 1 or more")
    return value


def seconds(name: str, value: object) -> float:
    """A time span that is not nothing."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < float("inf"):
        raise ConfigurationError(f"{name} is {shown(value)}; give seconds greater than 0")
    return value


def shown(value: object) -> str:
    """A value for a message: itself when it is plain and short, else its type."""
    if not isinstance(value, str | int | float | date | None) or len(repr(value)) > _LONGEST:
        return f"of type {type(value).__name__}"
    return repr(str(value)) if isinstance(value, StrEnum) else repr(value)


_LONGEST = 100
