"""What a pushed record must look like.

Fields and types are official (Productiv facts 3.2 to 3.6). That a violation is 400, that it names index and field, and
that it refuses the whole request are choices of the sandbox.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..web.codec import JsonObject, is_array, is_number, is_object
from ..web.messages import Call, Refusal

LIMIT = 1000
"""Most records in one request (Productiv facts 3.3 to 3.6; for usage events only seed 002 says so)."""

Check = Callable[[object], bool]

_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Rule:
    """A test of one value, and what it expects in words."""

    check: Check
    expected: str


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_milliseconds(value: object) -> bool:
    return is_number(value) and value >= 0 and (isinstance(value, int) or value == value.to_integral_value())


def is_currency(value: object) -> bool:
    """Whether a value has the form of an ISO 4217 code."""
    return isinstance(value, str) and bool(_CURRENCY.fullmatch(value))


TEXT = Rule(_is_text, "a string that is not empty")
ANY_TEXT = Rule(lambda value: isinstance(value, str), "a string")
NUMBER = Rule(is_number, "a number")
MILLISECONDS = Rule(_is_milliseconds, "a Unix time in milliseconds")
TEXT_OR_NUMBER = Rule(lambda value: isinstance(value, str) or is_number(value), "a string or a number")
CURRENCY = Rule(is_currency, "an ISO 4217 code")


def one_of(*values: str) -> Rule:
    """Exactly one of these strings."""
    return Rule(lambda value: value in values, " or ".join(values))


@dataclass(frozen=True, slots=True)
class RecordRules:
    """Other members than these are let through."""

    required: Mapping[str, Rule]
    optional: Mapping[str, Rule] = field(default_factory=dict[str, Rule])


def records_of(call: Call, key: str, rules: RecordRules) -> list[JsonObject]:
    """The list under `key` of the body, every record checked; raises a `Refusal` at the first that is wrong."""
    records = call.json_object().get(key)
    if not is_array(records):
        raise Refusal(400, f"{key} must be an array", code="invalid_body", extra={"field": key})
    if len(records) > LIMIT:
        raise Refusal(400, f"{key} has {len(records)} entries, at most {LIMIT} are allowed", code="too_many_records")
    return [_checked(index, record, key, rules) for index, record in enumerate(records)]


def _checked(index: int, record: object, key: str, rules: RecordRules) -> JsonObject:
    if not is_object(record):
        raise _invalid(index, None, f"{key}[{index}] must be an object")
    for name, rule in rules.required.items():
        if name not in record:
            raise _invalid(index, name, f"{key}[{index}].{name} is required")
        _check(index, name, record[name], rule, key)
    for name, rule in rules.optional.items():
        if name in record:
            _check(index, name, record[name], rule, key)
    return record


def _check(index: int, name: str, value: object, rule: Rule, key: str) -> None:
    if not rule.check(value):
        raise _invalid(index, name, f"{key}[{index}].{name} must be {rule.expected}")


def _invalid(index: int, name: str | None, message: str) -> Refusal:
    return Refusal(400, message, code="invalid_record", extra={"index": index, "field": name})
