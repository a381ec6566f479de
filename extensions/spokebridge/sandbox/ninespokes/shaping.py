"""Records as the switches want them, applied when a record is stored (9Spokes facts 9)."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..settings import NineSpokesOptions
from ..web.codec import JsonObject, is_array, is_object
from .catalogue import DATE_MEMBERS

_FRACTION = re.compile(r"\.[0-9]+(?=Z$|[+-][0-9:]+$)")


def shape(record: Mapping[str, Any], metadata: Mapping[str, object], options: NineSpokesOptions) -> JsonObject:
    """A changed copy. `metadata` is what older records carried next to the payload (9Spokes facts 5.15)."""
    shaped = dict(record)
    if options.record_metadata:
        shaped = {**metadata, **shaped}
    if options.pay_run_aliases:
        _change(shaped, "pay_run_summary", _with_aliases)
    if options.gross_pay_as_string:
        _change(shaped, "staff_wages", _with_text_pay)
    return shaped if options.fractional_seconds else {name: _whole_seconds(name, at) for name, at in shaped.items()}


def _change(record: JsonObject, wrapper: str, how: Callable[[JsonObject], JsonObject]) -> None:
    payload = record.get(wrapper)
    if is_object(payload):
        record[wrapper] = how(payload)


def _with_aliases(pay_run: JsonObject) -> JsonObject:
    names = {"start_date": "start", "end_date": "end"}
    return {names.get(name, name): value for name, value in pay_run.items()}


def _with_text_pay(wages: JsonObject) -> JsonObject:
    return {name: str(value) if name == "gross_pay" else value for name, value in wages.items()}


def _whole_seconds(name: str, value: Any) -> Any:
    if is_object(value):
        return {below: _whole_seconds(below, at) for below, at in value.items()}
    if is_array(value):
        return [_whole_seconds(name, at) for at in value]
    return _FRACTION.sub("", value) if isinstance(value, str) and name in DATE_MEMBERS else value
