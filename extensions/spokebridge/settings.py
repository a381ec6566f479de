"""Credentials and addresses: checked where they enter, so that nothing wrong or unsafe is ever sent."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping, Sequence
from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct

from spokebridge.errors import ConfigurationError
from spokebridge.redaction import Secret

ClientAuthentication = Literal["body", "basic"]

_SCHEME_WORDS = frozenset({"apikey", "basic", "bearer", "token"})


class OAuthClient(Struct, frozen=True):
    """An OAuth 2 client and where it gets its tokens (Productiv facts 2.1)."""

    client_id: str
    client_secret: Secret
    token_url: str
    scopes: tuple[str, ...] = ()
    client_authentication: ClientAuthentication = "body"

    @classmethod
    def checked(
        cls,
        client_id: str,
        client_secret: str,
        *,
        token_url: str,
        scopes: Sequence[str] | str | None,
        client_authentication: ClientAuthentication,
    ) -> OAuthClient:
        """Raises ConfigurationError naming the setting and the fix."""
        if client_authentication not in ("body", "basic"):
            raise ConfigurationError(f"client_authentication is {client_authentication!r}; use 'body' or 'basic'")
        names: Sequence[object] = scopes.split() if isinstance(scopes, str) else list(scopes or ())
        wrong = next((name for name in names if not isinstance(name, str) or name.split() != [name]), None)
        if wrong is not None:
            raise ConfigurationError(f"scopes holds {wrong!r}; pass a list of scopes, each without white space")
        return cls(
            client_id=present("client_id", client_id),
            client_secret=Secret(present("client_secret", client_secret)),
            token_url=safe_url("token_url", token_url),
            scopes=tuple(dict.fromkeys(map(str, names))),
            client_authentication=client_authentication,
        )


def checked_api_key(api_key: str) -> Secret:
    """A 9Spokes key as it was issued (9Spokes facts 2). Raises ConfigurationError for what cannot be one."""
    present("api_key", api_key)
    if api_key.split(" ", 1)[0].lower() in _SCHEME_WORDS:
        raise ConfigurationError(
            "api_key begins with a scheme word; 9Spokes takes the key alone, so leave the word out"
        )
    if any(letter.isspace() or not letter.isprintable() for letter in api_key) or not api_key.isascii():
        raise ConfigurationError("api_key holds white space or characters that no key has; pass it exactly as issued")
    return Secret(api_key)


def from_environment(names: Mapping[str, str], required: Sequence[str]) -> dict[str, str]:
    """Settings by keyword from environment variables; `names` maps keyword to variable.

    Raises ConfigurationError naming every required variable that is missing or empty.
    """
    found = {keyword: value for keyword, name in names.items() if (value := os.environ.get(name, "").strip())}
    missing = [names[keyword] for keyword in required if keyword not in found]
    if missing:
        raise ConfigurationError(
            f"environment variable {' and '.join(missing)} not set; export it, or pass the value itself"
        )
    return found


def safe_url(name: str, url: str) -> str:
    """An absolute https address without a trailing slash; plain http only on this machine's loopback."""
    text = present(name, url).rstrip("/")
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ConfigurationError(f"{name} is not a URL; write it as https://host") from None
    if not text.isprintable() or " " in text:
        raise ConfigurationError(f"{name} holds white space; write it as https://host")
    if parts.scheme not in ("https", "http") or not host:
        raise ConfigurationError(f"{name} is {_shown(text)!r}; write it as https://host")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ConfigurationError(f"{name} holds a user, query or fragment; give scheme, host and path only")
    if parts.scheme == "http" and not is_loopback(host):
        raise ConfigurationError(f"{name} uses http for {host}; secrets travel over https only (loopback excepted)")
    return text


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def present(name: str, value: object) -> str:
    """A setting that has to be there, without white space around it. Raises ConfigurationError."""
    if not isinstance(value, str) or not value.strip():
        what = "missing" if value is None else "empty" if isinstance(value, str) else f"a {type(value).__name__}"
        raise ConfigurationError(f"{name} is {what}; pass it, or set its environment variable and use from_env()")
    return value.strip()


def _shown(text: str) -> str:
    return text.split("@")[-1].split("?")[0][:80]
