"""The containers around 9Spokes data, brought to the one form that is described (facts 3.1, Q10, Q14).

Almost every answer already has that form and is never looked at here. An answer that lacks it is read as plain values
and rebuilt: the list may lie under `results`, `result`, `data` or `details`, at the top or further down; it may be
`null`; a record may come without its wrapper, or be `null`, which makes an empty one: every row of the server stays a
row here, or offsets would slip.
"""

from __future__ import annotations

from typing import Any

from spokebridge.plain import is_list, is_object

_CONTAINERS = ("results", "result", "data", "details")
_META = ("status", "correlationId", "message")


def canonical_page(body: Any, wrapper: str | None, *, single_at: int | None = None) -> dict[str, Any]:
    """`{"results": [...], "total": …}` from whatever form a list came in; records wrapped as described.

    With `single_at` a single object counts as a list of one, of which this is the page at that offset. Raises
    ValueError for a body that holds something but no list.
    """
    found = _find_list(body)
    single = None if found is not None or single_at is None else _find_object(body)
    if single is not None:
        found = [single][single_at:], {"total": 1}
    if found is None:
        raise ValueError(f"the answer holds no list under {', '.join(_CONTAINERS[:-1])} or {_CONTAINERS[-1]}")
    records, holder = found
    page: dict[str, Any] = {"results": [_wrapped(record, wrapper) for record in records]}
    for key in ("total", *_META):
        for source in (holder, body):
            if is_object(source) and key in source:
                page.setdefault(key, source[key])
    return page


def canonical_object(body: Any, key: str) -> dict[str, Any]:
    """`{"result": {key: {...}}}` from whatever form one object came in. Raises ValueError for what is none."""
    if not (body is None or is_object(body)):
        raise ValueError("the answer is not an object")
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


def canonical_details(body: Any, *, many: bool) -> dict[str, Any]:
    """`{"status": "ok", "details": …}` from whatever form the payload of the first family came in: one object, or with
    `many` a list of them, which a single one makes too. Raises ValueError for a body that holds no such thing.
    """
    found = _find_list(body)
    records = None if found is None else [record for record in found[0] if record is not None]
    if records is None:
        single = _find_object(body) or _bare(body)
        records = [single] if single else [] if is_object(body) and body.get("details") == {} else None
    if records is None or not (many or len(records) == 1):
        raise ValueError(f"the answer holds no {'list' if many else 'object'} under `details`")
    meta = {key: body[key] for key in _META if key in body} if is_object(body) else {}
    return {"status": "ok", **meta, "details": records if many else records[0]}


def _bare(body: Any) -> Any:
    """A body that is the record itself."""
    return body if is_object(body) and not set(body) & {*_CONTAINERS, "status"} else None


def _find_list(body: Any) -> tuple[list[Any], Any] | None:
    """The records and the object that holds them; None when there is no list."""
    if body is None or is_list(body):
        return body or [], None
    if not is_object(body):
        return None
    empty: tuple[list[Any], Any] | None = None
    for name in _CONTAINERS:
        found = _find_list(body[name]) if name in body else None
        if found is not None:
            records, holder = found
            if records:
                return records, holder or body
            empty = empty or ([], holder or body)
    if empty is None and set(body) <= {"total", *_META}:
        return [], body
    return empty


def _find_object(body: Any) -> Any:
    """The one record of an answer that holds no list; None when there is none."""
    if not is_object(body):
        return None
    inner = body["details"] if is_object(body.get("details")) else body
    found = next((inner[name] for name in _CONTAINERS[:-1] if is_object(inner.get(name))), inner)
    return None if found is body else found


def _wrapped(record: Any, wrapper: str | None) -> Any:
    if record is None:
        return {} if wrapper is None else {wrapper: {}}
    if wrapper is None or not is_object(record):
        return record
    if wrapper in record:
        return record if record[wrapper] is not None else {**record, wrapper: {}}
    return {wrapper: record}
