"""Which operation takes the records of a method, and of what class they are, according to the descriptions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args, get_origin

import msgspec

from spokebridge.cli.resources.methods import Method, body_of
from spokebridge.operations import OperationInfo
from spokebridge.productiv import arguments, feeds
from spokebridge.publishing import Feed


def taker_of(method: Method) -> tuple[OperationInfo, type[msgspec.Struct]]:
    """The operation whose body holds the records, and their class. Raises LookupError for a method that has none."""
    for operation in method.operations:
        body = body_of(operation)
        for part in get_args(body) or (body,):
            found = _record(part)
            if found is not None:
                return operation, found
    raise LookupError(f"{method.service.name}.{method.resource}.{method.name} takes no records")


def feed_of(operation: OperationInfo, given: Mapping[str, Any]) -> Feed:
    """How records of the operation are checked and written; `given` are the other arguments of the method."""
    if "custom_fields" in given:
        return feeds.org_chart(arguments.custom_fields(given["custom_fields"]))
    known = [feed for feed in vars(feeds).values() if isinstance(feed, Feed)]
    return next(feed for feed in known if feed.operation == operation.id)


def _record(part: Any) -> type[msgspec.Struct] | None:
    """What a body holds many of: the items of an array, or of the one array of objects in an object."""
    if get_origin(part) is list:
        item: type[msgspec.Struct] = get_args(part)[0]
        return item
    if not (isinstance(part, type) and issubclass(part, msgspec.Struct)):
        return None
    for field in msgspec.structs.fields(part):
        for hint in (field.type, *get_args(field.type)):
            if get_origin(hint) is list and issubclass(get_args(hint)[0], msgspec.Struct):
                found: type[msgspec.Struct] = get_args(hint)[0]
                return found
    return None
