"""The sandbox itself: both services behind one port, from `with` to its end."""

import asyncio
import re
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TypedDict

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.types import ASGIApp

from .clock import Clock, system_clock
from .control import Control
from .fault_injection import FaultInjection
from .ids import Ids
from .ninespokes.accounts import Connection
from .ninespokes.routes import OPERATIONS as NINESPOKES_OPERATIONS
from .ninespokes.service import NineSpokesService
from .ninespokes.store import NineSpokesStore
from .pages.consent import ConsentPage
from .pages.overview import Overview
from .productiv.routes import OPERATIONS as PRODUCTIV_OPERATIONS
from .productiv.service import ProductivService
from .productiv.store import ProductivStore
from .productiv.workflow.runner import WorkflowRunner
from .productiv.workflow.runs import Delivery, WorkflowKind, WorkflowRun
from .settings import Mode, NineSpokesOptions, ProductivOptions
from .storage import OPERATIONS as STORAGE_OPERATIONS
from .storage import StorageService, StoredFile
from .web import codec
from .web.dispatch import Dispatcher
from .web.log import LoggedRequest, RequestLog
from .web.messages import JSON
from .web.server import LoopbackServer

_PRODUCTIV = "/productiv"
_NINESPOKES = "/ninespokes"
_STORAGE = "/storage"


def operation_ids() -> set[str]:
    """What can be asked of the sandbox, by the ids of the specs."""
    return {row.id for row in PRODUCTIV_OPERATIONS} | {row.id for row in NINESPOKES_OPERATIONS}


class ProductivSettings(TypedDict):
    """Keyword arguments of a Productiv client."""

    client_id: str
    client_secret: str
    base_url: str
    token_url: str


class NineSpokesSettings(TypedDict):
    """Keyword arguments of a 9Spokes client."""

    api_key: str
    base_url: str


class Sandbox(FaultInjection):
    """Serves on loopback between `start` and `stop`, or inside `with` or `async with`; starts once.

    What is stored can be looked at and added to from any thread, before, while and after it serves. Two sandboxes made
    with the same seed, clock and port answer the same calls with the same bytes.
    """

    def __init__(
        self,
        *,
        seed: int = 7,
        mode: Mode = "lenient",
        port: int = 0,
        clock: Clock = system_clock,
        productiv_options: ProductivOptions | None = None,
        ninespokes_options: NineSpokesOptions | None = None,
    ) -> None:
        """`port` 0 takes a free one."""
        if mode not in ("lenient", "strict"):
            raise ValueError(f"mode must be 'lenient' or 'strict', not {mode!r}")
        super().__init__(operation_ids() | {row.id for row in STORAGE_OPERATIONS})
        lock, ids, lenient = threading.RLock(), Ids(seed), mode == "lenient"
        options = productiv_options or ProductivOptions()
        self._storage = StorageService(lock, ids, clock, lenient=lenient)
        self._productiv = ProductivService(lock, ids, clock, options, self._storage, lenient=lenient)
        self._workflows = WorkflowRunner(lock, ids, clock, options, self._productiv.store, self._storage)
        self._ninespokes = NineSpokesService(
            lock, ids, clock, ninespokes_options or NineSpokesOptions(), lenient=lenient
        )
        self._mode: Mode = mode
        self._log = RequestLog()
        self._port = port
        self._server: LoopbackServer | None = None

    # life

    def start(self) -> None:
        """Returns when requests are accepted."""
        if self._server is not None:
            raise RuntimeError("a sandbox starts once; make a new one")
        self._server = LoopbackServer(self._app(), self._port)
        self._ninespokes.site = self._server.url
        self._storage.site = self._server.url + _STORAGE
        self._server.start()

    def stop(self) -> None:
        """Returns when the port is closed; what was stored can still be looked at."""
        if self._server is not None:
            self._server.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        await asyncio.to_thread(self.start)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self.stop)

    # how to reach it

    @property
    def url(self) -> str:
        """Scheme, host and port, without a slash at the end."""
        if self._server is None:
            raise RuntimeError("the sandbox is not running")
        return self._server.url

    @property
    def productiv(self) -> ProductivSettings:
        """Keyword arguments for a client: `Productiv(**sandbox.productiv)`."""
        base_url = self.url + _PRODUCTIV
        return {
            "client_id": self._productiv.client_id,
            "client_secret": self._productiv.client_secret,
            "base_url": base_url,
            "token_url": f"{base_url}/oauth2/token",
        }

    @property
    def ninespokes(self) -> NineSpokesSettings:
        """Keyword arguments for a client: `NineSpokes(**sandbox.ninespokes)`."""
        return {"api_key": self._ninespokes.api_key, "base_url": self.url + _NINESPOKES}

    # what it stores

    @property
    def productiv_store(self) -> ProductivStore:
        """What the Productiv side holds."""
        return self._productiv.store

    @property
    def ninespokes_store(self) -> NineSpokesStore:
        """What the 9Spokes side holds, and the way to put records there."""
        return self._ninespokes.store

    def received_spend(self, app_id: str) -> list[dict[str, Any]]:
        """The spend records an app was sent, in order, each `signatureId` once; fractions are exact Decimals."""
        return self.productiv_store.spend(app_id)

    def uploaded_files(self, app_id: str, type: str = "") -> list[StoredFile]:
        """Files that arrived at their signed addresses for an app, under the `type` that was asked for."""
        return self._storage.uploaded(f"{app_id}/{type}")

    def authorize(self, connection_id: str) -> Connection:
        """Gives consent for a connection, as the user would on the page at its `authorize_url`."""
        return self.ninespokes_store.authorize(connection_id)

    def revoke_tokens(self) -> None:
        """No Productiv token handed out so far is accepted any longer."""
        with self._productiv.lock:
            self._productiv.tokens.revoke_all()

    # workflows

    def run_workflow(
        self,
        kind: WorkflowKind,
        *,
        to: str | None = None,
        app_id: str | None = None,
        wait_for_callback: bool = True,
    ) -> WorkflowRun:
        """Runs a workflow up to its custom integration step, which posts its event to `to`, or to the endpoint of
        `ProductivOptions.webhook_url` (Productiv facts 5).

        `kind` is `renewal`, `review` or `intake`; `app_id` is the app it is about, the first one unless given. Returns
        when the endpoint has answered: the run tells in `deliveries` how, later in `resumes` and `comments` what came
        back through its callback token. In asynchronous code use `asyncio.to_thread`. Raises `ValueError` for an
        endpoint that is missing or no web address, and for an unknown kind or app.
        """
        _ = self.url  # the addresses of attachments need a sandbox that runs
        return self._workflows.run(kind, to, app_id, waits=wait_for_callback)

    def deliver(self, run: WorkflowRun) -> Delivery:
        """Posts the event of a run once more, as it was."""
        return self._workflows.deliver(run)

    @property
    def workflow_runs(self) -> list[WorkflowRun]:
        """All runs, the oldest first."""
        return self._workflows.runs()

    # what was asked of it

    @property
    def requests(self) -> list[LoggedRequest]:
        """Every request in order: no headers, bodies or queries, hence no secrets."""
        return self._log.entries()

    def watch(self, watcher: Callable[[LoggedRequest], object]) -> None:
        """Calls `watcher` for each request to come, from the thread that serves it: it has to be quick."""
        self._log.watch(watcher)

    @property
    def token_requests(self) -> int:
        """How often a token was asked for, in vain or not."""
        return self.count("getAccessToken")

    def count(self, operation: str) -> int:
        """How often an operation was called, failed calls included."""
        return self._log.count(operation)

    def _app(self) -> Starlette:
        dispatcher = Dispatcher(self._faults, self._log)
        return Starlette(
            exception_handlers={404: _lost},
            routes=[
                _mount(_PRODUCTIV, dispatcher.app(self._productiv, PRODUCTIV_OPERATIONS)),
                _mount(_NINESPOKES, dispatcher.app(self._ninespokes, NINESPOKES_OPERATIONS)),
                *Control(self._workflows, self._faults).routes(),
                *ConsentPage(self._ninespokes, self._log).routes(),
                *Overview(self._productiv, self._ninespokes, self._log, self._mode).routes(),
                _mount(_STORAGE, dispatcher.app(self._storage, STORAGE_OPERATIONS)),
            ],
        )


async def _lost(request: Request, _problem: Exception) -> Response:
    """For those who left out the part of the path that names the service."""
    text = f"no such resource: {request.url.path}; base URLs end in {_PRODUCTIV} or {_NINESPOKES}"
    return Response(codec.encode({"message": text}), 404, media_type=JSON)


def _mount(prefix: str, app: ASGIApp) -> Mount:
    """For every path below the prefix: Starlette's own pattern ends at a line break, which a path may hold as `%0A`."""
    mount = Mount(prefix, app)
    mount.path_regex = re.compile(rf"{prefix}/(?P<path>.*)\Z", re.DOTALL)
    return mount
