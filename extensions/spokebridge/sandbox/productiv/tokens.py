"""Tokens handed out, and which of them still count."""

from dataclasses import dataclass, field

from ..clock import Clock
from ..ids import Ids
from ..settings import ProductivOptions

_LENGTH = 48


@dataclass(slots=True)
class Token:
    """A token and what it is good for."""

    text: str = field(repr=False)
    scopes: frozenset[str]
    expires: float
    uses_left: int | None


class TokenBook:
    """All tokens handed out."""

    def __init__(self, ids: Ids, clock: Clock, options: ProductivOptions) -> None:
        self._ids = ids
        self._clock = clock
        self._options = options
        self._tokens: dict[str, Token] = {}
        self._issued = 0

    def issue(self, scopes: frozenset[str]) -> Token:
        """Only the first token is short of uses, so that a run meets one expiry and a fresh token works."""
        uses = self._options.expire_token_after if self._issued == 0 else None
        self._issued += 1
        text = self._ids.text("access token", _LENGTH)
        self._tokens[text] = Token(text, scopes, self._clock() + self._options.token_lifetime, uses)
        return self._tokens[text]

    def use(self, text: str) -> Token | None:
        """Counts one request; `None` when the token is unknown, expired, used up or revoked."""
        token = self._tokens.get(text)
        if token is None or self._clock() >= token.expires or token.uses_left == 0:
            return None
        if token.uses_left is not None:
            token.uses_left -= 1
        return token

    def texts(self) -> list[str]:
        """All tokens that have not expired and were not revoked."""
        now = self._clock()
        return [token.text for token in self._tokens.values() if now < token.expires]

    def revoke(self, text: str) -> None:
        """One token is no longer accepted."""
        self._tokens.pop(text, None)

    def revoke_all(self) -> None:
        """No token is accepted any longer."""
        self._tokens.clear()
