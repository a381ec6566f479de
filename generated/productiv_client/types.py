"""The vocabulary of this package: what an operation is, what is sent for it, what comes back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeGuard, TypeVar
from urllib.parse import quote

from msgspec import Struct

T_co = TypeVar("T_co", covariant=True)


class _Seen(threading.local):
    """Whether the decoder running in this thread met an enumeration value that the description does not list."""

    unknown_value = False


seen = _Seen()


class OpenEnum(StrEnum):
    """An enumeration that grows: a value published later is kept as a member of its own, equal to its string."""

    @classmethod
    def _missing_(cls, value: object) -> OpenEnum | None:
        if not isinstance(value, str):
            return None
        seen.unknown_value = True
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    @property
    def is_known(self) -> bool:
        """Whether the description lists this value."""
        return self._value_ in type(self)._value2member_map_


if TYPE_CHECKING:
    Milliseconds = datetime
else:

    class Milliseconds(datetime):
        """An aware UTC datetime that the wire carries as Unix time in milliseconds."""

        __slots__ = ()


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WIRE_EPOCH = Milliseconds(1970, 1, 1, tzinfo=UTC)


def from_milliseconds(value: int) -> Milliseconds:
    """Unix milliseconds as an aware datetime. Raises ValueError for another type, or outside the years 1 to 9999."""
    if type(value) is not int:
        raise ValueError(f"{value!r} is not a Unix time in milliseconds")
    try:
        return _WIRE_EPOCH + timedelta(milliseconds=value)
    except OverflowError as error:
        raise ValueError(f"{value!r} is not a Unix time in milliseconds") from error


def to_milliseconds(value: datetime) -> int:
    """An aware datetime as Unix milliseconds; what is finer than a millisecond is cut off."""
    return (value - _EPOCH) // timedelta(milliseconds=1)


def aware(value: datetime, name: str) -> datetime:
    """The same datetime. Raises ValueError when it has no time zone: which moment it means cannot be known."""
    if value.tzinfo is None:
        raise ValueError(f"{name}: {value!r} has no time zone; use datetime(..., tzinfo=UTC)")
    return value


class Evidence(Struct, frozen=True):
    """Where a statement of the description comes from, and how sure it is."""

    level: Literal["official", "official-head", "inferred", "unconfirmed"]
    source: str
    note: str = ""


class Retry(Struct, frozen=True):
    """Whether a request may be sent again when its answer was lost. Only `unsafe` may not."""

    safety: Literal["read", "idempotent", "deduplicated", "unsafe"]
    reason: str


class RecordLimit(Struct, frozen=True):
    """How much one request may carry: records under `property`, and bytes where that is known."""

    property: str
    records: int | None = None
    bytes: int | None = None


class RateLimit(Struct, frozen=True):
    """At most `requests` in `seconds`."""

    requests: int
    seconds: float
    evidence: Evidence


class Pagination(Struct, frozen=True):
    """How a list goes on; the names are wire names. See specs/README.md for the styles."""

    style: Literal["page-token", "next-page-token", "after", "whole-list", "offset"]
    items: str
    request: str | None = None
    response: str | None = None
    limit: str | None = None
    offset: str | None = None
    total: str | None = None
    maximum: int | None = None
    default: int | None = None
    order: str | None = None


class TimeWindow(Struct, frozen=True):
    """A list over a range of time: the parameters, how many days it spans at most, how many days back it begins."""

    start: str
    end: str
    days: int | None = None
    oldest_days: int | None = None


class Operation(Struct, frozen=True):
    """One operation of the API with everything the description knows about calling it. `minimums` are the least values
    of parameters by their wire names.
    """

    id: str
    method: str
    path: str
    summary: str
    sdk_method: str
    evidence: Evidence
    retry: Retry
    server: str | None = None
    security: Literal["oauth2", "apiKey"] | None = None
    scopes: tuple[str, ...] = ()
    success: tuple[int, ...] = (200,)
    record_limit: RecordLimit | None = None
    rate_limit: RateLimit | None = None
    identity: tuple[str, ...] = ()
    pagination: Pagination | None = None
    time_window: TimeWindow | None = None
    minimums: tuple[tuple[str, str | float], ...] = ()
    envelope: str | None = None
    record_wrapper: str | None = None
    option_prefix: str = ""
    alias_paths: tuple[str, ...] = ()


class Mismatch(Struct, frozen=True):
    """One place where an answer is not what the description says. The value itself is kept as it came."""

    path: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class Request(Generic[T_co]):
    """One call, ready to be sent by any HTTP client: nothing in it depends on one."""

    operation: Operation
    path: str
    returns: type[T_co]
    query: tuple[tuple[str, str], ...] = ()
    content_type: str | None = None
    content: bytes | None = field(default=None, repr=False)

    def decode(
        self, content: bytes, *, strict: bool = False, on_drift: Callable[[Mismatch], None] | None = None
    ) -> T_co:
        """Turn the body of a successful answer into the typed value. Raises DecodeError."""
        from . import codec

        return codec.decode(content, self.returns, strict=strict, on_drift=on_drift)

    def undescribed(self, content: bytes, *, most: int | None = None) -> list[Mismatch]:
        """Members of a successful answer that the description does not have; see `codec.undescribed`."""
        from . import codec

        return codec.undescribed(content, self.returns, most=most)


@dataclass(frozen=True, slots=True)
class Response(Generic[T_co]):
    """A successful answer: status, headers (names in lower case), the bytes as received and the typed value."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes = field(repr=False)
    parsed: T_co


def render_path(template: str, values: Mapping[str, str]) -> str:
    """Fill a path template. Raises ValueError for a value that would change which resource is meant."""
    for name, value in values.items():
        if not value or value in {".", ".."}:
            raise ValueError(f"{name} must be a non-empty id, not {value!r}")
        template = template.replace("{" + name + "}", quote(value, safe=""))
    return template


def render_query(parameters: Mapping[str, Any], *, joined: frozenset[str] = frozenset()) -> tuple[tuple[str, str], ...]:
    """Query pairs in the given order; lists repeat the name, those in `joined` use commas.

    None and the empty list are left out. Raises ValueError for a datetime without a time zone.
    """
    pairs: list[tuple[str, str]] = []
    for name, value in parameters.items():
        if value is None or value in ([], ()):
            continue
        values = [_text(item, name) for item in value] if _is_list(value) else [_text(value, name)]
        pairs.extend((name, item) for item in ([",".join(values)] if name in joined else values))
    return tuple(pairs)


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list | tuple)


def _text(value: Any, name: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return aware(value, name).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
