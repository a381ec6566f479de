"""What a successful answer says about the records of its request (Productiv facts 3.2 to 3.8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spokebridge.publishing import Outgoing, Verdict
from spokebridge.report import Undelivered
from spokebridge.wire import Answer


def judge_success(answer: Answer[Any], records: Sequence[Outgoing]) -> Verdict:
    """`success` is documented as true. An answer that says false says nothing about single records."""
    if getattr(answer.value, "success", None) is False:
        why = " and no reason" if answer.message is None else f": {answer.message}"
        return Verdict(unknown=_all(records, answer, f"the server answered with success: false{why}"))
    return Verdict()


def judge_deletion(answer: Answer[Any], records: Sequence[Outgoing]) -> Verdict:
    """The server counts deletions and does not name them, so a count that falls short leaves all records open.

    Only when the first and only attempt of all runs deleted nobody is the fate of each known: none was deleted.
    """
    deleted = getattr(answer.value, "num_users_deleted", None)
    if not isinstance(deleted, int):
        return judge_success(answer, records)
    if deleted >= len(records):
        return Verdict()
    if deleted == 0 and answer.attempts == 1 and not any(record.tried for record in records):
        return Verdict(rejected=_all(records, answer, "not deleted: the server deleted no user of this request"))
    counts = f"{deleted} of the {len(records)} users of this request"
    reason = f"the server deleted {counts} and does not say which; who was gone before is not counted"
    return Verdict(unknown=_all(records, answer, reason))


def _all(records: Sequence[Outgoing], answer: Answer[Any], reason: str) -> list[Undelivered]:
    return [
        Undelivered(record.index, record.key, reason, answer.status_code, answer.correlation_id, answer.attempts)
        for record in records
    ]
