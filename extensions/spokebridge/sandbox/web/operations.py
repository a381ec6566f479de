"""The shape of a service: a table of operations, and what all of its operations have in common."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from .messages import Call, Refusal, Reply


class Service(ABC):
    """What handlers work on. They run one at a time under `lock`; so does every look at a store from outside."""

    name: ClassVar[str]

    def __init__(self, lock: threading.RLock, *, lenient: bool) -> None:
        self.lock = lock
        self.lenient = lenient

    @abstractmethod
    def authenticate(self, call: Call) -> None:
        """Raises a `Refusal` when the caller may not do this."""

    @abstractmethod
    def refuse(self, refusal: Refusal) -> Reply:
        """The error body of this service."""

    @abstractmethod
    def revoke_credentials(self, call: Call) -> None:
        """Makes the credentials that came with this call invalid."""


ServiceT = TypeVar("ServiceT", bound=Service)


@dataclass(frozen=True)
class Operation(Generic[ServiceT]):
    """One row of a service's table. A caller needs any one of `scopes`; `aliases` are served in lenient mode only."""

    id: str
    method: str
    path: str
    handler: Callable[[ServiceT, Call], Reply]
    scopes: tuple[str, ...] = ()
    public: bool = False
    aliases: tuple[str, ...] = ()

    def paths(self, *, lenient: bool) -> tuple[str, ...]:
        """Where it is served."""
        return (self.path, *self.aliases) if lenient else (self.path,)
