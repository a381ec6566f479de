"""Clients for recording and replaying: no waits, no limiter, drift is an error."""

from __future__ import annotations

from typing import Any

from spokebridge import RetryPolicy

_AT_ONCE: dict[str, Any] = {"retry": RetryPolicy(base=0, ceiling=0), "rate_limit": None, "strict": True}


def productiv_settings(base_url: str, client_id: str = "client", client_secret: str = "secret") -> dict[str, Any]:
    """Keyword arguments of a Productiv client. Clients of one id share their token, which a cassette must not miss."""
    credentials = {"client_id": client_id, "client_secret": client_secret}
    return {**credentials, "base_url": base_url, "token_url": f"{base_url}/oauth2/token", **_AT_ONCE}


def ninespokes_settings(base_url: str, api_key: str = "key") -> dict[str, Any]:
    """Keyword arguments of a 9Spokes client."""
    return {"api_key": api_key, "base_url": base_url, **_AT_ONCE}
