"""Updates and deletions of attributes: checks before sending, and what the answer says of each (facts 3.17 to 3.20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from spokebridge.plain import is_list
from spokebridge.productiv import fields
from spokebridge.productiv.records import wire_record
from spokebridge.publishing import BadRecord, Outgoing, Verdict, WireRecord
from spokebridge.report import PublishReport, Undelivered
from spokebridge.wire import Answer

F = TypeVar("F")

_PARTS = (("attributes", "attribute"), ("custom_fields", "custom field"), ("app_owners", "owner"))


@dataclass(slots=True)
class AttributesReport(PublishReport, Generic[F]):
    """A PublishReport of attribute updates. An update of which any part failed counts as rejected; its reason lists
    those parts.

    `failed_updates` holds the failures as the server typed them. `successful_updates` is the sum of its own counts, of
    which no page says whether they count apps or single values.
    """

    failed_updates: list[F] = field(default_factory=list[F])
    successful_updates: int = 0

    def add_answer(self, value: Any) -> None:
        """Take in the body of one answer."""
        count = getattr(value, "num_successful_updates", None)
        self.successful_updates += count if isinstance(count, int) else 0
        self.failed_updates += _failures(value)


def check_app_update(record: WireRecord) -> None:
    """Values to set: an app, and for it at least one attribute, custom field or owner."""
    fields.text(record, "applicationId")
    _check_lists(record, ("attributes", "customFields", "appOwners"))
    for name in ("attributes", "customFields"):
        _check_values(record, name)


def check_app_deletion(record: WireRecord) -> None:
    """Values to clear: the same lists, without values."""
    fields.text(record, "applicationId")
    _check_lists(record, ("attributes", "customFields", "appOwners"))
    for name in ("attributes", "customFields"):
        for number, entry in enumerate(record.get(name, ())):
            if entry.pop("value", None) is not None:
                raise BadRecord(f"{name}[{number}] has a value; a deletion names what to clear and nothing else")


def check_supplier_update(record: WireRecord) -> None:
    """Values to set: a supplier and at least one custom field."""
    fields.text(record, "supplierId")
    _check_lists(record, ("customFields",))
    _check_values(record, "customFields")


def judge_updates(answer: Answer[Any], records: Sequence[Outgoing]) -> Verdict:
    """Failures by the id they name. One that cannot be laid at a single record leaves open the records it may belong
    to.
    """
    failures: dict[object, list[str]] = {}
    for failure in _failures(answer.value):
        failures.setdefault(_id(failure), []).append(_words(failure))
    if not failures:
        return Verdict()
    of_id: dict[object, list[Outgoing]] = {}
    for record in records:
        of_id.setdefault(record.key[0], []).append(record)
    strays = [words for found, parts in failures.items() if found not in of_id for words in parts]
    rejected: list[Undelivered] = []
    unknown: list[Undelivered] = []
    for found, named in of_id.items():
        reason = "; ".join(failures.get(found, ()))
        if reason and len(named) == 1:
            rejected += _undelivered(named, reason, answer)
        elif reason:
            unknown += _undelivered(named, f"{reason}; several updates of one request name this id", answer)
        elif strays:
            unknown += _undelivered(named, f"a failure names no id of this request: {'; '.join(strays)}", answer)
    return Verdict(rejected, unknown)


def _check_lists(record: WireRecord, names: Sequence[str]) -> None:
    """The lists a record may have, each entry with the fields that name it. Raises BadRecord when there is nothing to
    do.
    """
    fields.drop_nulls(record)
    for name in names:
        entries = record.get(name, [])
        if not is_list(entries):
            raise BadRecord(f"{name} is a {type(entries).__name__}; it must be a list")
        record[name] = [_entry(name, number, entry) for number, entry in enumerate(entries)]
        if not entries:
            del record[name]
    if not any(name in record for name in names):
        raise BadRecord(f"nothing to change; give {' or '.join(names)}")


def _entry(name: str, number: int, entry: Any) -> WireRecord:
    try:
        wire = wire_record(entry)
        if name == "appOwners":
            fields.text(wire, "type")
            fields.email(wire, "email")
        else:
            fields.text(wire, "name")
    except BadRecord as error:
        raise BadRecord(f"{name}[{number}]: {error}") from None
    return wire


def _check_values(record: WireRecord, name: str) -> None:
    for number, entry in enumerate(record.get(name, ())):
        if entry.get("value") is None:
            raise BadRecord(f"{name}[{number}] has no value; to clear what has a value, delete it")


def _failures(value: Any) -> list[Any]:
    found = getattr(value, "failed_updates", None)
    return found if is_list(found) else []


def _id(failure: Any) -> object:
    return getattr(failure, "application_id", None) or getattr(failure, "supplier_id", None)


def _words(failure: Any) -> str:
    """The failed parts with their reasons; values are left out."""
    parts = [
        f"{kind} {_name(item)}: {getattr(item, 'reason', None) or 'no reason given'}"
        for attribute, kind in _PARTS
        for item in getattr(failure, attribute, None) or ()
    ]
    return "; ".join(parts) or "the update failed; no reason given"


def _name(item: Any) -> str:
    name = getattr(item, "name", None)
    return repr(str(name)) if name else f"{getattr(item, 'email', None)} ({getattr(item, 'type', None)})"


def _undelivered(records: Sequence[Outgoing], reason: str, answer: Answer[Any]) -> list[Undelivered]:
    return [
        Undelivered(record.index, record.key, reason, answer.status_code, answer.correlation_id, answer.attempts)
        for record in records
    ]
