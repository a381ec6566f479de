"""Runs methods that answer: the answer becomes records, a record or a line of text."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, get_args, get_origin

import click
import msgspec

from spokebridge._sync.pager import Pager
from spokebridge.cli.output.writing import Destination, Format
from spokebridge.cli.resources.methods import Method
from spokebridge.cli.visible import visible
from spokebridge.errors import ConfigurationError, SpokebridgeError
from spokebridge.plain import is_list

PAGE_SIZE = 100
_MANY = (Pager, list)


def gives_text(method: Method) -> bool:
    """Whether the answer is one text, or nothing."""
    return method.gives is str or method.gives == str | None


def gives_records(method: Method) -> bool:
    """Whether the answer is any number of records."""
    return get_origin(method.gives) in _MANY or _listed(method.gives) is not None


def output_options(method: Method) -> list[click.Parameter]:
    """The options of a command that say how much to show, and where to."""
    if gives_text(method):
        return []
    options: list[click.Parameter] = [
        click.Option(
            ["-o", "--output"],
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Write to a file, in the form its ending says: .jsonl, .csv or .parquet.",
        ),
        click.Option(
            ["--format"],
            type=click.Choice(["table", "jsonl", "csv", "parquet"]),
            help="Otherwise a table on a terminal, JSON Lines in a pipe.",
        ),
        click.Option(
            ["--columns"], metavar="NAME,...", help="Columns of a table, CSV or Parquet file; all of them otherwise."
        ),
    ]
    if gives_records(method):
        limit = click.Option(["--limit"], type=click.IntRange(min=1), help="Stop after so many records.")
        options.insert(0, limit)
    return options


def look(method: Method, client: object, arguments: Mapping[str, Any], options: Mapping[str, Any]) -> None:
    """Call the method and show its answer. `options` are those of `output_options`."""
    limit: int | None = options.get("limit")
    if limit is not None and "page_size" in {taken.name for taken in method.takes}:
        arguments = {"page_size": min(limit, PAGE_SIZE), **arguments}
    answer = _answer(method, client, arguments)
    if gives_text(method):
        _show_text(answer)
        return
    chosen: Format | None = options.get("format")
    names = tuple(name.strip() for name in (options.get("columns") or "").split(",") if name.strip())
    destination = Destination(options.get("output"), chosen, names)
    if get_origin(method.gives) is Pager:
        _show_list(answer, get_args(method.gives)[0], destination, limit)
    elif is_list(answer):
        destination.write(islice(answer, limit), get_args(method.gives)[0])
    elif (listed := _listed(type(answer))) is not None:
        destination.write(islice(getattr(answer, listed[0]) or (), limit), listed[1])
        _show_rest(answer, listed[0], destination)
    else:
        _show_one(answer, destination)


def _answer(method: Method, client: object, arguments: Mapping[str, Any]) -> Any:
    """What the method gives. Filters and columns that the server would misread are wrong input, not a defect."""
    try:
        return method.of(client)(**arguments)
    except (TypeError, ValueError) as error:
        if isinstance(error, SpokebridgeError):
            raise
        raise ConfigurationError(str(error)) from error


def _listed(gives: Any) -> tuple[str, Any] | None:
    """Name and item type of the one list in an answer object, such as `apps`; None for what is itself a record."""
    if not (isinstance(gives, type) and issubclass(gives, msgspec.Struct) and gives.__name__.endswith("Response")):
        return None
    lists: list[tuple[str, Any]] = [
        (field.name, get_args(part)[0])
        for field in msgspec.structs.fields(gives)
        for part in (field.type, *get_args(field.type))
        if get_origin(part) is list
    ]
    return lists[0] if len(lists) == 1 else None


def _show_list(pager: Pager[Any], item: Any, destination: Destination, limit: int | None) -> None:
    """Show records as they come. A list that stops before its end says how to go on, unless a file is at stake."""
    taken = 0

    def counted() -> Iterator[Any]:
        nonlocal taken
        for record in pager:
            taken += 1
            yield record
            if taken == limit:
                return

    record_type = item if isinstance(item, type) and issubclass(item, msgspec.Struct) else None
    try:
        destination.write(counted(), record_type)
    except (SpokebridgeError, KeyboardInterrupt):
        if taken and destination.output is None:
            _show_token(pager)
        raise
    if taken == limit:
        _show_token(pager)


def _show_token(pager: Pager[Any]) -> None:
    sys.stdout.flush()
    click.echo(f"to go on after these: --resume {pager.resume_token}", err=True)


def _show_rest(answer: msgspec.Struct, listed: str, destination: Destination) -> None:
    """What an answer says beside its list, such as `as_of_date`, below the table."""
    if destination.output is not None or destination.chosen_format() != "table":
        return
    for name in answer.__struct_fields__:
        value = getattr(answer, name)
        if name != listed and value is not None:
            click.echo(f"{name}: {value}", err=True)


def _show_one(record: Any, destination: Destination) -> None:
    if destination.output is None and destination.chosen_format() == "table":
        from rich.console import Console

        from spokebridge.cli.output.tables import show_fields

        show_fields(record, Console())
        return
    record_type = type(record) if isinstance(record, msgspec.Struct) else None
    destination.write([record], record_type)


def _show_text(answer: str | None) -> None:
    if answer is None:
        click.echo("not set", err=True)
    elif sys.stdout.isatty():
        click.echo(visible(answer))
    else:
        click.echo(answer)
