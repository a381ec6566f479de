"""Commands and groups of them, made from the methods of a client."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from functools import partial
from typing import Any, TextIO

import click

from spokebridge.cli import clients
from spokebridge.cli.input.lines import LinesFile
from spokebridge.cli.resources import looking
from spokebridge.cli.resources.methods import Method, methods, resource_doc
from spokebridge.cli.resources.parameters import is_attachments, is_records, parameters_of
from spokebridge.cli.resources.words import help_of, option_name, short_help
from spokebridge.cli.sending import publishing, uploading
from spokebridge.cli.settings.names import PRODUCTIV, Service
from spokebridge.errors import UnconfirmedOperation
from spokebridge.uploads import UploadReport


def service_group(service: Service, *, flat: Iterable[str] = ()) -> click.Group:
    """A group with a subgroup for each resource; the methods of `flat` resources stand in the group itself."""
    group = click.Group(service.name, help=f"Look at {service.title} and change it: a command for every method.")
    group.params += _client_options(service)
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


def client_of(service: Service, **options: Any) -> Any:
    """A client with the settings, with the options of its group, and with these."""
    make = clients.productiv if service is PRODUCTIV else clients.ninespokes
    return make(**{**_chosen(click.get_current_context()), **options})


def _chosen(context: click.Context) -> dict[str, Any]:
    """The options of the group, kept on its context."""
    kept: dict[str, Any] = context.meta.setdefault("spokebridge.client", {})
    return kept


def _given(method: Method, arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments of the call: what was given, and secrets from where they are kept."""
    for taken in method.takes:
        if taken.name in method.secrets:
            arguments[taken.name] = _secret(taken.name, arguments[taken.name])
        elif is_attachments(taken) and (path := arguments[taken.name]) is not None:
            arguments[taken.name] = [row.values for row in LinesFile(path).rows() if not row.is_empty]
    return {name: value for name, value in arguments.items() if value is not None and value != ()}


def _secret(name: str, file: TextIO | None) -> str:
    if file is None and sys.stdin.isatty():
        answer: Any = click.prompt(name.replace("_", " "), hide_input=True, err=True)
        return str(answer)
    return (file or sys.stdin).read().strip()


def _client_options(service: Service) -> list[click.Parameter]:
    """Options of the constructor, kept for `client_of`."""

    def keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
        if value is not None and parameter.name:
            _chosen(context)[parameter.name] = value

    seconds = click.FloatRange(min=0, min_open=True)
    options: list[click.Parameter] = [
        click.Option(["--timeout"], type=seconds, callback=keep, expose_value=False, help="Seconds a call may take."),
        click.Option(
            ["--strict"],
            is_flag=True,
            default=None,
            callback=keep,
            expose_value=False,
            help="End with an error when an answer is not as described.",
        ),
    ]
    if service is PRODUCTIV:
        options.append(
            click.Option(
                ["--apps-version"],
                type=click.Choice(["v1", "v2", "v3"]),
                callback=keep,
                expose_value=False,
                help="Version of the operations behind `apps`; v1 unless given.",
            )
        )
    return options


@contextmanager
def _spoken_warnings() -> Generator[None]:
    """Say that an operation is unconfirmed in one line, without a place in the source."""

    def say(message: Warning | str, *_: object, **__: object) -> None:
        click.echo(f"Warning: {message}", err=True)

    with warnings.catch_warnings():
        warnings.simplefilter("always", UnconfirmedOperation)
        setattr(warnings, "showwarning", say)  # noqa: B010 - its declared type has names that are of no use here
        yield
