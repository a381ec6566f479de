"""Custom fields: which are configured, and what each takes (Productiv facts 4.3 and 4.4). None is made by API."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from ..web.codec import JsonObject, is_array, is_number, is_object
from .checks import is_currency

FieldType = Literal["singleselect", "multiselect", "text", "number", "date", "currency", "hyperlink"]


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """A configured field; `choices` are those of the two select types."""

    name: str
    kind: FieldType
    key: str
    choices: Sequence[str] = ()

    def reason_against(self, value: object) -> str | None:
        """Why it does not take a value, if so; the wording follows the one sample there is (3.20)."""
        if _TAKES[self.kind](value, self.choices):
            return None
        hint = f"; it takes {', '.join(self.choices)}" if self.choices else f"; it is of type {self.kind}"
        return f"not a valid value for the {self.name} custom field{hint}"

    def holding(self, value: Any) -> JsonObject:
        """The CustomField with a value."""
        return {"FieldName": self.name, "FieldValue": value, "FieldType": self.kind, "FieldKey": self.key}


APP_FIELDS: Sequence[FieldDefinition] = (
    FieldDefinition("Business unit", "singleselect", "dlk2fghaeoi342", ("Company", "Product", "Sales", "Operations")),
    FieldDefinition("Regions", "multiselect", "m3vqpz71ck0a9d", ("APAC", "EMEA", "AMER")),
    FieldDefinition("Notes for IT", "text", "lgp5s4z4m0pd11"),
    FieldDefinition("Cost center", "text", "c0st8r2vn1qe5k"),
    FieldDefinition("Risk score", "number", "q8r1hh0vtz54ce"),
    FieldDefinition("Security review", "date", "zz90kdm2w7xy3b"),
    FieldDefinition("Budget", "currency", "b7cty65nd2ml0s"),
    FieldDefinition("Runbook", "hyperlink", "hx4e8"),
)
SUPPLIER_FIELDS: Sequence[FieldDefinition] = (
    FieldDefinition("Risk", "singleselect", "k7riskfield08", ("low", "medium", "high")),
    FieldDefinition("Tags", "multiselect", "t2tagsfield19", ("strategic", "tail", "local")),
    FieldDefinition("Account manager", "text", "a5textfield27"),
    FieldDefinition("Score", "number", "s9numberfield3"),
    FieldDefinition("Onboarded", "date", "o1datefield44"),
    FieldDefinition("Credit limit", "currency", "c6moneyfield5"),
    FieldDefinition("Portal", "hyperlink", "p3linkfield61"),
)


def find_field(fields: Sequence[FieldDefinition], name: str) -> FieldDefinition | None:
    """By name or by key: which of the two the API means is unknown (3.17)."""
    return next((field for field in fields if name in (field.name, field.key)), None)


def set_value(holder: JsonObject, field: FieldDefinition, value: Any) -> None:
    """Gives the app or supplier a value, in place of the one it had."""
    present = holder.setdefault("CustomFields", [])
    for number, old in enumerate(present):
        if old["FieldKey"] == field.key:
            present[number] = field.holding(value)
            return
    present.append(field.holding(value))


def clear_value(holder: JsonObject, field: FieldDefinition) -> None:
    """Takes the value away; it need not be there."""
    present = holder.get("CustomFields", [])
    holder["CustomFields"] = [old for old in present if old["FieldKey"] != field.key]


def _is_link(value: object) -> bool:
    return is_object(value) and all(isinstance(value.get(name), str) for name in ("label", "url"))


def _is_money(value: object) -> bool:
    return is_object(value) and is_currency(value.get("currencyCode")) and is_number(value.get("amount"))


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value)) and len(value) == len("2024-07-01")
    except ValueError:
        return False


def _are_choices(value: object, choices: Sequence[str]) -> bool:
    return is_array(value) and all(item in choices for item in value)


_TAKES: dict[FieldType, Callable[[object, Sequence[str]], bool]] = {
    "singleselect": lambda value, choices: value in choices,
    "multiselect": _are_choices,
    "text": lambda value, _: isinstance(value, str),
    "number": lambda value, _: is_number(value),
    "date": lambda value, _: _is_day(value),
    "currency": lambda value, _: _is_money(value),
    "hyperlink": lambda value, _: _is_link(value),
}
