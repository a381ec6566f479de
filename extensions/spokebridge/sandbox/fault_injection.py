"""How a sandbox is told what shall go wrong."""

from collections.abc import Collection, Sequence

from .web.fault_plan import FaultPlan
from .web.faults import Fault, FaultKind
from .web.storm import WEATHER, Storm


class FaultInjection:
    """Faults that are planned, and storms. Operations are called as in the specs; `uploadFile` and `downloadFile` are
    what signed addresses do.
    """

    def __init__(self, operations: Collection[str]) -> None:
        self._faults = FaultPlan(operations)

    def fail(
        self,
        operation: str,
        *,
        times: int = 1,
        status: int = 503,
        retry_after: float | str | None = None,
        kind: FaultKind = "status",
        after: int = 0,
        delay: float = 0.0,
        applied: bool = False,
        message: str = "a fault of the sandbox",
        member: str | None = None,
    ) -> Fault:
        """Lets `after` calls of an operation pass and the next `times` go wrong; `Fault` describes the kinds.

        The fault that comes back counts how often it has `fired`. Raises `ValueError` for an operation that there is
        not, and for a fault that cannot be.
        """
        fault = Fault(
            operation=operation,
            kind=kind,
            times=times,
            after=after,
            status=status,
            retry_after=retry_after,
            delay=delay,
            applied=applied,
            message=message,
            member=member,
        )
        self._faults.add(fault)
        return fault

    def storm(
        self,
        *,
        seed: int = 7,
        rate: float = 0.1,
        kinds: Sequence[str] = WEATHER,
        operations: Collection[str] | None = None,
        burst: int = 2,
    ) -> Storm:
        """Spoils a share of all calls, or of those of some operations, as the seed decides; `Storm` says how.

        `kinds` are statuses such as `"503"` and kinds of `Fault`. Raises `ValueError` for what cannot be.
        """
        storm = Storm(seed, rate, kinds, operations, burst)
        self._faults.add_storm(storm)
        return storm

    def add_fault(self, fault: Fault) -> None:
        """Plans a fault that was made elsewhere, for example from the words of a command line."""
        self._faults.add(fault)

    def clear_faults(self) -> None:
        """Drops all faults still to come and ends all storms."""
        self._faults.clear()
