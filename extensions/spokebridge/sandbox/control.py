"""What the running sandbox can be told over HTTP, for those who started it as a command.

| request | what it does |
| --- | --- |
| `POST /control/workflows` `{"kind": "renewal"}` | runs a workflow; `to`, `app_id`, `wait_for_callback` go with it |
| `GET /control/workflows` | all runs with deliveries, resumes and comments |
| `POST /control/workflows/{id}/deliver` | posts the event of a run once more |
| `POST /control/faults` `{"fault": "publishSpendData:503x2"}` | plans a fault (`web/fault_words.py`) |
| `POST /control/storms` `{"storm": "7:0.2"}` | lets a storm begin |
| `DELETE /control/faults` | drops all faults and ends all storms |

A web page of somebody else must not do this behind its visitor's back: bodies have to be declared as JSON, and the
`Host` has to be this machine, whatever a foreign name resolves to.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from .productiv.workflow.runner import WorkflowRunner
from .productiv.workflow.runs import WorkflowRun
from .web import codec
from .web.codec import JsonObject
from .web.fault_plan import FaultPlan
from .web.fault_words import parse_fault, parse_storm
from .web.messages import JSON
from .web.storm import Storm

_HOSTS = ("127.0.0.1", "localhost")

Action = Callable[[JsonObject, Request], Any]


class Control:
    """The requests above."""

    def __init__(self, workflows: WorkflowRunner, faults: FaultPlan) -> None:
        self._workflows = workflows
        self._faults = faults

    def routes(self) -> list[BaseRoute]:
        """To be served beside the two services."""
        table: list[tuple[str, str, Action]] = [
            ("POST", "/workflows", self._run),
            ("GET", "/workflows", self._runs),
            ("POST", "/workflows/{id}/deliver", self._deliver),
            ("POST", "/faults", self._fault),
            ("DELETE", "/faults", self._clear),
            ("POST", "/storms", self._storm),
        ]
        return [
            Mount("/control", routes=[Route(path, _endpoint(action), methods=[verb]) for verb, path, action in table])
        ]

    def _run(self, body: JsonObject, _request: Request) -> object:
        waits = body.get("wait_for_callback", True)
        if not isinstance(waits, bool):
            raise ValueError("wait_for_callback must be true or false")
        kind: Any = _text(body, "kind")
        return _shown(
            self._workflows.run(kind, _text(body, "to", "") or None, _text(body, "app_id", "") or None, waits=waits)
        )

    def _runs(self, _body: JsonObject, _request: Request) -> object:
        return {"runs": [_shown(run) for run in self._workflows.runs()]}

    def _deliver(self, _body: JsonObject, request: Request) -> object:
        identifier = request.path_params["id"]
        run = next((one for one in self._workflows.runs() if one.id == identifier), None)
        if run is None:
            raise ValueError(f"there is no run {identifier}")
        self._workflows.deliver(run)
        return _shown(run)

    def _fault(self, body: JsonObject, _request: Request) -> object:
        fault = parse_fault(_text(body, "fault"))
        self._faults.add(fault)
        return {"operation": fault.operation, "kind": fault.kind, "times": fault.times}

    def _storm(self, body: JsonObject, _request: Request) -> object:
        seed, rate = parse_storm(_text(body, "storm"))
        self._faults.add_storm(Storm(seed, rate))
        return {"seed": seed, "rate": rate}

    def _clear(self, _body: JsonObject, _request: Request) -> object:
        self._faults.clear()
        return {}


def _endpoint(action: Action) -> Callable[[Request], Awaitable[Response]]:
    """Acts in a thread of its own, because an endpoint that gets an event may call the sandbox before it answers."""

    async def endpoint(request: Request) -> Response:
        if request.url.hostname not in _HOSTS:
            return _answer({"message": f"use this machine's own name, {' or '.join(_HOSTS)}"}, 403)
        try:
            body = await _body(request)
            return _answer(await asyncio.to_thread(action, body, request))
        except ValueError as problem:
            return _answer({"message": str(problem)}, 400)

    return endpoint


async def _body(request: Request) -> JsonObject:
    if request.method != "POST":
        return {}
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        raise ValueError(f"the body must be declared as {JSON}")
    body = codec.decode(await request.body() or b"{}")
    if not codec.is_object(body):
        raise ValueError("the body must be a JSON object")
    return body


def _answer(body: object, status: int = 200) -> Response:
    return Response(codec.encode(body), status, media_type=JSON)


def _text(body: JsonObject, name: str, default: str | None = None) -> str:
    value = body.get(name, default)
    if not isinstance(value, str):
        raise ValueError(f"{name} is required and must be a string" if default is None else f"{name} must be a string")
    return value


def _shown(run: WorkflowRun) -> JsonObject:
    """Without the endpoint and the token, which are secrets."""
    return {
        "id": run.id,
        "kind": run.kind,
        "status": run.status,
        "deliveries": [{"status": one.status, "problem": one.problem} for one in run.deliveries],
        "resumes": list(run.resumes),
        "comments": list(run.comments),
    }
