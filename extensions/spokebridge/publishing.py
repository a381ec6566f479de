"""Records on their way out, without I/O: checking, identity, chunks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, TypeAlias

from msgspec import Struct

from spokebridge.bad_record import BadRecord as BadRecord
from spokebridge.errors import ConfigurationError
from spokebridge.identities import SeenKeys
from spokebridge.plain import is_mapping
from spokebridge.report import Undelivered

WireRecord: TypeAlias = dict[str, Any]

CHUNK_BYTES = 4_000_000  # no byte limit is documented; this keeps a request well below what proxies commonly accept


class Outgoing(Struct, frozen=True, gc=False):
    """A checked record: its place in the input, its identity, its JSON.

    `tried`: an earlier run may have sent it and never heard the answer.
    """

    index: int
    key: tuple[Any, ...]
    content: bytes
    tried: bool = False

    def __repr__(self) -> str:
        return f"Outgoing(index={self.index}, key={self.key!r}, tried={self.tried})"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The records that a successful answer does not vouch for: refused ones, and those whose fate it leaves open."""

    rejected: Sequence[Undelivered] = ()
    unknown: Sequence[Undelivered] = ()


Judge: TypeAlias = Callable[[Any, Sequence[Outgoing]], Verdict]


def all_accepted(_answer: Any, _records: Sequence[Outgoing]) -> Verdict:
    """A successful answer stands for every record of its request."""
    return Verdict()


@dataclass(frozen=True, slots=True)
class Feed:
    """What is published to one operation: how records are checked and written, told apart, and how many fit.

    `to_wire` turns a typed record or a mapping into wire form. `check` corrects it in place or raises BadRecord.
    `encode` writes one record as JSON. `plain` gives at one look identity and JSON of a record that needs no change,
    and None for any other. `prefix` and `suffix` make a request body out of many records, `last_suffix` ends the last
    one of a run where that is written differently. Records of equal `identity` are the same record; `label` only names
    a record in the report where the server recognizes no repeats. `judge` reads what a successful answer says about
    single records. `asked` is what errors call the requests.

    For runs that go on after an earlier one: `repeatable` records may be sent again when their answer was lost; of an
    `ordered` feed later records win over earlier ones, so nothing is sent after what should follow it.
    """

    operation: str
    to_wire: Callable[[Any], WireRecord]
    check: Callable[[WireRecord], None]
    encode: Callable[[WireRecord], bytes]
    identity: tuple[str, ...]
    limit: int
    prefix: bytes
    suffix: bytes
    last_suffix: bytes | None = None
    label: tuple[str, ...] = ()
    judge: Judge = all_accepted
    repeatable: bool = True
    ordered: bool = False
    plain: Callable[[Any], tuple[tuple[Any, ...], bytes] | None] = lambda _: None
    asked: str = ""

    def key(self, record: WireRecord) -> tuple[Any, ...]:
        """What names the record in the report."""
        return tuple(map(record.get, self.identity or self.label))


@dataclass(frozen=True, slots=True)
class Chunk:
    """Records that travel in one request; the last one of a run knows that it is.

    `cut`: the run stopped before it was full, so that other runs may have had its records in a larger one. `name` is a
    digest of place and contents: equal records at two places are two. Both it and `content`, the records as JSON with
    commas between them, are made at once: a thread that hashes lets others in, and one that is about to send would have
    to wait until they let it in again.
    """

    number: int
    records: Sequence[Outgoing]
    last: bool = False
    cut: bool = False
    content: bytes = field(init=False, repr=False, compare=False)
    name: str = field(init=False)

    def __post_init__(self) -> None:
        content = b",".join([record.content for record in self.records])
        found = sha256(b"%d:" % self.records[0].index)
        found.update(content)
        object.__setattr__(self, "content", content)
        object.__setattr__(self, "name", found.hexdigest()[:32])

    def body(self, feed: Feed) -> bytes:
        """The request body."""
        suffix = feed.last_suffix if self.last and feed.last_suffix is not None else feed.suffix
        return feed.prefix + self.content + suffix

    def halves(self) -> Iterator[Chunk]:
        """The same records in two requests, to be sent in this order."""
        middle = len(self.records) // 2
        yield Chunk(self.number, self.records[:middle])
        yield Chunk(self.number, self.records[middle:], self.last)


class Chunker:
    """Collects records until a request is full, by count or by bytes, whichever comes first.

    With `seen` a record whose identity was met before is left out and counted in `duplicates`. That is found out for
    many records at once, when a request seems to be full.
    """

    def __init__(self, limit: int, max_bytes: int = CHUNK_BYTES, seen: SeenKeys | None = None) -> None:
        self.duplicates = 0
        self._limit = limit
        self._max_bytes = max_bytes
        self._seen = seen
        self._records: list[Outgoing] = []
        self._size = 0
        self._number = 0
        self._new = 0  # so many of the records are known to be no duplicates

    def add(self, record: Outgoing) -> Chunk | None:
        """Take one more; the chunk that had to be closed for it, if any."""
        self._records.append(record)
        self._size += len(record.content) + 1
        if len(self._records) <= self._limit and self._size <= self._max_bytes:
            return None
        self._leave_out_duplicates()
        if len(self._records) < 2 or (len(self._records) <= self._limit and self._size <= self._max_bytes):
            return None
        following = self._records.pop()
        full = self._close(last=False)
        self._records, self._size, self._new = [following], len(following.content) + 1, 1
        return full

    def close(self) -> Chunk | None:
        """What is left when the input has ended: the last chunk, because an `add` never leaves nothing behind."""
        self._leave_out_duplicates()
        return self._close(last=True)

    def cut(self) -> Chunk | None:
        """What is left when the run stops before the input has ended."""
        with suppress(Exception):  # no disk, perhaps: then each of them counts
            self._leave_out_duplicates()
        return self._close(last=False, cut=True)

    def _leave_out_duplicates(self) -> None:
        if self._seen is not None:
            unknown = self._records[self._new :]
            are_new = self._seen.add([record.key for record in unknown])
            if not all(are_new):
                kept = [record for record, is_new in zip(unknown, are_new, strict=True) if is_new]
                self.duplicates += len(unknown) - len(kept)
                self._records[self._new :] = kept
                self._size += _size(kept) - _size(unknown)  # not all anew: a full request may meet many duplicates
        self._new = len(self._records)

    def _close(self, *, last: bool, cut: bool = False) -> Chunk | None:
        if not self._records:
            return None
        self._number += 1
        chunk = Chunk(self._number, self._records, last, cut)
        self._records, self._size, self._new = [], 0, 0
        return chunk


def _size(records: Sequence[Outgoing]) -> int:
    """Bytes in a request, commas included."""
    return sum(len(record.content) + 1 for record in records)


def require_records(source: object, kinds: tuple[type, ...]) -> None:
    """Raises ConfigurationError for what is no input: a single record, or something that is no iterable of `kinds`."""
    name = type(source).__name__
    if is_mapping(source) or isinstance(source, str | bytes):
        raise ConfigurationError(f"a single {name} was passed as records; pass a list of records")
    if not isinstance(source, kinds):
        wanted = " or ".join(kind.__name__ for kind in kinds)
        raise ConfigurationError(f"a {name} was passed as records; pass an {wanted} of records")


def as_mapping(record: Any) -> WireRecord:
    """A mapping with wire names as a dictionary of its own. Raises BadRecord for anything else."""
    if not is_mapping(record):
        raise BadRecord(
            f"a {type(record).__name__} is not a record; pass the typed record or a mapping with wire names"
        )
    return {str(key): value for key, value in record.items()}
