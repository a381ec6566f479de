"""Running a workflow up to its custom integration step: making the event, and posting it (Productiv facts 5)."""

import threading
from datetime import UTC, datetime, timedelta
from typing import get_args

from ...clock import Clock
from ...ids import Ids
from ...settings import ProductivOptions
from ...storage import StorageService
from ...web.codec import JsonObject
from ..store import App, ProductivStore
from .delivery import check_endpoint, deliver
from .events import Occasion, event
from .runs import Delivery, WorkflowKind, WorkflowRun

_ATTACHMENT_SECONDS = timedelta(days=5).total_seconds()
_SINCE_START = 400_000


class WorkflowRunner:
    """Starts runs and posts their events. The lock is never held while something is posted: the one who gets the event
    may call back before it answers.
    """

    def __init__(
        self,
        lock: threading.RLock,
        ids: Ids,
        clock: Clock,
        options: ProductivOptions,
        store: ProductivStore,
        storage: StorageService,
    ) -> None:
        if options.webhook_url is not None:
            check_endpoint(options.webhook_url)
        self._lock = lock
        self._ids = ids
        self._clock = clock
        self._options = options
        self._store = store
        self._storage = storage

    def run(self, kind: WorkflowKind, to: str | None, app_id: str | None, *, waits: bool) -> WorkflowRun:
        """Starts a run and posts its event once."""
        endpoint = to or self._options.webhook_url
        if endpoint is None:
            raise ValueError(
                "no endpoint is configured; give `to`, or set `webhook_url` of ProductivOptions (--webhook-url)"
            )
        if kind not in get_args(WorkflowKind):
            raise ValueError(f"no workflow is called {kind!r}; there are {', '.join(get_args(WorkflowKind))}")
        check_endpoint(endpoint)
        with self._lock:
            run = self._start(kind, endpoint, self._app(app_id), waits=waits)
        self.deliver(run)
        return run

    def runs(self) -> list[WorkflowRun]:
        """All runs, the oldest first."""
        with self._lock:
            return list(self._store.workflow_runs)

    def deliver(self, run: WorkflowRun) -> Delivery:
        """Posts the event of a run, the same bytes each time."""
        delivery = deliver(run.endpoint, run.body)
        with self._lock:
            run.deliveries.append(delivery)
        return delivery

    def _app(self, app_id: str | None) -> App:
        app_id = app_id or self._store.app_ids[0]
        app = self._store.find(app_id)
        if app is None:
            raise ValueError(f"there is no application {app_id!r}; there are {', '.join(self._store.app_ids)}")
        return app

    def _start(self, kind: WorkflowKind, endpoint: str, app: App, *, waits: bool) -> WorkflowRun:
        now = self._clock()
        occasion = Occasion(
            kind=kind,
            app=app,
            workflow_id=f"WF_{kind}",
            run_id=self._ids.uuid("workflow run"),
            callback_token=self._ids.text("callback token", 40),
            started=int(now * 1000) - _SINCE_START,
            reached=int(now * 1000),
            today=datetime.fromtimestamp(now, UTC).date(),
            attachments=self._attachments(kind, app),
        )
        run = WorkflowRun(
            occasion.run_id, kind, endpoint, waits, occasion.callback_token, event(occasion, self._options)
        )
        self._store.workflow_runs.append(run)
        self._store.audit.note("WORKFLOW_RUN", {"workflow": occasion.workflow_id, "run": run.id})
        return run

    def _attachments(self, kind: WorkflowKind, app: App) -> list[JsonObject]:
        """A renewal comes with the quote; the addresses expire after five days (Productiv facts 5.1)."""
        if kind != "renewal":
            return []
        filename = f"{app.id}-quote.txt"
        url = self._storage.address_for_download(
            filename,
            f"Quote for {app.details['ApplicationName']}\n".encode(),
            seconds=_ATTACHMENT_SECONDS,
            media_type="text/plain",
        )
        return [{"Filename": filename, "Url": url}]
