"""Which parts of a request or answer may be shown. What is not on these lists is not."""

from __future__ import annotations

from collections.abc import Mapping

MASK = "***"

_HEADERS = frozenset(
    {
        *("accept", "content-type", "content-length", "date", "retry-after", "server", "user-agent"),
        *("x-request-id", "x-correlation-id", "x-amzn-requestid"),
    }
)


class Secret:
    """A string that shows itself only when asked: `reveal()`. Its repr, str and format are a mask; it does not pickle."""

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


def shown_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers for logs and traces: those on the list as they are, all others masked."""
    return {name: value if name.lower() in _HEADERS else MASK for name, value in headers.items()}
