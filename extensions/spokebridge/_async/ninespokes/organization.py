"""`ninespokes.organization`"""

from __future__ import annotations

from ninespokes_client import models
from ninespokes_client.api.organization import disable_app, enable_app, get_redirect_url, list_apps, set_redirect_url
from spokebridge._async.caller import AsyncCaller
from spokebridge.arguments import absolute_url, flag, identifier, word
from spokebridge.ninespokes.details import as_many, confirmation, payload
from spokebridge.redaction import Secret


class AsyncOrganization:
    """The partner's own account: where users return to, and which apps they can connect."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def redirect_url(self) -> str | None:
        """Where the user goes after consent or refusal; None before any was set (9Spokes facts 5.1, official).

        `GET /organization/redirect_url`; scope: none; limits: none known; retry: read; evidence: official, S2.
        """
        details: object = getattr(await self._caller.value(get_redirect_url.request()), "details", None)
        found: object = details if isinstance(details, str) else getattr(details, "redirect_url", None)
        return found if isinstance(found, str) and found else None

    async def set_redirect_url(self, url: str) -> str | None:
        """Set it; the server's confirmation (9Spokes facts 5.2, official).

        `PUT /organization/redirect_url`; scope: none; limits: none known; retry: idempotent; evidence: official, S2.
        """
        body = models.SetRedirectUrlForm(redirect_url=absolute_url("url", url))
        return confirmation(await self._caller.call(set_redirect_url.request(body=body)))

    async def apps(self) -> list[models.App]:
        """All supported apps with their state (9Spokes facts 5.3, official).

        `GET /organization/apps`; scope: none; limits: none known; retry: read; evidence: official, S2.
        """
        return payload(await self._caller.call(list_apps.request(), as_many))

    async def enable_app(self, app: str, client_id: str, client_secret: str, recurring: bool = False) -> str | None:
        """Enable an app with the partner's own OAuth 2 client, or replace that client (9Spokes facts 5.4, official).

        `recurring` keeps pulling data for connections of this app. Gives the server's confirmation.

        `PUT /organization/apps/{app}`; scope: none; limits: none known; retry: idempotent; evidence: official, S2.
        """
        body = models.EnableAppForm(
            client_id=word("client_id", client_id),
            client_secret=word("client_secret", client_secret),
            recurring=flag("recurring", recurring),
        )
        request = enable_app.request(identifier("app", app), body=body)
        hidden = [Secret(client_secret)]
        del client_secret  # what shows the locals of a traceback must not show it
        return confirmation(await self._caller.call(request, hidden=hidden))

    async def disable_app(self, app: str) -> str | None:
        """Disable an app; succeeds also when it was not enabled (9Spokes facts 5.5, official).

        `DELETE /organization/apps/{app}`; scope: none; limits: none known; retry: idempotent; evidence: official, S2.
        """
        return confirmation(await self._caller.call(disable_app.request(identifier("app", app))))
