"""Which parts of a request or answer may be shown. What is not on these lists is not."""

from __future__ import annotations

import base64
import logging
import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import parse_qsl, quote, quote_plus, urlsplit

from spokebridge.plain import is_list, is_object

MASK = "***"

_HEADERS = frozenset(
    {
        *("accept", "content-type", "content-length", "date", "retry-after", "server", "user-agent"),
        *("x-request-id", "x-correlation-id", "x-amzn-requestid"),
    }
)


_SHORTEST = 8  # what is shorter is a scheme word, or no secret
_HTTP_LOGGERS = ("httpx", *(f"httpcore.{part}" for part in ("connection", "http11", "http2", "proxy", "socks")))


class Secret:
    """A string that shows itself only when asked: `reveal()`. Its repr and str are a mask; it does not pickle."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The secret itself, for the line that sends it."""
        return self._value

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    def __str__(self) -> str:
        return MASK

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __bool__(self) -> bool:
        return bool(self._value)

    def __reduce__(self) -> str:
        raise TypeError("a secret is not pickled; make the client again where it is needed")


_SECRET_NAMES = frozenset(
    {
        *("accesstoken", "apikey", "authorization", "callbacktoken", "clientsecret", "password", "refreshtoken"),
        *("secret", "signature", "token"),
    }
)


_PARAMETER = r"([?&])([\w.-]+)=([^&#\s]+)"


def _masked_parameter(found: re.Match[str]) -> str:
    mark, name, _ = found.groups()
    return f"{mark}{name}={MASK}" if holds_a_secret(name) else found.group()


def holds_a_secret(name: str) -> bool:
    """Whether a member, form field or query parameter of this name is masked; case, `-` and `_` do not matter."""
    return name.lower().replace("_", "").replace("-", "") in _SECRET_NAMES


def redacted(value: object, secrets: Iterable[Secret] = ()) -> object:
    """A decoded JSON value to be shown. Masked are what secrets' names hold, also as query parameters of addresses in
    texts, and known secrets wherever they stand.
    """
    known = tuple(secrets)

    def shown(value: object) -> object:
        if isinstance(value, str):
            return re.sub(_PARAMETER, _masked_parameter, masked(value, known))
        if is_object(value):
            return {
                masked(name, known): MASK if holds_a_secret(name) and item else shown(item)
                for name, item in value.items()
            }
        return [shown(item) for item in value] if is_list(value) else value

    return shown(value)


def masked(text: str, secrets: Iterable[Secret]) -> str:
    """A text of the server, which may echo what it was sent, without these secrets, however they are encoded there."""
    for secret in secrets:
        for word in (*secret.reveal().split(), secret.reveal()):
            if len(word) >= _SHORTEST:
                for form in _forms(word):
                    text = text.replace(form, MASK)
    return text


def secrets_of(address: str) -> list[Secret]:
    """What an address that may be signed gives away: itself, and each value in its query."""
    return [Secret(address), *(Secret(value) for _, value in parse_qsl(urlsplit(address).query))]


def _forms(word: str) -> Iterator[str]:
    yield from (word, quote(word, safe=""), quote(word), quote_plus(word))
    for encoded in (base64.b64encode(word.encode()), base64.urlsafe_b64encode(word.encode())):
        yield encoded.decode().rstrip("=")


def shown_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers for logs and traces: those on the list as they are, all others masked."""
    return {name: value if name.lower() in _HEADERS else MASK for name, value in headers.items()}


_ours: ContextVar[bool] = ContextVar("spokebridge_sends", default=False)


@contextmanager
def terse_http_logs() -> Generator[None]:
    """Within this block the HTTP library's own log names events only.

    At INFO it would write whole URLs, at DEBUG headers. What other users of the library log in this process stays as it
    is.
    """
    _ours.set(True)
    try:
        yield
    finally:
        _ours.set(False)


def _event_only(record: logging.LogRecord) -> bool:
    if not _ours.get():
        return True
    record.msg, record.args = str(record.msg).split(" ", 1)[0], ()
    return record.name != "httpx"


for _name in _HTTP_LOGGERS:
    logging.getLogger(_name).addFilter(_event_only)
