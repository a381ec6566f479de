"""From a request to a reply: find the operation, meet a fault, check the caller, run the handler, write the log."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from .connection import cut_connection
from .fault_plan import FaultPlan
from .faults import Fault, spoil
from .log import LoggedRequest, RequestLog
from .messages import Call, Refusal, Reply
from .operations import Operation, Service, ServiceT
from .served import Served

Endpoint = Callable[[Request], Awaitable[ASGIApp]]


class Dispatcher:
    """Makes applications out of tables of operations."""

    def __init__(self, faults: FaultPlan, log: RequestLog) -> None:
        self._faults = faults
        self._log = log
        self._last: dict[str, Reply] = {}
        """The last right answer of each operation."""

    def app(self, service: ServiceT, operations: Sequence[Operation[ServiceT]]) -> Starlette:
        """The ASGI application of one service."""
        routes = [
            Route(path, self._endpoint(service, operation, path), methods=[operation.method], name=operation.id)
            for operation in operations
            for path in operation.paths(lenient=service.lenient)
        ]

        served = Served(operations, lenient=service.lenient)

        def unserved(request: Request, problem: Exception) -> Response:
            return self._unserved(service, served, request, problem)

        app = Starlette(routes=routes, exception_handlers={HTTPException: unserved})
        app.router.redirect_slashes = False
        return app

    def _endpoint(self, service: ServiceT, operation: Operation[ServiceT], template: str) -> Endpoint:
        async def endpoint(request: Request) -> ASGIApp:
            if request.method != operation.method:  # Starlette lets HEAD through to GET
                raise HTTPException(405)
            call = await Call.of(request, operation.id, operation.scopes)
            fault = self._faults.next_for(operation.id)
            if fault is not None:
                await _wait(request, fault.delay)
            reply = self._reply(service, operation, call, fault)
            self._log.add(
                LoggedRequest(
                    service.name,
                    operation.id,
                    operation.method,
                    template,
                    status=None if reply is None else reply.status,
                    fault=None if fault is None else fault.kind,
                )
            )
            return cut_connection if reply is None else reply.response()

        return endpoint

    def _reply(
        self, service: ServiceT, operation: Operation[ServiceT], call: Call, fault: Fault | None
    ) -> Reply | None:
        def answer() -> Reply:
            try:
                if not operation.public:
                    service.authenticate(call)
                reply = operation.handler(service, call)
            except Refusal as refusal:
                return service.refuse(refusal)
            self._last[operation.id] = reply
            return reply

        def revoke() -> None:
            service.revoke_credentials(call)

        with service.lock:
            if fault is None:
                return answer()
            previous = self._last.get(operation.id)
            return spoil(fault, answer=answer, refuse=service.refuse, revoke=revoke, previous=previous)

    def _unserved(self, service: Service, served: Served, request: Request, problem: Exception) -> Response:
        """404 and 405, the only problems that Starlette raises here."""
        status = problem.status_code if isinstance(problem, HTTPException) else 500
        path = request.url.path.removeprefix(request.scope.get("root_path", ""))
        self._log.add(LoggedRequest(service.name, None, request.method, path, status))
        with service.lock:
            return service.refuse(served.refusal(status, request.method, path)).response()


async def _wait(request: Request, seconds: float) -> None:
    """Waits, unless the client gives up first."""
    clock = asyncio.get_running_loop().time
    end = clock() + seconds
    while (left := end - clock()) > 0 and not await request.is_disconnected():
        await asyncio.sleep(min(left, 0.05))
