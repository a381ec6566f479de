"""The system's keyring, when the extra `keyring` is installed and the system has one."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from spokebridge.errors import ConfigurationError

SERVICE = "spokebridge"


def kept(name: str) -> str | None:
    """What the keyring holds under a name; None when it holds nothing, or there is no keyring."""
    keyring = _keyring()
    if keyring is None:
        return None
    try:
        found: str | None = keyring.get_password(SERVICE, name)
    except keyring.errors.KeyringError:
        return None
    return found


def usable() -> bool:
    """Whether something can be kept in a keyring here."""
    keyring = _keyring()
    return keyring is not None and keyring.get_keyring().priority > 0


def keep(name: str, value: str) -> None:
    """Put it there. Raises ConfigurationError when that is not possible."""
    keyring = _required()
    try:
        keyring.set_password(SERVICE, name, value)
    except keyring.errors.KeyringError as error:
        raise ConfigurationError(f"the keyring did not take {name} ({error}); unlock it, or use --to file") from None


def forget(name: str) -> bool:
    """Remove it; whether it was there."""
    keyring = _keyring()
    if keyring is None or kept(name) is None:
        return False
    keyring.delete_password(SERVICE, name)
    return True


def _required() -> Any:
    keyring = _keyring()
    if keyring is None:
        raise ConfigurationError("no keyring here; pip install 'spokebridge[keyring]', or use --to file")
    return keyring


def _keyring() -> Any:
    """The module, with its `errors`; None when the extra is not installed."""
    try:
        import_module("keyring.errors")
    except ModuleNotFoundError:
        return None
    return import_module("keyring")
