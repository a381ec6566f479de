"""The records of one datasource of one connection, and pages of them."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from ..odata import Dates, Query, compile_filter, project, sort_records
from ..odata.projection import columns
from ..web import codec
from ..web.codec import JsonObject

_KEEP = 32


@dataclass(frozen=True, slots=True)
class Stored:
    """A record and its JSON, written once."""

    document: JsonObject
    json: msgspec.Raw

    @classmethod
    def of(cls, document: JsonObject) -> "Stored":
        """Through JSON, so that it is exactly what a client will read, and no longer the caller's to change."""
        text = codec.encode(document)
        return cls(codec.decode(text), msgspec.Raw(text))


@dataclass(frozen=True, slots=True)
class Page:
    """A slice of what matches."""

    records: list[Any]
    total: int
    """How many match, whatever the page shows of them (9Spokes facts 4.5)."""


class Collection:
    """Without `$orderby` the order is that of storing. Filter and order are evaluated once, until records are added."""

    def __init__(self) -> None:
        self._records: list[Stored] = []
        self._views: OrderedDict[object, Sequence[Stored]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._records)

    def add(self, records: Iterable[Stored]) -> int:
        """Appends records; says how many."""
        before = len(self._records)
        self._records.extend(records)
        self._views.clear()
        return len(self._records) - before

    def documents(self) -> list[JsonObject]:
        """All records, in the order of storing."""
        return [record.document for record in self._records]

    def page(self, query: Query, dates: Dates, *, top: int, strict: bool) -> Page:
        """`top` 0 is no limit, as in the library (9Spokes facts 4.2)."""
        view = self._view(query, dates, strict=strict)
        end = query.skip + top if top else len(view)
        shown = view[query.skip : end]
        if not query.select:
            return Page([record.json for record in shown], len(view))
        tree = columns(query.select)
        return Page([project(record.document, tree) for record in shown], len(view))

    def _view(self, query: Query, dates: Dates, *, strict: bool) -> Sequence[Stored]:
        key = (query.filter_text, query.order)
        if key in self._views:
            self._views.move_to_end(key)
        else:
            self._views[key] = self._evaluate(query, dates, strict=strict)
            if len(self._views) > _KEEP:
                self._views.popitem(last=False)
        return self._views[key]

    def _evaluate(self, query: Query, dates: Dates, *, strict: bool) -> Sequence[Stored]:
        records: Sequence[Stored] = self._records
        if query.filter is not None:
            matches = compile_filter(query.filter, dates, strict=strict)
            records = [record for record in records if matches(record.document)]
        if query.order:
            records = sort_records(((record.document, record) for record in records), query.order, dates)
        return records
