"""From the bytes of a successful answer to its typed value, without I/O."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from msgspec import Struct

from spokebridge.drift import SAMPLED_ITEMS, DriftEvent
from spokebridge.plain import is_object
from spokebridge.refusal import describe, is_json, parsed, says_error
from spokebridge.wire import RawResponse

if TYPE_CHECKING:
    from spokebridge.described import GeneratedRequest, MismatchFacts, OperationFacts

T = TypeVar("T")

_WITHOUT_BODY = (204, 205)  # nothing was lost on the way: these never carry one

Reshape: TypeAlias = Callable[[T, bytes], bytes | None]
"""Given the typed value and the body: the body in the described form when it came in another one, else None.

Raises ValueError when it came in no form that can be read.
"""


class Reading(Struct, Generic[T], frozen=True):
    """The value, and each place where the answer is not as described, once."""

    value: T
    drift: tuple[DriftEvent, ...]


class Refused(Exception):
    """The answer says with a good status that the request failed (9Spokes facts 3.1)."""


class Unreadable(Exception):
    """No value. `lost`: the body is no JSON at all, as when a gateway put a page of its own in its place or cut it
    short.
    """

    def __init__(self, reason: str, *, lost: bool) -> None:
        super().__init__(reason)
        self.lost = lost


def read(
    request: GeneratedRequest[T],
    response: RawResponse,
    *,
    strict: bool,
    sample: bool = False,
    reshape: Reshape[T] | None = None,
) -> Reading[T]:
    """Raises Refused, or Unreadable; in strict mode also when there is any drift. Members that the description does not
    have are drift too, but are looked for only in a `sample`, and everywhere in strict mode.
    """
    operation = request.operation
    drift: dict[DriftEvent, None] = {}

    def note(mismatch: MismatchFacts) -> None:
        drift[DriftEvent(operation.id, mismatch.path, mismatch.expected, mismatch.got)] = None

    try:
        value = request.decode(response.content, strict=strict, on_drift=note)
        if _refuses(operation, value) or (drift and _says_error(response.content)):
            raise Refused
        other = None if reshape is None else reshape(value, response.content)
        if other is not None:
            value = request.decode(other, strict=strict, on_drift=note)
        content = response.content if other is None else other
        if content and (strict or sample):
            for mismatch in request.undescribed(content, most=None if strict else SAMPLED_ITEMS):
                note(mismatch)
    except ValueError as error:
        if _says_error(response.content):
            raise Refused from None
        readable = is_json(response.content)
        lost = not readable and response.status_code not in _WITHOUT_BODY
        raise Unreadable(str(error) if readable else describe(response), lost=lost) from None
    if response.status_code not in operation.success:
        expected = " or ".join(str(status) for status in operation.success)
        drift[DriftEvent(operation.id, "HTTP status", expected, str(response.status_code))] = None
    if strict and drift:
        raise Unreadable(f"the answer is not as described; {next(iter(drift)).where}", lost=False)
    return Reading(value, tuple(drift))


def _refuses(operation: OperationFacts, value: object) -> bool:
    """Whether a typed answer says that the request failed. Where records are counted, `success: false` may be about
    some of them, and who sent them judges.
    """
    success, status = (
        value.get(name) if is_object(value) else getattr(value, name, None) for name in ("success", "status")
    )
    return (success is False and operation.record_limit is None) or says_error(status)


def _says_error(content: bytes) -> bool:
    body = parsed(content)
    return is_object(body) and says_error(body.get("status"))
