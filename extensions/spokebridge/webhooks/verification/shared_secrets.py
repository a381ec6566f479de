"""A secret that only the sender was told: in the path of the URL, or in a header."""

from __future__ import annotations

import re

from spokebridge.errors import ConfigurationError, WebhookRefused
from spokebridge.webhooks.verification.delivery import Delivery, is_one_of

SHORTEST = 16
_IN_PATH = re.compile(r"[A-Za-z0-9._~-]+")
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


class PathSecret:
    """The last part of the path has to be the secret: configure `https://host/webhooks/<secret>` at the step.

    The only secret that needs nothing but the URL field of the custom integration step. Who can read the step's
    configuration, or the access log of a proxy, knows it. Several secrets are for the time of changing one. A wrong one
    is answered with 404, like any address that does not exist.
    """

    def __init__(self, *secrets: str) -> None:
        self._secrets = _checked(secrets)
        if not all(_IN_PATH.fullmatch(secret) for secret in secrets):
            raise ConfigurationError(
                "a secret for a path has characters that a path would have to escape; use letters, digits, '-' and '_'"
            )

    def verify(self, delivery: Delivery) -> None:
        """Raises WebhookRefused."""
        if not is_one_of(delivery.path.rstrip("/").rpartition("/")[2], self._secrets):
            raise WebhookRefused("the path does not end with the secret", status_code=404)


class HeaderSecret:
    """A header has to be the secret. For a relay or gateway that can be told to send one.

    Its whole value is compared: `HeaderSecret("Bearer …", header="Authorization")`. Several secrets are for the time of
    changing one.
    """

    def __init__(self, *secrets: str, header: str = "X-Webhook-Secret") -> None:
        self._secrets = _checked(secrets)
        if not _HEADER_NAME.fullmatch(header):
            raise ConfigurationError(f"header is {header!r}, which is not the name of a header")
        self._header = header.lower()

    def verify(self, delivery: Delivery) -> None:
        """Raises WebhookRefused."""
        given = delivery.headers.get(self._header)
        if given is None:
            raise WebhookRefused(f"the header {self._header} is missing")
        if not is_one_of(given, self._secrets):
            raise WebhookRefused(f"the header {self._header} is not the secret")


def _checked(secrets: tuple[str, ...]) -> list[bytes]:
    if not secrets:
        raise ConfigurationError("give at least one secret")
    for number, secret in enumerate(secrets, 1):
        if not isinstance(secret, str) or len(secret) < SHORTEST:  # pyright: ignore[reportUnnecessaryIsInstance]
            raise ConfigurationError(
                f"secret {number} is shorter than {SHORTEST} characters; make one with secrets.token_urlsafe(32)"
            )
    return [secret.encode() for secret in secrets]
