"""Publish usage events (Productiv facts 3.2). The path takes an instance id, or an app id as older pages have it."""

from ..web.messages import Call, Reply
from . import checks
from .checks import RecordRules, records_of
from .service import ProductivService, answer

_RULES = RecordRules(
    required={"timestamp": checks.MILLISECONDS, "email": checks.TEXT, "eventName": checks.TEXT},
    optional={"targetApp": checks.TEXT},
)


def publish_usage_events(service: ProductivService, call: Call) -> Reply:
    """All events of a request are stored, or none."""
    app = service.find_app(call.path["applicationInstanceId"], or_instance=True)
    app.add_events(records_of(call, "events", _RULES))
    return answer(success=True)
