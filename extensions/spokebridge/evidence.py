"""A word of warning before an operation is used that only a third party describes (specs/README.md, Evidence)."""

from __future__ import annotations

import sys
import threading
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from spokebridge.errors import UnconfirmedOperation

if TYPE_CHECKING:
    from spokebridge.described import OperationFacts

_PACKAGE = str(Path(__file__).parent)

_lock = threading.Lock()
_warned: set[str] = set()


def warn_if_unconfirmed(operation: OperationFacts) -> None:
    """Warn once per process and operation with UnconfirmedOperation; says nothing about operations with better
    evidence.
    """
    if operation.evidence.level != "unconfirmed":
        return
    with _lock:
        if operation.id in _warned:
            return
        warnings.warn(
            f"{operation.id} ({operation.method} {operation.path}) is known from a third party only "
            f"({operation.evidence.source}); no official page describes it, so do not depend on it",
            UnconfirmedOperation,
            stacklevel=_distance_to_user(),
        )
        _warned.add(operation.id)


def _distance_to_user() -> int:
    """How many frames above `warn_if_unconfirmed` the first one outside this package is, as `stacklevel` counts."""
    level, frame = 1, sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_PACKAGE):
        level, frame = level + 1, frame.f_back
    return level
