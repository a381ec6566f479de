"""Every operation of both APIs at run time, with what is known about it and how sure that is.

    from spokebridge.operations import operations

    for operation in operations():
        print(operation.sdk_method, operation.evidence, operation.source)

The facts come from the specifications by way of the generated packages; nothing is repeated here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import ninespokes_client.types
import productiv_client.types
from ninespokes_client.operations import OPERATIONS as NINESPOKES
from productiv_client.operations import OPERATIONS as PRODUCTIV

Operation: TypeAlias = productiv_client.types.Operation | ninespokes_client.types.Operation


@dataclass(frozen=True, slots=True)
class OperationInfo:
    """One operation. `sdk_method` is called on a client, as in `productiv.spend.publish`.

    `record_limit` counts records of one request, `page_limit` items of a page, `window_days` days of a range,
    `rate_limit` requests a second; each is None where nothing is known.
    `retry` is `read`, `idempotent`, `deduplicated` or `unsafe`; only the last is never repeated after a lost answer.
    `evidence` is `official`, `official-head`, `inferred` or `unconfirmed`; `source` names where that was read.
    """

    api: str
    id: str
    sdk_method: str
    method: str
    path: str
    scopes: tuple[str, ...]
    record_limit: int | None
    page_limit: int | None
    window_days: int | None
    rate_limit: float | None
    retry: str
    evidence: str
    source: str
    note: str

    @property
    def summary(self) -> str:
        """In one sentence what the method's docstring says too: request, scope, limits, retry safety, evidence."""
        scopes = " ".join(scope.rpartition("/")[2] for scope in self.scopes)
        limits = [
            f"{self.record_limit} records a request" if self.record_limit else "",
            f"{self.page_limit} items a page" if self.page_limit else "",
            f"{self.window_days} days at a time" if self.window_days else "",
            f"{self.rate_limit:g} requests a second" if self.rate_limit else "",
        ]
        known = ", ".join(filter(None, limits)) or "none known"
        return (
            f"`{self.method} {self.path}`; scope: {scopes or 'none'}; limits: {known}; retry: {self.retry}; "
            f"evidence: {self.evidence}, {self.source}."
        )


def operations() -> tuple[OperationInfo, ...]:
    """All operations, Productiv first, each API in the order of its specification."""
    return (*_of("productiv", PRODUCTIV.values()), *_of("ninespokes", NINESPOKES.values()))


def _of(api: str, found: Iterable[Operation]) -> Iterator[OperationInfo]:
    for operation in found:
        limit, rate = operation.record_limit, operation.rate_limit
        pages, window = operation.pagination, operation.time_window
        yield OperationInfo(
            api=api,
            id=operation.id,
            sdk_method=f"{api}.{operation.sdk_method}" if "(" not in operation.sdk_method else operation.sdk_method,
            method=operation.method,
            path=operation.path,
            scopes=tuple(operation.scopes),
            record_limit=None if limit is None else limit.records,
            page_limit=None if pages is None else pages.maximum,
            window_days=None if window is None else window.days,
            rate_limit=None if rate is None else rate.requests / rate.seconds,
            retry=operation.retry.safety,
            evidence=operation.evidence.level,
            source=operation.evidence.source,
            note=operation.evidence.note,
        )
