"""Change or watch what the clients do without a fork. `hookspecs` is the manual, `docs/plugins.md` the introduction.

| module | what it holds |
| --- | --- |
| `hookspecs` | the hooks |
| `request`, `contexts`, `forms`, `records`, `signals` | what hooks are given, and what they raise on purpose |
| `manager` | the plugins of a client, and its hooks by name |
| `choice`, `discovery`, `loading`, `registration`, `info` | which plugins run: allowed, installed, asked for, fit |
| `hooks`, `dispatch`, `values`, `provenance` | how a value goes from plugin to plugin, and who changed it |
| `builtin`, `logging`, `opentelemetry`, `field_mapper` | the plugins that come with spokebridge |

Names are imported when they are first used: a client without plugins needs few of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spokebridge.plugins.contexts import ChunkSent as ChunkSent
    from spokebridge.plugins.contexts import CredentialRefreshed as CredentialRefreshed
    from spokebridge.plugins.contexts import PageRead as PageRead
    from spokebridge.plugins.contexts import Reply as Reply
    from spokebridge.plugins.contexts import RequestFailed as RequestFailed
    from spokebridge.plugins.contexts import RetryPlanned as RetryPlanned
    from spokebridge.plugins.hookspecs import hookimpl as hookimpl
    from spokebridge.plugins.info import PluginInfo as PluginInfo
    from spokebridge.plugins.manager import Plugins as Plugins
    from spokebridge.plugins.provenance import FieldChange as FieldChange
    from spokebridge.plugins.provenance import RecordChange as RecordChange
    from spokebridge.plugins.request import RequestToSend as RequestToSend
    from spokebridge.plugins.signals import Abort as Abort
    from spokebridge.plugins.signals import Reject as Reject

_HOME = {
    "Abort": "signals",
    "ChunkSent": "contexts",
    "CredentialRefreshed": "contexts",
    "FieldChange": "provenance",
    "PageRead": "contexts",
    "PluginInfo": "info",
    "Plugins": "manager",
    "RecordChange": "provenance",
    "Reject": "signals",
    "Reply": "contexts",
    "RequestFailed": "contexts",
    "RequestToSend": "request",
    "RetryPlanned": "contexts",
    "hookimpl": "hookspecs",
}

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


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
