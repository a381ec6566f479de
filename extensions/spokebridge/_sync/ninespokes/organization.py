# Derived from extensions/spokebridge/_async/ninespokes/organization.py by `python -m codegen build`; edit that file instead.
"""`ninespokes.organization`"""

from __future__ import annotations

from ninespokes_client import models
from ninespokes_client.api.organization import disable_app, enable_app, get_redirect_url, list_apps, set_redirect_url
from spokebridge._sync.caller import Caller


class Organization:
    """The partner's own account: where users return to, and which apps they can connect."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def redirect_url(self) -> str | None:
        """Where the user goes after consent or refusal; None before any was set (9Spokes facts 5.1, official)."""
        details = (self._caller.value(get_redirect_url.request())).details
        return getattr(details, "redirect_url", None) or None

    def set_redirect_url(self, url: str) -> str | None:
        """Set it; the server's confirmation (9Spokes facts 5.2, official)."""
        body = models.SetRedirectUrlForm(redirect_url=url)
        return (self._caller.value(set_redirect_url.request(body=body))).details

    def apps(self) -> list[models.App]:
        """All supported apps with their state (9Spokes facts 5.3, official)."""
        return (self._caller.value(list_apps.request())).details or []

    def enable_app(self, app: str, client_id: str, client_secret: str, recurring: bool = False) -> str | None:
        """Enable an app with the partner's own OAuth 2 client, or replace that client (9Spokes facts 5.4, official).

        `recurring` keeps pulling data for connections of this app. Gives the server's confirmation.
        """
        body = models.EnableAppForm(client_id=client_id, client_secret=client_secret, recurring=recurring)
        return (self._caller.value(enable_app.request(app, body=body))).details

    def disable_app(self, app: str) -> str | None:
        """Disable an app; succeeds also when it was not enabled (9Spokes facts 5.5, official)."""
        return (self._caller.value(disable_app.request(app))).details
