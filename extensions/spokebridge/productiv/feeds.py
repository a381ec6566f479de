"""What can be published to Productiv, one feed per operation; limits and identities come from the description."""

from __future__ import annotations

from productiv_client.operations import OPERATIONS
from productiv_client.types import Operation
from spokebridge.productiv.records import check_spend, encode, spend_record
from spokebridge.publishing import Feed


def _limit(operation: Operation) -> tuple[int, bytes]:
    limit = operation.record_limit
    if limit is None or limit.records is None:
        raise LookupError(f"{operation.id}: the description names no record limit")
    return limit.records, b'{"%s":[' % limit.property.encode()


def _spend() -> Feed:
    operation = OPERATIONS["publishSpendData"]
    limit, prefix = _limit(operation)
    return Feed(operation.id, spend_record, check_spend, encode, operation.identity, limit, prefix, b"]}")


SPEND = _spend()
