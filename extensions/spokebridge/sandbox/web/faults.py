"""Replies gone wrong on purpose."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from .messages import JSON, Refusal, Reply
from .spoiling import shortened, with_null, with_unknown_word, with_wrong_type

FaultKind = Literal[
    "status",
    "delay",
    "reset",
    "truncated",
    "html",
    "revoke_token",
    "duplicate_page",
    "short_page",
    "wrong_type",
    "null",
    "unknown_enum",
]

_Rewrite = Callable[[bytes, str | None], bytes]

_OF_MEMBER: dict[str, _Rewrite] = {
    "wrong_type": with_wrong_type,
    "null": with_null,
    "unknown_enum": with_unknown_word,
}
_REWRITES: dict[str, _Rewrite] = {**_OF_MEMBER, "short_page": lambda body, _: shortened(body)}
_WITHOUT_BODY = (204, 205, 304)
_PAGE = (
    "<!DOCTYPE html>\n<html><head><title>{0}</title></head><body><h1>{0}: the gateway is unwell</h1></body></html>\n"
)


@dataclass(slots=True, kw_only=True)
class Fault:
    """One scripted fault: `after` calls pass, the next `times` go wrong.

    | kind | what the caller sees |
    | --- | --- |
    | `status` | the service's error body with `status`, also 200, and `Retry-After` when `retry_after` is given |
    | `delay` | the right answer, after `delay` seconds |
    | `reset` | the connection is cut |
    | `truncated` | the first half of the right body, as a complete HTTP answer |
    | `html` | a web page from a gateway, with `status` |
    | `revoke_token` | the token or key that was sent is no longer valid, from this call on |
    | `duplicate_page` | the answer that this operation gave before; the right one if there is none |
    | `short_page` | the right answer without the second half of its records; total and cursor stay |
    | `wrong_type` | the right answer with a text for a number, or a number for something else, in `member` |
    | `null` | the right answer with `member` null |
    | `unknown_enum` | the right answer with a word that no description knows in `member` |

    `member` is the name of a member of the first record, at any depth; without it, the first one that is fit. `applied`
    lets the request take effect before its answer is lost (`status`, `reset` and `html`). `delay` may be
    added to any kind.
    """

    operation: str
    kind: FaultKind = "status"
    times: int = 1
    after: int = 0
    status: int = 503
    retry_after: float | str | None = None
    delay: float = 0.0
    applied: bool = False
    message: str = "a fault of the sandbox"
    member: str | None = None
    fired: int = field(default=0, init=False)
    _seen: int = field(default=0, init=False, repr=False)

    def __post_init__(self) -> None:
        if self.kind not in get_args(FaultKind):
            raise ValueError(f"unknown kind of fault {self.kind!r}; there are {', '.join(get_args(FaultKind))}")
        if self.kind == "delay" and self.delay <= 0:
            raise ValueError("a fault of kind 'delay' needs delay=seconds")
        if self.times < 1 or self.after < 0 or self.delay < 0:
            raise ValueError("a fault needs times of 1 or more, and neither after nor delay below 0")
        if not 200 <= self.status <= 599 or self.status in _WITHOUT_BODY:
            raise ValueError(f"a fault cannot have the HTTP status {self.status}; use one that comes with a body")
        if self.member is not None and self.kind not in _OF_MEMBER:
            raise ValueError(f"member goes with {', '.join(_OF_MEMBER)}, not with {self.kind}")

    def is_due(self) -> bool:
        """Counts one call."""
        self._seen += 1
        return self._seen > self.after and self.fired < self.times

    def refusal(self) -> Refusal:
        """The service's answer that this fault stands for."""
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        return Refusal(self.status, self.message, code="sandbox_fault", headers=headers)


def fault_of(operation: str, what: str, **options: Any) -> Fault:
    """A fault in one word: a status such as `503`, or a kind. Raises `ValueError` for another word."""
    if what.isascii() and what.isdecimal():
        return Fault(operation=operation, kind="status", status=int(what), **options)
    if what not in get_args(FaultKind):
        raise ValueError(f"{what!r} is no fault; give a status such as 503, or {', '.join(get_args(FaultKind))}")
    return Fault(operation=operation, kind=what, **options)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def spoil(
    fault: Fault,
    *,
    answer: Callable[[], Reply],
    refuse: Callable[[Refusal], Reply],
    revoke: Callable[[], None],
    previous: Reply | None,
) -> Reply | None:
    """The reply as the fault leaves it; `None` is a cut connection. Refusals of the service are not made worse."""
    match fault.kind:
        case "delay":
            return answer()
        case "revoke_token":
            revoke()
            return answer()
        case "truncated":
            whole = answer()
            return replace(whole, body=whole.body[: len(whole.body) // 2])
        case "duplicate_page":
            return previous or answer()
        case "short_page" | "wrong_type" | "null" | "unknown_enum":
            return _rewritten(answer(), fault)
        case "status" | "html" | "reset":
            if fault.applied:
                answer()
            return None if fault.kind == "reset" else _refused(fault, refuse)


def _refused(fault: Fault, refuse: Callable[[Refusal], Reply]) -> Reply:
    refusal = fault.refusal()
    if fault.kind != "html":
        return refuse(refusal)
    return Reply(_PAGE.format(refusal.status).encode(), refusal.status, "text/html", refusal.headers)


def _rewritten(reply: Reply, fault: Fault) -> Reply:
    if reply.status != 200 or reply.media_type != JSON:
        return reply
    return replace(reply, body=_REWRITES[fault.kind](reply.body, fault.member))
