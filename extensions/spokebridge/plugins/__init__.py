"""Change or watch what the clients do without a fork. `hookspecs` is the manual, `docs/plugins.md` the introduction.

| module | what it holds |
| --- | --- |
| `hookspecs` | the hooks |
| `contexts`, `forms`, `records`, `signals` | what hooks are given, and what they raise on purpose |
| `manager` | the plugins of a client, and its hooks by name |
| `choice`, `discovery`, `loading`, `registration`, `info` | which plugins run: allowed, installed, asked for, fit |
| `dispatch`, `values`, `provenance` | how a value goes from plugin to plugin, and who changed it |
| `builtin`, `logging`, `opentelemetry`, `field_mapper` | the plugins that come with spokebridge |
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
from spokebridge.plugins.info import PluginInfo
from spokebridge.plugins.manager import Plugins
from spokebridge.plugins.provenance import FieldChange, RecordChange
from spokebridge.plugins.signals import Abort, Reject

__all__ = [
    "Abort",
    "ChunkSent",
    "CredentialRefreshed",
    "FieldChange",
    "PageRead",
    "PluginInfo",
    "Plugins",
    "RecordChange",
    "Reject",
    "Reply",
    "RequestFailed",
    "RequestToSend",
    "RetryPlanned",
    "hookimpl",
]
