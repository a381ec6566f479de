"""What a method takes as arguments and options of its command, by the type hints of the method."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import click

from productiv_client import models
from spokebridge.cli.resources.methods import Method, Taken
from spokebridge.cli.resources.types import Day, Moment, Number, Written
from spokebridge.cli.resources.words import option_name, said_of
from spokebridge.cli.settings.names import NINESPOKES
from spokebridge.odata import Condition, Order, Property

PLACES = ("company", "connection", "app")
"""What says where in 9Spokes a command works: always an option, as there are several of them."""

_WRITTEN = {Condition: "filter", Order: "order_by", Property: "select"}


def parameters_of(method: Method) -> list[click.Parameter]:
    """The arguments and options of its command. What the command line itself provides is left out."""
    typed = [taken for taken in method.takes if not is_callback(taken)]
    return [_secret(taken) if taken.name in method.secrets else _parameter(method, taken) for taken in typed]


def is_callback(taken: Taken) -> bool:
    """Whether it is a function, which only a program can give."""
    return any(get_origin(part) is Callable or part is Callable for part in _parts(taken.hint))


def is_records(taken: Taken) -> bool:
    """Whether it is any number of records, which come from a file."""
    return _items(taken.hint) == [Any]


def is_attachments(taken: Taken) -> bool:
    """Whether it is a list of small objects, which come from a file too: their addresses may be signed."""
    return models.CommentAttachment in _items(taken.hint)


def _parameter(method: Method, taken: Taken) -> click.Parameter:
    said = said_of(taken.name, method.doc, taken.said)
    settings = _settings(taken)
    by_name = not taken.is_required or taken.by_name_only or (method.service is NINESPOKES and taken.name in PLACES)
    if not by_name:
        argument = settings | {"metavar": "FILE" if is_records(taken) else taken.name.upper()}
        if argument.pop("multiple", False):
            argument |= {"nargs": -1, "metavar": "FILE..."}
        return click.Argument([taken.name], required=True, **argument)
    has_default = not (settings.get("is_flag") or taken.is_required or taken.default in (None, ()))
    name = taken.name.removesuffix("s") if settings.get("multiple") else taken.name
    default = {} if taken.is_required or settings.get("multiple") else {"default": taken.default}
    return click.Option(
        [f"--{option_name(name)}", taken.name],
        required=taken.is_required,
        help=said,
        show_default=has_default,
        **default,
        **settings,
    )


def _settings(taken: Taken) -> dict[str, Any]:
    """What click needs to know about its type."""
    parts = _parts(taken.hint)
    written = next((name for kind, name in _WRITTEN.items() if kind in parts or kind in _items(taken.hint)), None)
    literals = [value for part in parts if get_origin(part) is Literal for value in get_args(part)]
    items = _items(taken.hint)
    if written is not None:
        return {"type": Written(written), "metavar": written.upper()}
    if is_records(taken):
        return {"type": click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)}
    if is_attachments(taken):
        return {"type": click.Path(exists=True, dir_okay=False, path_type=Path), "metavar": "FILE"}
    if items:
        return {"type": click.Path(path_type=Path) if _names_path(items) else str, "multiple": True}
    if literals and all(isinstance(value, int) for value in literals):
        return {"type": Number(tuple(literals))}
    if literals and str not in parts:
        return {"type": click.Choice(literals)}
    return _simple(parts)


def _simple(parts: Sequence[Any]) -> dict[str, Any]:
    if bool in parts:
        return {"is_flag": True}
    if _names_path(parts):
        return {"type": click.Path(dir_okay=False, path_type=Path), "metavar": "FILE"}
    for kind, found in ((datetime, Moment()), (date, Day()), (int, click.INT), (float, click.FLOAT)):
        if kind in parts:
            return {"type": found}
    return {"type": str}


def _secret(taken: Taken) -> click.Option:
    """An option that names a file; without it the secret is asked for, or read from standard input."""
    return click.Option(
        [f"--{option_name(taken.name)}-file", taken.name],
        type=click.File(),
        help=f"Read the {taken.name.replace('_', ' ')} from this file. Otherwise it is asked for without being shown, "
        "or read from standard input when that is no terminal.",
    )


def _names_path(parts: Sequence[Any]) -> bool:
    return any(part is Path or get_origin(part) is os.PathLike for part in parts)


def _parts(hint: Any) -> list[Any]:
    """The members of a union, or the hint alone."""
    parts = [hint] if get_origin(hint) in (None, Literal, Iterable, Sequence) else list(get_args(hint))
    return [hint] if get_origin(hint) is Callable else parts


def _items(hint: Any) -> list[Any]:
    """What an iterable holds, for the first iterable of a union; nothing for what is none."""
    for part in _parts(hint):
        if get_origin(part) in (Iterable, Sequence) and get_args(part):
            return _parts(get_args(part)[0])
    return []
