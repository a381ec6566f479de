"""Change or watch what the clients do without a fork. `hookspecs` is the manual.

A plugin is any object or module with functions marked `@hookimpl` and named as in `hookspecs`.
"""

from spokebridge.plugins.contexts import (
    ChunkSent,
    CredentialRefreshed,
    PageRead,
    Reply,
    RequestFailed,
    RequestToSend,
    RetryPlanned,
)
from spokebridge.plugins.hookspecs import hookimpl
from spokebridge.plugins.manager import Plugins
from spokebridge.plugins.signals import Abort, Reject

__all__ = [
    "Abort",
    "ChunkSent",
    "CredentialRefreshed",
    "PageRead",
    "Plugins",
    "Reject",
    "Reply",
    "RequestFailed",
    "RequestToSend",
    "RetryPlanned",
    "hookimpl",
]
