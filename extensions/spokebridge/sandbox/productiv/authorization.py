"""The token endpoint (Productiv facts 2.1). Error codes are those of RFC 6749, which is the sandbox's choice."""

import base64
import secrets
from urllib.parse import unquote_plus

from ..web.messages import Call, Refusal, Reply
from . import scopes
from .service import ProductivService, answer

_BASIC = "basic "


def get_access_token(service: ProductivService, call: Call) -> Reply:
    """Credentials in the form or in a Basic header. Without `scope` every granted scope is given (unknown, 8.2)."""
    form = call.form()
    _check_credentials(service, *(_basic(call) or (form.get("client_id", ""), form.get("client_secret", ""))))
    if form.get("grant_type") != "client_credentials":
        raise Refusal(400, "grant_type must be client_credentials", code="unsupported_grant_type")
    token = service.tokens.issue(_scopes(service, form.get("scope", "")))
    lifetime = int(service.options.token_lifetime)
    return answer(access_token=token.text, token_type="Bearer", expires_in=lifetime)  # noqa: S106  a kind, no secret


def _check_credentials(service: ProductivService, client_id: str, client_secret: str) -> None:
    same_id = secrets.compare_digest(client_id.encode(), service.client_id.encode())
    same_secret = secrets.compare_digest(client_secret.encode(), service.client_secret.encode())
    if not (same_id and same_secret):
        raise Refusal(401, "client_id or client_secret is wrong", code="invalid_client")


def _basic(call: Call) -> tuple[str, str] | None:
    """The pair of a Basic header, form-decoded as RFC 6749 section 2.3.1 asks; `None` when there is no such header."""
    header = call.headers.get("authorization", "")
    if not header.lower().startswith(_BASIC):
        return None
    try:
        client_id, _, client_secret = base64.b64decode(header[len(_BASIC) :], validate=True).decode().partition(":")
    except ValueError:
        raise Refusal(401, "the Basic header cannot be read", code="invalid_client") from None
    return unquote_plus(client_id), unquote_plus(client_secret)


def _scopes(service: ProductivService, text: str) -> frozenset[str]:
    granted = scopes.ALL if service.options.granted_scopes is None else service.options.granted_scopes
    asked = frozenset(text.split())
    refused = asked - granted
    if refused:
        raise Refusal(400, f"scope not granted or unknown: {' '.join(sorted(refused))}", code="invalid_scope")
    return asked or granted
