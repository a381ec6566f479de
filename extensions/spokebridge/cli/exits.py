"""With which code a command ends. The table for users is `docs/exit-codes.md`.

Codes below 64 are ours; 75 is "try again later" as in sysexits; 128 and more name the signal, as shells do.
"""

from __future__ import annotations

from enum import IntEnum

from spokebridge.bridge.lock import Locked
from spokebridge.errors import AuthenticationError, ConfigurationError, Forbidden, PublishError, Unauthorized


class Exit(IntEnum):
    """The exit codes of every command."""

    OK = 0
    ERROR = 1
    USAGE = 2  # click's own
    PARTLY = 3
    CONFIGURATION = 4
    AUTHENTICATION = 5
    LOCKED = 75
    INTERRUPTED = 130
    CLOSED_PIPE = 141
    TERMINATED = 143


def exit_for(error: BaseException) -> Exit:
    """The code for an error that ends a command."""
    match error:
        case KeyboardInterrupt():
            return Exit.INTERRUPTED
        case Locked():
            return Exit.LOCKED
        case PublishError():
            return Exit.PARTLY
        case AuthenticationError() | Unauthorized() | Forbidden():
            return Exit.AUTHENTICATION
        case ConfigurationError():
            return Exit.CONFIGURATION
        case _:
            return Exit.ERROR
