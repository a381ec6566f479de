"""The org chart: a snapshot's id, its users, the newest one as CSV (Productiv facts 3.8)."""

import csv
import io

from ..web.codec import JsonObject, is_object
from ..web.messages import Call, Refusal, Reply
from . import checks
from .checks import RecordRules, records_of
from .service import ProductivService, answer
from .store import OrgChart

_CUSTOM = tuple(f"customField{number}" for number in range(1, 6))
_TEXTS = (
    "firstName",
    "lastName",
    "team",
    "location",
    "title",
    "managerEmail",
    "additionalEmails",
    "costCenter",
    *_CUSTOM,
)
_USER = RecordRules(required={"email": checks.TEXT}, optional=dict.fromkeys(_TEXTS, checks.ANY_TEXT))
_DOWNLOAD_SECONDS = 15 * 60


def create_org_chart(service: ProductivService, call: Call) -> Reply:
    """A new id at each call, also for a name that was used before; which of both the service does is unknown."""
    body = call.json_object()
    name, config = body.get("orgChartName"), body.get("customFieldsConfig", {})
    if not isinstance(name, str) or not name.strip():
        raise _refusal("orgChartName", "orgChartName is required and must be a string that is not empty")
    return answer(success=True, id=service.store.add_org_chart(name, _checked_config(config)).id)


def add_org_chart_users(service: ProductivService, call: Call) -> Reply:
    """Adds to the snapshot. Whether users may follow after `hasMore` was false is unknown: lenient takes them, strict
    answers 400.
    """
    chart = service.store.org_chart(call.path["id"])
    if chart is None:
        raise Refusal(404, f"there is no org chart {call.path['id']}; request an id first", code="not_found")
    more = call.json_object().get("hasMore")
    if not isinstance(more, bool):
        raise _refusal("hasMore", "hasMore is required and must be true or false")
    if chart.complete and not service.lenient:
        raise _refusal("hasMore", "an earlier request said that no users follow; publish a new org chart")
    chart.users.extend(records_of(call, "users", _USER))
    chart.complete = not more
    return answer(success=True)


def get_latest_org_chart(service: ProductivService, _call: Call) -> Reply:
    """The newest snapshot, even while it is empty. What is answered before there is one is unknown: here 404."""
    chart = service.store.latest_org_chart()
    if chart is None:
        raise Refusal(404, "no org chart was published yet", code="not_found")
    url = service.storage.address_for_download(
        "org-chart.csv", _csv(chart), seconds=_DOWNLOAD_SECONDS, media_type="text/csv"
    )
    return answer(success=True, downloadUrl=url)


def _csv(chart: OrgChart) -> bytes:
    """The real columns are unknown; these are the fields of a user, custom ones under their display names."""
    columns = ["email", *(name for name in _TEXTS if name not in _CUSTOM), *chart.custom_fields]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([chart.custom_fields.get(name, name) for name in columns])
    writer.writerows([user.get(name, "") for name in columns] for user in chart.users)
    return text.getvalue().encode()


def _checked_config(config: object) -> JsonObject:
    if not is_object(config):
        raise _refusal("customFieldsConfig", "customFieldsConfig must be an object of display names")
    for name, label in config.items():
        if name not in _CUSTOM or not isinstance(label, str) or not label.strip():
            text = f"customFieldsConfig.{name} is not possible; there are {', '.join(_CUSTOM)}, each with a name"
            raise _refusal(f"customFieldsConfig.{name}", text)
    return config


def _refusal(name: str, text: str) -> Refusal:
    return Refusal(400, text, code="invalid_body", extra={"field": name})
