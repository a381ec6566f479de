"""JSON and forms, both ways.

Reading is tolerant: a body that fits the models is decoded in one strict pass; one that does not is read again value by
value. What fits is typed, what does not is kept as it came and reported as a Mismatch. `strict=True` makes that an error.
Numbers stay exact: they become Decimal, int or float as the model says, never a Decimal by way of a float. A number in
quotes is read as that number; the first pass takes it for a Decimal without telling, anywhere else it is a Mismatch.
"NaN" and "Infinity" are no numbers either, but the first pass takes them for a Decimal, too, and they are only looked for
where `strict=True`: a look takes a tenth of the pass. No record that is sent may hold one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from functools import cache
from math import isfinite
from threading import Lock
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

import msgspec

from .characters import whole
from .errors import DecodeError
from .reader import Reader
from .shapes import dec_hook, has_decimal, holds, is_list, is_object, type_info, walk
from .spellings import OTHER, flat, is_open, is_rewritten, rename
from .types import Milliseconds, Mismatch, seen, to_milliseconds
from .undescribed import undescribed as members_undescribed

T = TypeVar("T")

_INDEX = re.compile(r"\[\d+\]")
_NO_NUMBER = re.compile(rb'"\s*[-+]?(?:s?NaN\d*|Infinity)\s*"')


def decode(
    content: bytes, type_: type[T], *, strict: bool = False, on_drift: Callable[[Mismatch], None] | None = None
) -> T:
    """Read a JSON body as `type_`. Raises DecodeError when it is not JSON, or in strict mode not as described."""
    kind: Any = type_
    seen.unknown_value = False
    try:
        value = _decoder(kind).decode(_renamed(content, kind) if holds(kind, is_rewritten) else content)
    except (ValueError, RecursionError):
        pass
    else:
        if not seen.unknown_value and not (strict and _may_hold_no_number(content, kind)):
            return cast(T, value)
    mismatches: list[Mismatch] = []
    if whole(content) != content:
        mismatches.append(Mismatch("$", "whole characters", "parts of some, read as U+FFFD"))
    repaired = Reader(mismatches).read(parse(content), type_info(kind), "$")
    if strict and mismatches:
        found = mismatches[0]
        raise DecodeError(f"the answer is not as described; {found.path}: expected {found.expected}, got {found.got}")
    if on_drift is not None:
        for mismatch in mismatches:
            on_drift(mismatch)
    return cast(T, repaired)


def parse(content: bytes) -> Any:
    """Read a JSON body as plain values; numbers with a fraction become Decimal. Raises DecodeError."""
    try:
        return _plain_decoder.decode(content)
    except (ValueError, RecursionError) as error:
        mended = whole(content)
        if mended != content:
            with suppress(ValueError, RecursionError):
                return _plain_decoder.decode(mended)
        raise DecodeError(f"the body is not JSON ({error}); it has {len(content)} bytes{_beginning(content)}") from None


def undescribed(content: bytes, type_: type[Any], *, most: int | None = None) -> list[Mismatch]:
    """Members of a JSON body that the description does not have, each kind once; `decode` passes over them.

    `most`: how many items of an array are looked at; all when None. Raises DecodeError when the body is not JSON.
    """
    kind: Any = type_
    found: dict[str, Mismatch] = {}
    for mismatch in members_undescribed(parse(content), type_info(kind), "$", most):
        found.setdefault(_INDEX.sub("[]", mismatch.path), mismatch)
    return list(found.values())


def encode(value: Any) -> bytes:
    """Write a model, or plain values, as JSON: exact decimals, absent fields left out, additional keys flat.

    Raises ValueError for a number that JSON cannot carry (NaN, infinity) and for a value nested too deep.
    """
    try:
        content = _encoder.encode(value)
        if _KEPT in content:
            content = _encoder.encode(_with_flat_keys(value))
    except RecursionError:
        raise ValueError("the value is nested too deep to be written") from None
    if b"null" in content or b"NaN" in content or b"Infinity" in content:  # how such a number would be written
        _refuse_non_numbers(_plain(value))
    return content


def to_wire(record: msgspec.Struct) -> dict[str, Any]:
    """A model as a plain mapping with wire names: absent fields left out, decimals kept, additional keys flat."""
    plain: dict[str, Any] = flat(_plain(record), type(record))
    return plain


def encode_form(value: Any) -> bytes:
    """Write a model as application/x-www-form-urlencoded; absent fields are left out, lists repeat the name."""
    fields: Mapping[str, Any] = msgspec.to_builtins(value, enc_hook=_enc_hook)
    pairs = {name: str(item).lower() if isinstance(item, bool) else item for name, item in fields.items()}
    return urlencode(pairs, doseq=True).encode("ascii")


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value, enc_hook=_enc_hook, builtin_types=(Decimal,))


def _refuse_non_numbers(value: Any) -> None:
    if isinstance(value, Decimal) and not value.is_finite() or isinstance(value, float) and not isfinite(value):
        raise ValueError(f"{value!r} is not a number that JSON can carry")
    if is_object(value):
        value = list(value.values())
    if is_list(value):
        for item in value:
            _refuse_non_numbers(item)


def _beginning(content: bytes) -> str:
    """The first characters of what was never meant to be JSON (HTML, text); anything else may hold a secret."""
    start = content[:40].decode("utf-8", "replace")
    return "" if not start or start.lstrip()[:1] in tuple('{["') else f" and begins {start!r}"


def _renamed(content: bytes, type_: Any) -> bytes:
    """The body with the spellings that the models know, and keys they do not list under `OTHER`."""
    return _encoder.encode(walk(_plain_decoder.decode(content), type_info(type_), rename))


def _may_hold_no_number(content: bytes, type_: Any) -> bool:
    """Whether the first pass may have taken "NaN" or "Infinity" for a Decimal: it cannot be told not to."""
    return holds(type_, has_decimal) and _NO_NUMBER.search(content) is not None


def _with_flat_keys(value: Any) -> Any:
    """A value ready to be written: structs with additional keys as plain values, everything else as it is."""
    if isinstance(value, msgspec.Struct):
        return flat(_plain(value), type(value)) if holds(type(value), is_open) else value
    if is_list(value):
        return [_with_flat_keys(item) for item in value]
    if is_object(value):
        return {key: _with_flat_keys(item) for key, item in value.items()}
    return value


def _enc_hook(value: Any) -> Any:
    if isinstance(value, Milliseconds):
        return to_milliseconds(value)
    raise NotImplementedError(f"no JSON form for {type(value)!r}")


def _exact(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation:
        raise ValueError(f"a number has an exponent beyond what can be read: {digits[:40]}") from None


_KEPT = b'"%s":' % OTHER.encode()  # how additional keys show that were not written flat

_encoder = msgspec.json.Encoder(decimal_format="number", enc_hook=_enc_hook)
_plain_decoder = msgspec.json.Decoder(float_hook=_exact)


_building = Lock()


@cache
def _decoder(type_: Any) -> msgspec.json.Decoder[Any]:
    # msgspec shows a struct's field types to other threads before it has found them out; a decoder that two threads
    # make of one new struct at the same moment ends the process
    with _building:
        return msgspec.json.Decoder(type_, dec_hook=dec_hook, float_hook=_exact)
