"""What can be published to Productiv, one feed per operation; limits and identities come from the description."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from productiv_client.operations import OPERATIONS
from spokebridge.productiv import attributes, plain, records
from spokebridge.productiv.verdicts import judge_deletion, judge_success
from spokebridge.publishing import Feed, Judge, WireRecord
from spokebridge.wire import asked

ATTRIBUTES_LIMIT = 100  # the largest number of updates in a request is unknown (facts 3.17); this one is ours


def _records(operation_id: str, check: Callable[[WireRecord], None], judge: Judge = judge_success) -> Feed:
    """A feed whose body holds the records under one property."""
    operation = OPERATIONS[operation_id]
    limit = operation.record_limit
    if limit is None or limit.records is None:
        raise LookupError(f"{operation.id}: the description names no record limit")
    return Feed(
        operation=operation.id,
        asked=asked(operation),
        to_wire=records.wire_record,
        check=check,
        encode=records.encode,
        identity=operation.identity,
        limit=limit.records,
        prefix=b'{"%s":[' % limit.property.encode(),
        suffix=b"]}",
        judge=judge,
        repeatable=operation.retry.safety != "unsafe",
    )


def _updates(operation_id: str, check: Callable[[WireRecord], None], label: str) -> Feed:
    """A feed whose body is a bare array of updates. Two updates of one app are two updates: none is a duplicate."""
    return Feed(
        operation=operation_id,
        asked=asked(OPERATIONS[operation_id]),
        to_wire=records.wire_record,
        check=check,
        encode=records.encode,
        identity=(),
        limit=ATTRIBUTES_LIMIT,
        prefix=b"[",
        suffix=b"]",
        label=(label,),
        judge=attributes.judge_updates,
        ordered=True,
    )


def org_chart(custom_fields: Collection[str]) -> Feed:
    """People of an org chart with these custom fields (wire names); every request but the last says that more will
    come.
    """
    return replace(_ORG_CHART, check=records.org_chart_check(custom_fields))


SPEND = replace(_records("publishSpendData", records.check_spend), plain=plain.spend)
USAGE_EVENTS = replace(_records("publishUsageEvents", records.check_usage_event), plain=plain.usage_event)
PROVISIONED_USERS = replace(
    _records("publishProvisionedUsers", records.check_provisioned_user), plain=plain.provisioned_user
)
PROVISIONED_USER_DELETIONS = _records("deleteProvisionedUsers", records.check_user_key, judge_deletion)
APP_UPDATES = _updates("updateAttributes", attributes.check_app_update, "applicationId")
APP_DELETIONS = _updates("deleteAttributes", attributes.check_app_deletion, "applicationId")
SUPPLIER_UPDATES = _updates("updateSupplierAttributes", attributes.check_supplier_update, "supplierId")
_ORG_CHART = replace(
    _records("addOrgChartUsers", records.org_chart_check(())),
    suffix=b'],"hasMore":true}',
    last_suffix=b'],"hasMore":false}',
    label=("email",),
)
