"""Posting an event to its endpoint (Productiv facts 5).

Headers, the expected answer, timeout and retries are not documented: the sandbox sends the content type and nothing
else that means anything, waits ten seconds, and posts once.
"""

import http.client
import ipaddress
from urllib.parse import urlsplit

from .runs import Delivery

_SECONDS = 10
_HEADERS = {"Content-Type": "application/json", "User-Agent": "spokebridge-sandbox"}


def check_endpoint(endpoint: str) -> None:
    """Raises `ValueError` for what events are not posted to."""
    try:
        parts = urlsplit(endpoint)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError(f"the endpoint {endpoint!r} is not a web address") from None
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError(f"the endpoint {endpoint!r} must be a web address such as https://example.com/hook")
    if parts.scheme == "http" and not _is_loopback(host):
        raise ValueError(f"the endpoint {endpoint!r} must be https; http is for this machine only")


def deliver(endpoint: str, body: bytes) -> Delivery:
    """Posts once. Redirects are not followed; no answer is no exception."""
    parts = urlsplit(endpoint)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=_SECONDS)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", target, body, _HEADERS)
        return Delivery(connection.getresponse().status)
    except (OSError, http.client.HTTPException) as problem:
        return Delivery(None, str(problem) or type(problem).__name__)
    finally:
        connection.close()


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
