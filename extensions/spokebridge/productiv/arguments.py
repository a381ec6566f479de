"""Arguments of the Productiv methods, checked before a request is made. Each check raises ConfigurationError with name
and fix.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, Literal, TypeAlias, TypeVar, get_args
from urllib.parse import urlsplit

from productiv_client import models
from spokebridge.arguments import count as count
from spokebridge.arguments import flag as flag
from spokebridge.arguments import identifier as identifier
from spokebridge.arguments import shown
from spokebridge.arguments import word as word
from spokebridge.errors import ConfigurationError
from spokebridge.plain import is_iterable, is_mapping, is_sequence
from spokebridge.productiv.fields import is_email

RollingWindow: TypeAlias = Literal[1, 7, 30, 60, 90]
CustomFields: TypeAlias = Sequence[str] | Mapping[str, str]
Attachment: TypeAlias = models.CommentAttachment | Mapping[str, str]

MOST_CUSTOM_FIELDS = 5
"""Custom fields of an org chart (facts 3.8)."""

E = TypeVar("E", bound=StrEnum)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def email(name: str, value: object) -> str:
    """Something of the shape of an e-mail address."""
    found = word(name, value)
    if not is_email(found):
        raise ConfigurationError(f"{name} is {found!r}, which is not an e-mail address; write it as user@example.com")
    return found


def member(name: str, value: object, kind: type[E]) -> E:
    """One of the documented values of an enumeration."""
    if isinstance(value, str):
        for known in kind:
            if known.value == value:
                return known
    raise ConfigurationError(f"{name} is {shown(value)}; use one of {_listed([str(known.value) for known in kind])}")


def rolling_window(value: object) -> RollingWindow:
    """Days of the window in which a user counts as active."""
    allowed: tuple[RollingWindow, ...] = get_args(RollingWindow)
    for days in allowed:
        if value == days and not isinstance(value, bool):
            return days
    raise ConfigurationError(
        f"rolling_window is {shown(value)}; use one of {_listed([str(days) for days in allowed])} days"
    )


def day(name: str, value: object, *, first: object) -> date:
    """A calendar day, from a date or an ISO text, not before the first one that exists (`x-minimum`)."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise ConfigurationError(f"{name} is {value!r}; write it as YYYY-MM-DD") from None
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ConfigurationError(f"{name} is {shown(value)}; pass a datetime.date or a text YYYY-MM-DD")
    if value < date.fromisoformat(str(first)):
        raise ConfigurationError(f"{name} is {value}; there is nothing before {first}, so use that day or a later one")
    return value


def moment(name: str, value: object) -> datetime:
    """A moment in UTC, from an aware datetime."""
    if not isinstance(value, datetime):
        raise ConfigurationError(f"{name} is {shown(value)}; pass an aware datetime")
    if value.tzinfo is None or value.utcoffset() is None:
        raise ConfigurationError(f"{name} has no time zone, so its moment is not known; use datetime(..., tzinfo=UTC)")
    return value.astimezone(UTC)


def milliseconds_range(start: datetime | None, end: datetime | None) -> tuple[int | None, int | None]:
    """Both ends in Unix milliseconds, the first inclusive, the second exclusive; None leaves an end open."""
    from_ = None if start is None else moment("start", start)
    to = None if end is None else moment("end", end)
    if from_ is not None and to is not None:
        in_order(from_, to)
    step = timedelta(milliseconds=1)
    return (
        None
        if from_ is None
        else -((_EPOCH - from_) // step),  # rounded up: no server time lies between two milliseconds
        None if to is None else -((_EPOCH - to) // step),
    )


def in_order(start: datetime, end: datetime) -> None:
    """A range that holds at least something."""
    if start >= end:
        raise ConfigurationError(
            f"start is {start.isoformat()}, not before end ({end.isoformat()}); swap or widen them"
        )


def custom_fields(value: object) -> dict[str, str]:
    """Custom fields of an org chart by wire name, from display names in order or from a mapping of wire names."""
    allowed = [f"customField{number}" for number in range(1, MOST_CUSTOM_FIELDS + 1)]
    if value is None:
        return {}
    if is_mapping(value):
        named: dict[Any, Any] = dict(value)
    elif is_sequence(value):
        if len(value) > MOST_CUSTOM_FIELDS:
            raise ConfigurationError(
                f"custom_fields has {len(value)} entries; a chart has at most {MOST_CUSTOM_FIELDS}"
            )
        named = dict(zip(allowed, value, strict=False))
    else:
        raise ConfigurationError(f"custom_fields is {shown(value)}; pass a list of display names")
    strange = next((key for key in named if key not in allowed), None)
    if strange is not None:
        raise ConfigurationError(f"custom_fields names {strange!r}; a chart has {allowed[0]} to {allowed[-1]}")
    return {key: word(f"custom_fields[{key}]", label) for key, label in named.items()}


def attachments(values: object) -> list[models.CommentAttachment]:
    """Documents of a comment; addresses may be signed, so no message shows one."""
    if isinstance(values, str | bytes) or is_mapping(values) or not is_iterable(values):
        raise ConfigurationError(f"attachments is {shown(values)}; pass a list of attachments")
    return [_attachment(f"attachments[{number}]", value) for number, value in enumerate(values)]


def _attachment(name: str, value: Any) -> models.CommentAttachment:
    if is_mapping(value):
        value = models.CommentAttachment(filename=value.get("Filename", ""), url=value.get("Url", ""))
    if not isinstance(value, models.CommentAttachment):
        raise ConfigurationError(f"{name} is {shown(value)}; pass a CommentAttachment, or Filename and Url")
    word(f"{name}.Filename", value.filename)
    word(f"{name}.Url", value.url)
    try:
        parts = urlsplit(value.url)
    except ValueError:
        parts = None
    if parts is None or parts.scheme not in ("https", "http") or not parts.netloc:
        raise ConfigurationError(f"{name}.Url is not an http or https address; Productiv downloads it from there")
    return value


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)
