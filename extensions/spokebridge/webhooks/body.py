"""From the body of a request to JSON that is safe to read: limited in size and depth, and with one meaning only."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias, cast

from productiv_client import codec
from productiv_client.shapes import is_list, is_object
from spokebridge.errors import WebhookError, WebhookTooLarge

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 64

Body: TypeAlias = bytes | bytearray | memoryview | str | Mapping[str, Any]
Headers: TypeAlias = Mapping[str, str] | Iterable[tuple[str | bytes, str | bytes]]

_GZIP = 16 + zlib.MAX_WBITS


def as_headers(headers: Headers | None) -> dict[str, str]:
    """Header names in lower case; values of a repeated name are joined by commas. Raises WebhookError."""
    try:
        return _joined(headers)
    except (TypeError, ValueError, AttributeError):
        raise WebhookError("the headers are no mapping and no pairs of names and values") from None


def _joined(headers: Headers | None) -> dict[str, str]:
    found: dict[str, str] = {}
    pairs = cast("Mapping[str, str]", headers).items() if isinstance(headers, Mapping) else headers or ()
    for name, value in pairs:
        key, text = _text(name).lower(), _text(value)
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def as_bytes(body: Body, headers: Mapping[str, str], max_bytes: int) -> bytes:
    """The body as plain bytes. Raises WebhookError for what cannot be one, WebhookTooLarge beyond `max_bytes`."""
    content = _bytes(body)
    coding = headers.get("content-encoding", "identity").strip().lower()
    if isinstance(body, str | Mapping) or coding in ("", "identity"):
        _limit(content, max_bytes)
    elif coding in ("gzip", "x-gzip"):
        content = _unzipped(content, max_bytes)
    else:
        raise WebhookError(f"the body is encoded as {coding[:40]!r}; send it plain or as gzip")
    return content


def as_json(content: bytes, max_depth: int) -> dict[str, Any]:
    """The body as plain values. Raises WebhookError, also for an object that has a key twice: readers differ in which
    one they take, so whoever checked the body may have seen another.
    """
    if content.startswith(b"\xef\xbb\xbf"):
        raise WebhookError("the body begins with a byte order mark; send UTF-8 without one")
    try:
        text = content.decode()
        value = codec.parse(content)
        json.loads(text, object_pairs_hook=_unique, parse_float=str, parse_int=str)
    except _RepeatedKey as error:
        raise WebhookError(f"the key {_short(error.key)} stands twice in one object; send it once") from None
    except UnicodeDecodeError as error:
        raise WebhookError(f"the body is not UTF-8 from byte {error.start} on") from None
    except RecursionError:
        raise WebhookError(f"the body is nested deeper than {max_depth} levels") from None
    except ValueError as error:
        raise WebhookError(_reason(error, content)) from None
    if _deeper(value, max_depth):
        raise WebhookError(f"the body is nested deeper than {max_depth} levels")
    if not is_object(value):
        raise WebhookError(f"the body is {_kind(value)}; a webhook event is a JSON object")
    return value


class _RepeatedKey(Exception):
    def __init__(self, key: str) -> None:
        self.key = key


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _RepeatedKey(key)
        found[key] = value
    return found


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("latin-1")


def _bytes(body: object) -> bytes:
    try:
        match body:
            case bytes() | bytearray():
                return bytes(body)
            case memoryview():
                return body.tobytes()
            case str():
                return body.encode()
            case Mapping():
                return codec.encode(dict(cast("Mapping[str, Any]", body)))
            case _:
                pass
    except (ValueError, TypeError, NotImplementedError, BufferError) as error:
        raise WebhookError(f"the body cannot be JSON: {error}") from None
    raise WebhookError(f"the body is a {type(body).__name__}; pass the bytes of the request, its text, or a mapping")


def _limit(content: bytes, max_bytes: int) -> None:
    if len(content) > max_bytes:
        raise WebhookTooLarge(f"the body has {len(content)} bytes; at most {max_bytes} are read (max_bytes)")


def _unzipped(content: bytes, max_bytes: int) -> bytes:
    _limit(content, max_bytes)
    reader = zlib.decompressobj(_GZIP)
    try:
        plain = reader.decompress(content, max_bytes + 1)
    except zlib.error:
        raise WebhookError("the body is not the gzip that its Content-Encoding says") from None
    if len(plain) > max_bytes:
        raise WebhookTooLarge(f"the unpacked body has more than {max_bytes} bytes (max_bytes)")
    if not reader.eof or reader.unused_data:
        raise WebhookError("the gzip of the body is cut short, or goes on after its end")
    return plain


def _deeper(value: Any, limit: int) -> bool:
    level = [value]
    for _ in range(limit):
        level = [item for parent in level for item in _children(parent)]
        if not level:
            return False
    return True


def _children(value: Any) -> Iterable[Any]:
    if is_object(value):
        return value.values()
    return value if is_list(value) else ()


def _reason(error: ValueError, content: bytes) -> str:
    if not content.strip():
        return "the body is empty; a webhook event is a JSON object"
    return str(error)


def _kind(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, int | float | Decimal):
        return "a number"
    return "a string" if isinstance(value, str) else "an array"


def _short(key: str) -> str:
    return ascii(key if len(key) <= 40 else f"{key[:40]}…")
