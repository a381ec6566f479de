"""Fields of form bodies (9Spokes facts 5; that a missing or blank field is 400 is inferred there, 3.3)."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from ..web.messages import Refusal


def required(form: Mapping[str, str], name: str) -> str:
    """A field that must be there and not blank."""
    value = form.get(name, "").strip()
    if not value:
        raise Refusal(400, f"the form field {name} is missing or blank")
    return value


def boolean(form: Mapping[str, str], name: str) -> bool:
    """`true` or `false`; absent is false."""
    value = form.get(name, "false")
    if value not in ("true", "false"):
        raise Refusal(400, f"the form field {name} must be true or false")
    return value == "true"


def absolute_url(form: Mapping[str, str], name: str) -> str:
    """A field that holds a whole web address."""
    value = required(form, name)
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise Refusal(400, f"the form field {name} must be an absolute URL")
    return value
