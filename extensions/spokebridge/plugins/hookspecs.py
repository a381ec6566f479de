"""The hooks, one function each: this module is their manual. `docs/plugins.md` has an example of each.

Write a function of the same name with any of the same arguments, mark it `@hookimpl`, and give the class instance,
class or module it is in to a client: `Productiv(..., plugins=[MyPlugin()])`. Or publish it as a distribution with an
entry point in the group `spokebridge`; then every client has it, unless it is denied.

**When.** One call of an SDK method runs `before_request` once, then sends. Every failed attempt that will be repeated
runs `on_retry`; a token that had to be fetched runs `on_token_refresh`. The call ends with exactly one of
`after_response` and `on_error`; only a call that is cancelled ends without either. Lists run `on_page` and then
`map_incoming` for each record; `publish` runs `map_outgoing` for each record, and `on_chunk` for each chunk.

**Order.** Installed plugins by name, then those that the environment asks for, then those passed to the client in the
order given. Within a hook, `@hookimpl(tryfirst=True)` goes before the others and `trylast=True` after them.
`@hookimpl(wrapper=True)` runs around all that are no wrappers: a generator that yields once, is sent the value that the
others arrived at, and returns the value to go on with. Hooks that change something are chained: each plugin gets what
the one before it returned.

**What hooks are given** is immutable, or a copy of the plugin's own. No hook sees a credential, and none can set one.

**Threads.** A hook runs in the thread or task that makes the call, before the call goes on. A client used by several
threads calls its plugins in several threads at once, and `publish(..., concurrency=4)` sends chunks from four. A slow
hook is a slow call.

**Async.** In an async client a hook may be `async def`; it is awaited before the call goes on. In a synchronous client
such a plugin is refused when it is loaded. A plain function works in both. Wrappers are plain generator functions.

**Errors.** What a hook raises is logged under `spokebridge.plugins` with the plugin's name, counted in
`client.plugins.failures`, and the call goes on as if the hook were not there; a record a mapper failed on goes on as it
was. Two exceptions are meant: `Abort` stops the call, and what it raises says by which plugin; `Reject`, in
`map_outgoing`, puts the record into the report as rejected.
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
    RetryPlanned,
)
from spokebridge.plugins.request import RequestToSend

PROJECT = "spokebridge"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def spokebridge_before_request(request: RequestToSend) -> RequestToSend | None:
    """Before a call, once, whatever the number of its attempts; its credential is added later.

    Return a changed copy, `request.with_headers({...})`, `.with_query(("name", "value"))`, `.with_timeout(seconds)`, or
    None to leave it as it is. Headers that the client answers for (Authorization, Cookie, Host, Content-Type and the
    like) are refused with ValueError, and so are other methods, hosts and operations. Abort stops the call before
    anything is sent.
    """


@hookspec
def spokebridge_after_response(response: Reply) -> None:
    """After a successful call, once, when its body is decoded.

    Abort lets the call fail although the server did what was asked; the error says so (`in_doubt`).
    """


@hookspec
def spokebridge_on_error(error: RequestFailed) -> None:
    """When a call ends with an error, once, after all attempts. `error.error` is what the caller will get.

    Abort raised here takes its place.
    """


@hookspec
def spokebridge_on_retry(attempt: RetryPlanned) -> None:
    """When an attempt failed and another will follow, before the wait. Abort ends the call instead.

    Also for the token endpoint, as operation `getAccessToken`.
    """


@hookspec
def spokebridge_on_token_refresh(credential: CredentialRefreshed) -> None:
    """When a new access token was fetched, by the call that fetched it for all that wait."""


@hookspec
def spokebridge_map_outgoing(record: dict[str, Any], operation: str) -> dict[str, Any] | None:
    """For each record to be published: in wire form, before it is validated and put into a chunk.

    `operation` is the operation's id, such as `publishSpendData`; `spokebridge.operations` lists them. Return the
    record, changed or not: the dictionary is a copy of the plugin's own. None drops the record, and the report counts
    it as dropped; a function without `return` drops them all. Runs in the order of the input, one record at a time.
    """


@hookspec
def spokebridge_map_incoming(record: Any, operation: str) -> Any:
    """For each record of a list, before the caller gets it; not for `.pages()`, which gives pages as they came.

    `record` is the typed record, a copy of the plugin's own, and can be read and changed like a dictionary with wire
    names, too. Return it, changed or not, another one (`msgspec.structs.replace(record, ...)`), or a mapping with wire
    names (`{**record, ...}`), which becomes a typed record again; fields it does not have are None. A record that could
    not be typed is a plain dictionary. None drops the record; `client.plugins.dropped` counts it.
    """


@hookspec
def spokebridge_on_page(page: PageRead) -> None:
    """When a page of a list arrived, before any of its records is given out. Abort ends the iteration."""


@hookspec
def spokebridge_on_chunk(chunk: ChunkSent) -> None:
    """When a chunk of records was decided; in the order of the input. Abort stops the run: what was read but not sent
    is rejected, and the error carries the report so far.
    """


@hookspec
def spokebridge_on_drift(event: DriftEvent) -> None:
    """When an answer is not as described; once for each place in it. Abort makes it an error of the call."""


@hookspec
def spokebridge_register_commands(app: Any) -> None:
    """Once, when the command line starts. `app` is its root, a `click.Group`: add commands with `app.add_command(...)`.

    A command that has the name of a built-in one is refused. Only installed plugins are asked: there is no client yet.
    """
