"""Batches of attribute updates, of which parts may fail (Productiv facts 3.17 to 3.20).

A batch whose shape is wrong is refused as a whole; a value that cannot be set fails alone, and the rest takes effect.
Both are choices, and so is that an update with any failure does not count as successful.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from ..web.codec import JsonObject, is_array, is_object
from ..web.messages import Call, Refusal, Reply
from .service import answer

T = TypeVar("T")
Setter = Callable[[T, JsonObject], str | None]
"""Applies one entry; gives the reason when it cannot."""

_RESPONSE_TIME_MS = 18
_NAMES: Mapping[str, Sequence[str]] = {
    "attributes": ("name",),
    "customFields": ("name",),
    "appOwners": ("type", "email"),
}


def apply_batch(
    call: Call, identity: str, find: Callable[[str], T | None], setters: Mapping[str, Setter[T]], what: str
) -> Reply:
    """Applies a batch and reports what failed. `identity` is the key of the ids, `what` they are ids of."""
    failed: list[JsonObject] = []
    updates = _updates_of(call, identity, list(setters))
    for update in updates:
        target = find(update[identity])
        unknown = f"there is no {what} {update[identity]}"
        failures = {
            name: entries
            for name, setter in setters.items()
            if (entries := [*_failures(target, setter, update.get(name, []), unknown)])
        }
        if failures or target is None:
            failed.append({identity: update[identity], **failures})
    return answer(
        NumSuccessfulUpdates=len(updates) - len(failed), FailedUpdates=failed, ResponseTimeMs=_RESPONSE_TIME_MS
    )


def _failures(target: T | None, setter: Setter[T], entries: list[JsonObject], unknown: str) -> list[JsonObject]:
    reasons = ((entry, unknown if target is None else setter(target, entry)) for entry in entries)
    return [{**entry, "reason": reason} for entry, reason in reasons if reason is not None]


def _updates_of(call: Call, identity: str, lists: Sequence[str]) -> list[JsonObject]:
    body = call.json()
    if not is_array(body):
        raise _refusal(None, "the body must be a JSON array of updates")
    return [_checked(f"[{number}]", update, identity, lists) for number, update in enumerate(body)]


def _checked(where: str, update: object, identity: str, lists: Sequence[str]) -> JsonObject:
    if not is_object(update):
        raise _refusal(where, f"{where} must be an object")
    _require_text(where, update, identity)
    for name in lists:
        entries = update.get(name, [])
        if not is_array(entries):
            raise _refusal(f"{where}.{name}", f"{where}.{name} must be an array")
        for number, entry in enumerate(entries):
            place = f"{where}.{name}[{number}]"
            if not is_object(entry):
                raise _refusal(place, f"{place} must be an object")
            for key in _NAMES[name]:
                _require_text(place, entry, key)
    return update


def _require_text(where: str, holder: JsonObject, name: str) -> None:
    value = holder.get(name)
    if not isinstance(value, str) or not value.strip():
        raise _refusal(f"{where}.{name}", f"{where}.{name} is required and must be a string that is not empty")


def _refusal(field: str | None, text: str) -> Refusal:
    return Refusal(400, text, code="invalid_body", extra={"field": field})
