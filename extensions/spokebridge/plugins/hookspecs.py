"""The hooks, one function each: this module is their manual.

Write a function with the same name and any of the same arguments, mark it `@hookimpl`, and hand its module, class
instance or namespace to a client: `Productiv(..., plugins=[my_plugin])`.

- **Order.** Plugins run in the order given; within one hook `@hookimpl(tryfirst=True)` comes before and `trylast=True`
after the others. - **Threads.** A hook may be called from several threads at once when the client is. - **Errors.** An
exception in a hook is logged with the plugin's name and counted, and the call goes on as if the hook had returned None.
`Abort` is the exception: it stops the call with a clear error. - **Sync only.** An `async def` hook is refused when the
plugin is loaded.
"""

from __future__ import annotations

from typing import Any

import pluggy

from spokebridge.drift import DriftEvent
from spokebridge.plugins.contexts import (
    ChunkSent,
    CredentialRefreshed,
    PageRead,
    Reply,
    RequestFailed,
    RequestToSend,
    RetryPlanned,
)

PROJECT = "spokebridge"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def spokebridge_before_request(request: RequestToSend) -> RequestToSend | None:
    """Before a call, once, without its credential. Return a changed copy (`request.with_headers({...})`) or None."""


@hookspec
def spokebridge_after_response(response: Reply) -> None:
    """After a successful call, once, when its body is decoded."""


@hookspec
def spokebridge_on_error(error: RequestFailed) -> None:
    """When a call ends with an error, after all attempts."""


@hookspec
def spokebridge_on_retry(attempt: RetryPlanned) -> None:
    """When an attempt failed and another will follow."""


@hookspec
def spokebridge_on_token_refresh(credential: CredentialRefreshed) -> None:
    """When a new access token was fetched."""


@hookspec
def spokebridge_map_outgoing(record: dict[str, Any], operation: str) -> dict[str, Any] | None:
    """For each record to be published, in wire form, before it is validated and put into a chunk.

    Return the record or a changed copy; None drops it, and the report counts it. Plugins are chained: each gets what
    the one before it returned.
    """


@hookspec
def spokebridge_map_incoming(record: Any, operation: str) -> Any:
    """For each record of a list, typed, before the caller gets it. Return it or a changed copy; None drops it."""


@hookspec
def spokebridge_on_page(page: PageRead) -> None:
    """When a page of a list arrived."""


@hookspec
def spokebridge_on_chunk(chunk: ChunkSent) -> None:
    """When a chunk of records was decided."""


@hookspec
def spokebridge_on_drift(event: DriftEvent) -> None:
    """When an answer is not as described; once for each place in it."""
