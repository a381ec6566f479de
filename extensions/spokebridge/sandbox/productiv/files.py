"""Batch upload (Productiv facts 3.7). The fields of the answer are those of seed 002 (8.6)."""

from ..web.messages import Call, Refusal, Reply
from .service import ProductivService, answer


def get_batch_upload_urls(service: ProductivService, call: Call) -> Reply:
    """One signed address for each name; names come as a repeated parameter, in lenient mode also joined by commas."""
    app = service.find_app(call.path["appId"])
    names = [value for name, value in call.query if name == "filenames"]
    if service.lenient:
        names = [name for value in names for name in value.split(",")]
    if not names or not all(name.strip() for name in names):
        raise _refusal("filenames", "the query parameter filenames is required: one for each file, none of them empty")
    if len(set(names)) < len(names):
        raise _refusal("filenames", "filenames has a name twice; an address is for one file")
    kind = call.parameter("type") or ""
    urls = [
        {"filename": name, "uploadUrl": service.storage.address_for_upload(name, f"{app.id}/{kind}")} for name in names
    ]
    return answer(uploadUrls=urls)


def _refusal(name: str, text: str) -> Refusal:
    return Refusal(400, text, code="invalid_parameter", extra={"field": name})
