"""Provisioning: workflows, executions, the latest one and its users (Productiv facts 3.13 to 3.16)."""

import re

from ..web.messages import Call, Refusal, Reply
from .made_up.automation import Execution
from .made_up.policies import Workflow
from .paging import page_of
from .service import ProductivService, answer

_RESPONSE_TIME_MS = 14
_MILLISECONDS = re.compile(r"[0-9]{1,15}")
_LATEST = "latest"


def list_provisioning_workflows(service: ProductivService, call: Call) -> Reply:
    """One page; the cursor is left out on the last."""
    return _page(service, call, "Workflows", [one.wire() for one in service.store.automation.workflows()])


def list_provisioning_execution_summaries(service: ProductivService, call: Call) -> Reply:
    """Executions that started in the range; either end may be left out, which no page forbids."""
    start, end = _moment(call, "startTime"), _moment(call, "endTime")
    if start is not None and end is not None and end <= start:
        raise _refusal("endTime", "endTime must be later than startTime")
    executions = [
        one.summary()
        for one in service.store.automation.executions(_workflow(service, call))
        if (start is None or one.started >= start) and (end is None or one.started < end)
    ]
    return _page(service, call, "Summaries", executions)


def get_provisioning_workflow_execution(service: ProductivService, call: Call) -> Reply:
    """The latest execution."""
    return answer(Summary=_latest(service, call).summary(), ResponseTimeMs=_RESPONSE_TIME_MS)


def list_provisioning_execution_users(service: ProductivService, call: Call) -> Reply:
    """One page of the users of the latest execution."""
    return _page(service, call, "Users", _latest(service, call).users())


def _page(service: ProductivService, call: Call, name: str, items: list[dict[str, object]]) -> Reply:
    page, token = page_of(call, items, parameter="pageToken", size=service.options.provisioning_page_size)
    cursor = {} if token is None else {"nextPageToken": token}
    return answer(**{name: page}, ResponseTimeMs=_RESPONSE_TIME_MS, **cursor)


def _workflow(service: ProductivService, call: Call) -> Workflow:
    instance = call.path["applicationInstanceId"]
    workflow = service.store.automation.find(instance)
    if workflow is None:
        known = ", ".join(one.instance for one in service.store.automation.workflows())
        text = f"there is no provisioning workflow for the instance {instance}; there are some for {known}"
        raise Refusal(404, text, code="not_found")
    return workflow


def _latest(service: ProductivService, call: Call) -> Execution:
    """Only the literal `latest` may be asked for (3.15)."""
    workflow, asked = _workflow(service, call), call.path["executionId"]
    if asked != _LATEST:
        raise Refusal(404, f"there is no execution {asked}; only {_LATEST} may be asked for", code="not_found")
    execution = service.store.automation.latest(workflow)
    if execution is None:
        raise Refusal(404, f"the workflow of {workflow.instance} has not run yet", code="not_found")
    return execution


def _moment(call: Call, name: str) -> int | None:
    text = call.parameter(name)
    if text is None:
        return None
    if not _MILLISECONDS.fullmatch(text):
        raise _refusal(name, f"{name} must be a Unix time in milliseconds")
    return int(text)


def _refusal(name: str, text: str) -> Refusal:
    return Refusal(400, text, code="invalid_parameter", extra={"field": name})
