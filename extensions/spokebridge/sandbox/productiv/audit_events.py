"""Audit events (Productiv facts 3.12). What breaking a limit is answered with is unknown (8.5): here 400."""

from datetime import datetime, timedelta

from ..web.messages import Call, Refusal, Reply
from .paging import page_of
from .service import ProductivService, answer

_OLDEST = timedelta(days=180)
_LONGEST = timedelta(days=30)
_MOST = 500


def get_audit_events(service: ProductivService, call: Call) -> Reply:
    """One page; the cursor is left out on the last. The key of the list is that of seed 002."""
    start, end = _moment(call, "startTime"), _moment(call, "endTime")
    if end <= start:
        raise _refusal("endTime", "endTime must be later than startTime")
    if timedelta(seconds=service.clock() - start) > _OLDEST:
        raise _refusal("startTime", f"startTime lies more than {_OLDEST.days} days back")
    if timedelta(seconds=end - start) > _LONGEST:
        raise _refusal("endTime", f"the range spans more than {_LONGEST.days} days; ask for less at a time")
    size = min(service.options.audit_page_size, _MOST)
    events, token = page_of(call, service.store.audit.between(start, end), parameter="pageToken", size=size)
    cursor = {} if token is None else {"nextPageToken": token}
    return answer(success=True, events=[event.wire() for event in events], **cursor)


def _moment(call: Call, name: str) -> float:
    text = call.parameter(name)
    if not text:
        raise _refusal(name, f"the query parameter {name} is required")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _refusal(name, f"{name} must be a time such as 2024-07-01T00:00:00Z") from None
    if moment.tzinfo is None:
        raise _refusal(name, f"{name} has no time zone; write it as 2024-07-01T00:00:00Z")
    return moment.timestamp()


def _refusal(name: str, text: str) -> Refusal:
    return Refusal(400, text, code="invalid_parameter", extra={"field": name})
