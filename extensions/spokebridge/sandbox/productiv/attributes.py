"""Attributes of apps: update and delete (Productiv facts 3.17 and 3.18)."""

from ..web.codec import JsonObject
from ..web.messages import Call, Reply
from . import contacts
from .batches import apply_batch
from .custom_fields import APP_FIELDS, clear_value, find_field, set_value
from .service import ProductivService
from .store import App

_NOTES = "notes"
"""The only built-in attribute whose name is visible."""


def update_attributes(service: ProductivService, call: Call) -> Reply:
    """Sets attributes and custom fields, adds owners."""
    setters = {"attributes": _set_attribute, "customFields": _set_field, "appOwners": _add_owner}
    return _applied(service, apply_batch(call, "applicationId", service.store.find, setters, "application"), call)


def delete_attributes(service: ProductivService, call: Call) -> Reply:
    """Clears attributes and custom fields, removes owners. What is not there is as good as cleared."""
    setters = {"attributes": _clear_attribute, "customFields": _clear_field, "appOwners": _remove_owner}
    return _applied(service, apply_batch(call, "applicationId", service.store.find, setters, "application"), call)


def _applied(service: ProductivService, reply: Reply, call: Call) -> Reply:
    service.store.audit.note("APP_ATTRIBUTES_CHANGED", {"operation": call.operation})
    return reply


def _set_attribute(app: App, entry: JsonObject) -> str | None:
    if entry["name"] != _NOTES:
        return f"there is no attribute {entry['name']}; there is {_NOTES}"
    if not isinstance(entry.get("value"), str):
        return "value must be a string"
    app.notes = entry["value"]
    return None


def _set_field(app: App, entry: JsonObject) -> str | None:
    field = find_field(APP_FIELDS, entry["name"])
    if field is None:
        return _no_field(entry["name"])
    reason = field.reason_against(entry.get("value"))
    if reason is None:
        set_value(app.details, field, entry["value"])
    return reason


def _add_owner(app: App, entry: JsonObject) -> str | None:
    if reason := _bad_owner(entry):
        return reason
    contacts.add_owner(app.details, entry["type"], entry["email"])
    return None


def _clear_attribute(app: App, entry: JsonObject) -> str | None:
    if entry["name"] != _NOTES:
        return f"there is no attribute {entry['name']}; there is {_NOTES}"
    if "value" in entry:
        return "value must be left out to clear an attribute"
    app.notes = None
    return None


def _clear_field(app: App, entry: JsonObject) -> str | None:
    field = find_field(APP_FIELDS, entry["name"])
    if field is None:
        return _no_field(entry["name"])
    if "value" in entry:
        return "value must be left out to clear a custom field"
    clear_value(app.details, field)
    return None


def _remove_owner(app: App, entry: JsonObject) -> str | None:
    if reason := _bad_owner(entry):
        return reason
    contacts.remove_owner(app.details, entry["type"], entry["email"])
    return None


def _bad_owner(entry: JsonObject) -> str | None:
    if entry["type"] not in contacts.KINDS:
        return f"there is no owner type {entry['type']}; there are {', '.join(contacts.KINDS)}"
    return None if "@" in entry["email"] else "email is no e-mail address"


def _no_field(name: str) -> str:
    return f"there is no custom field {name}; there are {', '.join(field.name for field in APP_FIELDS)}"
