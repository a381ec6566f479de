"""The settings of a sync: a TOML file, checked to the last key. `docs/sync.md` shows one.

state = "sync.sqlite"

[[connections]]
company = "…"
connection = "…"        # left out: all connections of the company
app_id = "spend-import"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import msgspec

from spokebridge.bridge.options import Options
from spokebridge.bridge.routes import Source
from spokebridge.errors import ConfigurationError
from spokebridge.plain import is_list, is_object

STATE = "sync.sqlite"

_Text = Annotated[str, msgspec.Meta(min_length=1)]
_Count = Annotated[int, msgspec.Meta(ge=1)]


class ConnectionTable(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One `[[connections]]` entry."""

    company: _Text
    connection: _Text | None = None
    app_id: _Text | None = None
    name: str = ""
    since: date | None = None


class File(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    connections: list[ConnectionTable]
    state: _Text = STATE
    app_id: _Text | None = None
    since: date | None = None
    overlap_days: Annotated[int, msgspec.Meta(ge=0)] = 30
    connections_at_once: _Count = 4
    page_size: _Count = 500
    batch: _Count = 2000
    every: _Text | None = None
    report: _Text | None = None
    rules: list[_Text] = []


@dataclass(frozen=True, slots=True)
class Config:
    """What a sync is to do. `every` is as the user wrote it; `rules` are files of the field mapper, in their order;
    `given_up` are signatures of rejected bills that are not to be tried again.
    """

    sources: tuple[Source, ...]
    state: Path
    options: Options = field(default_factory=Options)
    every: str | None = None
    report: Path | None = None
    rules: tuple[Path, ...] = ()
    given_up: tuple[str, ...] = ()


def read_config(path: Path) -> Config:
    """The settings in a file; paths in it start from its folder.

    Raises ConfigurationError naming the file, the key and the fix.
    """
    file = _checked(path, _parsed(path))
    folder = path.parent
    return Config(
        sources=checked_sources((_source(path, file, number) for number in range(len(file.connections))), str(path)),
        state=folder / file.state,
        options=replace(
            Options(),
            overlap=timedelta(days=file.overlap_days),
            connections_at_once=file.connections_at_once,
            page_size=file.page_size,
            batch=file.batch,
        ),
        every=file.every,
        report=None if file.report is None else folder / file.report,
        rules=tuple(folder / name for name in file.rules),
    )


def checked_sources(sources: Iterable[Source], where: str) -> tuple[Source, ...]:
    """The sources, each at most once: the bills of a connection named twice would be counted twice."""
    found = tuple(sources)
    first: dict[str, int] = {}
    for number, source in enumerate(found, start=1):
        what = f"company {source.company}" if source.connection is None else f"connection {source.connection}"
        if what in first:
            raise ConfigurationError(
                f"{where}: connections[{number}] repeats {what} of connections[{first[what]}]; remove one of them"
            )
        first[what] = number
    if not found:
        raise ConfigurationError(f"{where}: connections is empty; add a [[connections]] table with company and app_id")
    return found


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read ({error.strerror}); check the path and permissions") from None
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: not TOML: {error}") from None


def _checked(path: Path, content: dict[str, Any]) -> File:
    _known(path, "", content, File)
    tables = content.get("connections", [])
    for number, table in enumerate(tables if is_list(tables) else [], start=1):
        if is_object(table):
            _known(path, f"connections[{number}].", table, ConnectionTable)
    for key, table in _dated(content):
        if isinstance(table[key], datetime):
            raise ConfigurationError(f"{path}: since is a time; write the day alone, as in since = 2024-01-31")
    try:
        return msgspec.convert(content, File)
    except msgspec.ValidationError as error:
        raise ConfigurationError(f"{path}: {_place(str(error))}") from None


def _known(path: Path, place: str, table: dict[str, Any], kind: type[msgspec.Struct]) -> None:
    names: Sequence[str] = kind.__struct_fields__
    for key in table:
        if key not in names:
            close = get_close_matches(key, names, n=1, cutoff=0.6)
            hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(names)}"
            raise ConfigurationError(f"{path}: {place}{key} is not a setting; {hint}")


def _dated(content: dict[str, Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    tables = content.get("connections", [])
    for table in (content, *(tables if is_list(tables) else [])):
        if is_object(table) and "since" in table:
            yield "since", table


def _place(message: str) -> str:
    """`Expected X, got Y - at $.a[0].b` as `a[1].b: expected X, got Y`; people count from 1."""
    what, _, place = message.replace("`", "").partition(" - at $")
    head, bracket, rest = place.lstrip(".").partition("[")
    number, _, tail = rest.partition("]")
    shown = f"{head}[{int(number) + 1}]{tail}" if bracket and number.isdigit() else head
    if what.startswith("Object missing required field "):
        name = what.removeprefix("Object missing required field ")
        return f"{'.'.join(part for part in (shown, name) if part)} is missing"
    return f"{shown}: {what[0].lower()}{what[1:]}"


def _source(path: Path, file: File, index: int) -> Source:
    table = file.connections[index]
    app_id = table.app_id or file.app_id
    if app_id is None:
        raise ConfigurationError(
            f"{path}: connections[{index + 1}].app_id is missing; name the Productiv app that gets the bills, here or "
            "once at the top of the file"
        )
    return Source(table.company, app_id, table.connection, table.name, table.since or file.since)
