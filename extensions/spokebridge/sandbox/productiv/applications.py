"""Setting up an application: unconfirmed, only seed 002 knows it (Productiv facts 3.1 and 6, row 5)."""

from urllib.parse import urlsplit

from ..web.messages import Call, Refusal, Reply
from .service import ProductivService, answer

_OPTIONAL = {"appDescription": "Description", "appCategory": "Category"}


def setup_application(service: ProductivService, call: Call) -> Reply:
    """Adds an application and gives back its id."""
    body = call.json_object()
    for name in ("appName", *_OPTIONAL, "appUrl"):
        if not isinstance(body.get(name, ""), str):
            raise Refusal(400, f"{name} must be a string", code="invalid_body", extra={"field": name})
    if not body.get("appName"):
        raise Refusal(400, "appName is required", code="invalid_body", extra={"field": "appName"})
    if "appUrl" in body and not urlsplit(str(body["appUrl"])).scheme:
        raise Refusal(400, "appUrl must be a whole web address", code="invalid_body", extra={"field": "appUrl"})
    members = {theirs: body[ours] for ours, theirs in _OPTIONAL.items() if ours in body}
    return answer(appId=service.store.add_app(body["appName"], **members), appName=body["appName"])
