"""The containers around 9Spokes data, brought to the one form that is described (facts 3.1, Q10, Q14).

Almost every answer already has that form and is never looked at here. An answer that lacks it is read as plain values and
rebuilt: the list may lie under `results`, `result`, `data` or `details`, at the top or one level down; it may be `null`; a record may
come without its wrapper.
"""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from spokebridge.errors import SchemaDrift
from spokebridge.plain import is_list, is_object
from spokebridge.wire import Answer

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_CONTAINERS = ("results", "result", "data", "details")
_META = ("status", "correlationId", "message")


def canonical_page(body: Any, wrapper: str | None) -> dict[str, Any]:
    """`{"results": [...], "total": …}` from whatever form a list came in; records wrapped as described."""
    records, holder = _find_list(body)
    page: dict[str, Any] = {"results": [_wrapped(record, wrapper) for record in records]}
    for key in ("total", *_META):
        for source in (holder, body):
            if is_object(source) and key in source:
                page.setdefault(key, source[key])
    return page


def canonical_object(body: Any, key: str) -> dict[str, Any]:
    """`{"result": {key: {...}}}` from whatever form a single object came in."""
    found = body
    for _ in range(3):
        if not is_object(found):
            break
        if is_object(found.get(key)):
            found = found[key]
            break
        inner = next((found[name] for name in _CONTAINERS if is_object(found.get(name))), None)
        if inner is None:
            break
        found = inner
    return {"result": {key: found if is_object(found) else {}}}


class Enveloped(Protocol[T_co]):
    """An answer of the first family: the payload under `details`."""

    @property
    def details(self) -> T_co | None: ...


def details_of(answer: Answer[Enveloped[T]]) -> T:
    """The payload of an answer that cannot do without. Raises SchemaDrift when there is none."""
    details = answer.value.details
    if details is None:
        raise SchemaDrift("the answer holds no `details`, so there is nothing to give", correlation_id=answer.correlation_id)
    return details


def _find_list(body: Any) -> tuple[list[Any], Any]:
    if is_list(body):
        return body, None
    if not is_object(body):
        return [], None
    for name in _CONTAINERS:
        value = body.get(name)
        if is_list(value):
            return value, body
        if is_object(value):
            records, holder = _find_list(value)
            if records:
                return records, holder
    return [], body


def _wrapped(record: Any, wrapper: str | None) -> Any:
    if wrapper is None or not is_object(record) or wrapper in record:
        return record
    return {wrapper: record}
