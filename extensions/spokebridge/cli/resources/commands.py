"""Commands and groups of them, made from the methods of a client."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import click

from spokebridge.cli.input.lines import LinesFile
from spokebridge.cli.resources import looking
from spokebridge.cli.resources.client import client_of, client_options
from spokebridge.cli.resources.methods import Method, methods, resource_doc
from spokebridge.cli.resources.parameters import is_attachments, is_records, parameters_of
from spokebridge.cli.resources.words import help_of, option_name, short_help
from spokebridge.cli.sending import publishing, uploading
from spokebridge.cli.settings.names import Service
from spokebridge.errors import ConfigurationError, UnconfirmedOperation
from spokebridge.uploads import UploadReport


def service_group(service: Service, *, flat: Iterable[str] = ()) -> click.Group:
    """A group with a subgroup for each resource; the methods of `flat` resources stand in the group itself."""
    group = click.Group(service.name, help=f"Look at {service.title} and change it: a command for every method.")
    group.params += client_options(service)
    for method in methods(service):
        if method.resource in flat:
            group.add_command(command_of(method))
        else:
            name = option_name(method.resource)
            if name not in group.commands:
                doc = resource_doc(service, method.resource)
                group.add_command(click.Group(name, help=doc, short_help=short_help(doc)))
            below = group.commands[name]
            assert isinstance(below, click.Group)  # noqa: S101 - made three lines above
            below.add_command(command_of(method))
    return group


def command_of(method: Method) -> click.Command:
    """The command that calls a method."""
    run, options = _runner(method)
    confirmed = method.name == "delete" and not any(is_records(taken) for taken in method.takes)
    parameters = [*parameters_of(method), *options]
    if confirmed:
        parameters.append(click.Option(["--yes"], is_flag=True, help="Do not ask whether this is meant."))

    def callback(**values: Any) -> None:
        if confirmed and not values.pop("yes"):
            click.confirm(f"Delete this {method.resource.removesuffix('s')} for good?", abort=True, err=True)
        own = {option.name for option in options}
        arguments = {name: value for name, value in values.items() if name not in own}
        with _spoken_warnings():
            run(_given(method, arguments), {name: value for name, value in values.items() if name in own})

    return click.Command(
        option_name(method.name),
        callback=callback,
        params=parameters,
        help=help_of(method.doc, method.operations),
        short_help=short_help(method.doc),
    )


def _runner(method: Method) -> tuple[Callable[[dict[str, Any], dict[str, Any]], None], list[click.Parameter]]:
    """What runs a method, and the options of its own that this takes."""

    def publish(arguments: dict[str, Any], options: dict[str, Any]) -> None:
        publishing.publish(method, partial(client_of, method.service), arguments, options)

    def upload(arguments: dict[str, Any], _: dict[str, Any]) -> None:
        with client_of(method.service) as client:
            uploading.upload(method, client, arguments)

    def look(arguments: dict[str, Any], options: dict[str, Any]) -> None:
        with client_of(method.service) as client:
            looking.look(method, client, arguments, options)

    if any(is_records(taken) for taken in method.takes):
        return publish, publishing.sending_options()
    if method.gives is UploadReport:
        return upload, []
    return look, looking.output_options(method)


def _given(method: Method, arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments of the call: what was given, and secrets from where they are kept."""
    for taken in method.takes:
        if taken.name in method.secrets:
            arguments[taken.name] = _secret(taken.name, arguments[taken.name])
        elif is_attachments(taken) and (path := arguments[taken.name]) is not None:
            arguments[taken.name] = list(_objects(path))
    return {name: value for name, value in arguments.items() if value is not None and value != ()}


def _objects(path: Path) -> Iterator[Mapping[str, Any]]:
    """The objects of a JSON Lines file. Raises ConfigurationError naming file and line."""
    for row in LinesFile(path).rows():
        if row.problem is not None:
            raise ConfigurationError(f"{path}, line {row.place}: {row.problem}")
        if row.values is not None:
            yield row.values


def _secret(name: str, file: TextIO | None) -> str:
    if file is None and sys.stdin.isatty():
        answer: Any = click.prompt(name.replace("_", " "), hide_input=True, err=True)
        return str(answer)
    return (file or sys.stdin).read().strip()


@contextmanager
def _spoken_warnings() -> Generator[None]:
    """Say that an operation is unconfirmed in one line, without a place in the source."""

    def say(message: Warning | str, *_: object, **__: object) -> None:
        click.echo(f"Warning: {message}", err=True)

    with warnings.catch_warnings():
        warnings.simplefilter("always", UnconfirmedOperation)
        setattr(warnings, "showwarning", say)  # noqa: B010 - its declared type has names that are of no use here
        yield
