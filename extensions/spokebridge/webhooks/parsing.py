"""`parse`: from the body of a request to a typed event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from productiv_client import codec
from productiv_client.shapes import is_object
from productiv_client.types import Mismatch
from spokebridge.drift import DriftEvent, DriftLog
from spokebridge.errors import WebhookError
from spokebridge.webhooks.body import MAX_BYTES, MAX_DEPTH, Body, Headers, as_bytes, as_headers, as_json
from spokebridge.webhooks.events import BY_TYPE, Event, UnknownWorkflow

_drift_log = DriftLog()


def parse(
    body: Body,
    *,
    headers: Headers | None = None,
    strict: bool = False,
    on_drift: Callable[[DriftEvent], object] | None = None,
    max_bytes: int = MAX_BYTES,
    max_depth: int = MAX_DEPTH,
) -> Event:
    """The event in the body of a request from a custom integration step (Productiv facts 5, official).

    `body` is what the web framework gives: bytes, text, or the JSON as a mapping (bytes are best: a mapping has lost
    the exact decimals). `headers` are those of the request; they are needed only when it is sent as gzip. Which event
    it is stands in `Metadata.Workflow.Type`; a type that is not documented gives `UnknownWorkflow`.

    What is not as described is kept as it came, a missing field is None, and each such place is logged and given to
    `on_drift`; with `strict=True` the first one is an error. Bodies over `max_bytes` or deeper than `max_depth` levels
    are refused. Raises WebhookError and nothing else, whatever the body is. It does not check who sent the body: see
    `Signature`, `HeaderSecret`, `PathSecret`, `AllowedAddresses`.
    """
    content = as_bytes(body, as_headers(headers), max_bytes)
    kind = _kind_of(as_json(content, max_depth))
    found: list[DriftEvent] = []

    def note(mismatch: Mismatch) -> None:
        found.append(DriftEvent(kind.operation, mismatch.path, mismatch.expected, mismatch.got))

    event = codec.decode(content, kind, on_drift=note).keeping(content)
    if strict and found:
        raise WebhookError(f"the event is not as described; {found[0]}")
    for item in found:
        _drift_log.tell(item)
        if on_drift is not None:
            on_drift(item)
    return event


def _kind_of(value: dict[str, Any]) -> type[Event]:
    node: Any = value
    path = ""
    for name in ("Metadata", "Workflow", "Type"):
        path = f"{path}.{name}".lstrip(".")
        if not is_object(node) or name not in node:
            raise WebhookError(f"{path} is missing, so this is no event of a Productiv workflow")
        node = node[name]
    if not isinstance(node, str) or not node:
        raise WebhookError(f"{path} is not the name of a workflow type, so this is no event of a Productiv workflow")
    return BY_TYPE.get(node, UnknownWorkflow)
