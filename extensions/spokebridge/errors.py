"""Everything spokebridge raises, as one tree.

Every error says what was asked (method and route template, never a query or a secret), what came, and what to do. All
of them pickle. Design section 5; status meanings: 9Spokes facts 3.3, Productiv facts 2.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from spokebridge.report import PublishReport


class SpokebridgeError(Exception):
    """The base of all errors of this package.

    `in_doubt` says that the server may have done what was asked although the call failed: an answer was lost, in this
    attempt or an earlier one. `report` is set when an error stopped a `publish`: the PublishReport of what was decided
    until then.
    """

    in_doubt: bool = False
    report: PublishReport | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.args, self.__dict__)


def _restore(kind: type[SpokebridgeError], args: tuple[Any, ...], state: dict[str, Any]) -> SpokebridgeError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class UnconfirmedOperation(UserWarning):
    """The operation that was called is known from a third party only; nothing official says that it exists."""


class ConfigurationError(SpokebridgeError, ValueError):
    """A setting or argument that cannot work; nothing was sent. The message names it and the fix."""


class TransportError(SpokebridgeError):
    """No usable answer arrived. `sent` says whether the server may have seen the last attempt."""

    advice: ClassVar[str] = "check the network, then call again"

    def __init__(self, message: str, *, operation: str = "", attempts: int = 1, sent: bool = True) -> None:
        super().__init__(message)
        self.operation = operation
        self.attempts = attempts
        self.sent = sent
        self.in_doubt = sent

    def __str__(self) -> str:
        return _sentence([super().__str__(), *_count(self.attempts)], self.advice)


class Timeout(TransportError):
    """A time limit passed: one phase of the transfer, or the deadline of the whole call."""

    advice = "give the call more time, or call again later"


class ConnectionFailed(TransportError):
    """The connection could not be made, or broke."""

    advice = "check base_url and the network, then call again"


class AuthenticationError(SpokebridgeError):
    """No access token. `refused` says that the token endpoint turned the credential down, rather than failed itself.

    `status_code` and `retry_after` (seconds) are those of its last answer.
    """

    def __init__(
        self,
        message: str,
        *,
        refused: bool = False,
        status_code: int | None = None,
        correlation_id: str | None = None,
        attempts: int = 1,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.operation = "getAccessToken"
        self.refused = refused
        self.status_code = status_code
        self.correlation_id = correlation_id
        self.attempts = attempts
        self.retry_after = retry_after

    def __str__(self) -> str:
        advice = "check client id, client secret and scopes" if self.refused else "check token_url, or call again later"
        parts = [*_id(self.correlation_id), *_count(self.attempts), *_wait(self.retry_after)]
        return _sentence([super().__str__(), *parts], advice)


class _AnswerError(SpokebridgeError):
    """An answer came that says no error, and cannot be used."""

    advice: ClassVar[str]

    def __init__(
        self, message: str, *, operation: str = "", correlation_id: str | None = None, attempts: int = 1
    ) -> None:
        super().__init__(message)
        self.operation = operation
        self.correlation_id = correlation_id
        self.attempts = attempts

    def __str__(self) -> str:
        return _sentence([super().__str__(), *_id(self.correlation_id), *_count(self.attempts)], self.advice)


class SchemaDrift(_AnswerError):
    """An answer is not as described. Raised in strict mode, and in any mode when the body cannot be read at all."""

    advice = "check base_url; if it is right, the service has changed, so look for a newer spokebridge or report it"
    in_doubt = True


class PaginationStalled(_AnswerError):
    """The server repeats itself: a cursor or page came again without new items. The correlation id and the attempts are
    those of the last answer.
    """

    advice = "go on later with resume=pager.resume_token; when it stalls again, report it to the service"


class WebhookError(SpokebridgeError):
    """A request that is no webhook event of Productiv. `status_code` is what its sender should be answered."""

    status_code: int = 400


class WebhookTooLarge(WebhookError):
    """The body of a webhook is larger than the receiver allows."""

    status_code = 413


class WebhookRefused(WebhookError):
    """A webhook whose sender did not prove who it is.

    The message says to the receiver's owner what failed; the sender is told nothing but the status: 401, 403 for an
    address that is not on the list, 404 for a wrong secret in the path.
    """

    status_code = 401

    def __init__(self, message: str, *, status_code: int = 401) -> None:
        super().__init__(message)
        self.status_code = status_code


class DownloadError(SpokebridgeError):
    """A document was not downloaded; nothing of it is left on disk. The message never shows its address."""


class DownloadExpired(DownloadError):
    """The address of a document had expired, or will have by all that is known."""


class PublishError(SpokebridgeError):
    """Records or files were not accepted; the report says which and why. `status_code`, `correlation_id` and `attempts`
    are those of the first one, None when no answer told of it.
    """

    def __init__(
        self,
        message: str,
        *,
        status_code: int | None = None,
        correlation_id: str | None = None,
        attempts: int | None = None,
        advice: str = "",
    ) -> None:
        super().__init__(message)
        self.status_code = status_code
        self.correlation_id = correlation_id
        self.attempts = attempts
        self.advice = advice

    def __str__(self) -> str:
        attempts = [] if self.attempts is None else _count(self.attempts)
        parts = [super().__str__(), *_id(self.correlation_id), *attempts]
        return _sentence(parts, self.advice) if self.advice else "; ".join(parts)


class ApiError(SpokebridgeError):
    """The server answered with an error.

    `status_code` is any integer a server may send; 200 when the body says `status: err` (9Spokes facts 3.1).
    `message` is the server's text when it gave one. `retry_after` is the wait in seconds that it asked for.
    """

    advice: ClassVar[str] = "see what the server says, and check base_url and the arguments"

    def __init__(
        self,
        *,
        operation: str,
        method: str,
        route: str,
        status_code: int,
        message: str,
        correlation_id: str | None = None,
        attempts: int = 1,
        retry_after: float | None = None,
    ) -> None:
        self.operation = operation
        self.method = method
        self.route = route
        self.status_code = status_code
        self.message = message
        self.correlation_id = correlation_id
        self.attempts = attempts
        self.retry_after = retry_after
        said = f"{operation} ({method} {route}): HTTP {status_code}, {message}"
        parts = [*_id(correlation_id), *_count(attempts), *_wait(retry_after)]
        super().__init__(_sentence([said, *parts], _ADVICE.get(status_code, self.advice)))


class BadRequest(ApiError):
    """400, 413 or 422: the request was understood and refused."""

    advice = "correct the request; sending it again unchanged will fail again"


class Unauthorized(ApiError):
    """401 with a credential that was just renewed."""

    advice = "check the credential and that it belongs to this environment"


class Forbidden(ApiError):
    """403: the credential is valid but may not do this."""

    advice = "grant the credential what this operation needs"


class NotFound(ApiError):
    """404."""

    advice = "check the ids in the call"


class MethodNotAllowed(ApiError):
    """405: the path exists, the verb does not."""

    advice = "check base_url; this client only sends documented verbs"


class RateLimited(ApiError):
    """429 after all attempts, or asking for a longer wait than the call's deadline allows."""

    advice = "lower the rate, or wait and call again"


class ServerError(ApiError):
    """5xx. Whether the request took effect before the server failed is not known."""

    advice = "call again later; report the correlation id when it lasts"
    in_doubt = True


class ServiceUnavailable(ServerError):
    """503."""

    advice = "call again later"


def _sentence(parts: list[str], advice: str) -> str:
    return f"{'; '.join(part.rstrip('.') for part in parts)}. {advice[0].upper()}{advice[1:]}."


def _id(correlation_id: str | None) -> list[str]:
    return [f"correlation id {correlation_id}"] if correlation_id else []


def _count(attempts: int) -> list[str]:
    return ["1 attempt" if attempts == 1 else f"{attempts} attempts"]


def _wait(retry_after: float | None) -> list[str]:
    if retry_after is None:
        return []
    return [f"the server asks to wait {f'{retry_after:g}' if retry_after < 1e6 else f'{retry_after:.0f}'} s"]


_MOVED = "check base_url: redirects are not followed, because the credential would travel along"
_ADVICE: dict[int, str] = {
    **dict.fromkeys((301, 302, 303, 307, 308), _MOVED),
    408: "call again later",
    409: "see what is there already, then change the call",
    499: "a gateway gave up waiting, so the call may have taken effect: look before calling again",
}


_BY_STATUS: dict[int, type[ApiError]] = {
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    405: MethodNotAllowed,
    413: BadRequest,
    422: BadRequest,
    429: RateLimited,
    503: ServiceUnavailable,
}


def error_class(status_code: int) -> type[ApiError]:
    """The class for a status: its own, `ServerError` for other 5xx, `ApiError` for everything else."""
    return _BY_STATUS.get(status_code, ServerError if 500 <= status_code <= 599 else ApiError)
