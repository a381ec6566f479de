"""The organization: redirect URL and apps (9Spokes facts 5.1 to 5.5)."""

from ..web.messages import Call, Refusal, Reply
from . import forms
from .accounts import EnabledApp
from .catalogue import APPS, display_name
from .service import NineSpokesService


def get_redirect_url(service: NineSpokesService, _call: Call) -> Reply:
    """Empty until it was set; the real value then is unknown (9Spokes facts 5.1)."""
    return service.enveloped({"redirect_url": service.store.redirect_url})


def set_redirect_url(service: NineSpokesService, call: Call) -> Reply:
    """One value per organization (9Spokes facts 5.2)."""
    service.store.redirect_url = forms.absolute_url(call.form(), "redirect_url")
    return service.enveloped("The redirect URL was set successfully")


def list_apps(service: NineSpokesService, _call: Call) -> Reply:
    """All supported apps. Credentials are told unmasked, which puts a client's redaction to the test."""
    return service.enveloped([_wire(slug, service.store.apps.get(slug)) for slug in APPS])


def enable_app(service: NineSpokesService, call: Call) -> Reply:
    """Enables an app or changes its credentials (9Spokes facts 5.4)."""
    slug, form = call.path["app"], call.form()
    if slug not in APPS:
        raise Refusal(400, f"the app {slug} is not supported")
    client_id, client_secret = forms.required(form, "client_id"), forms.required(form, "client_secret")
    service.store.enable_app(slug, client_id, client_secret, recurring=forms.boolean(form, "recurring"))
    return service.enveloped(f"The {display_name(slug)} app credentials were updated successfully")


def disable_app(service: NineSpokesService, call: Call) -> Reply:
    """Always succeeds (9Spokes facts 5.5). What becomes of its connections is unknown; here they stay."""
    service.store.apps.pop(call.path["app"], None)
    return service.enveloped(f"The {display_name(call.path['app'])} app was successfully removed")


def _wire(slug: str, app: EnabledApp | None) -> dict[str, object]:
    if app is None:
        return {"name": slug, "status": "disabled"}
    return {
        "name": slug,
        "status": "enabled",
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "recurring": app.recurring,
    }
