"""Runs methods that take records: from a file to the service, and back with an account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import click

from spokebridge.cli.exits import Exit
from spokebridge.cli.input.opening import FORMATS, Encoding, opened
from spokebridge.cli.input.rows import RowFile
from spokebridge.cli.input.typing import Typing
from spokebridge.cli.output.writing import Destination
from spokebridge.cli.resources.methods import Method
from spokebridge.cli.resources.parameters import is_records
from spokebridge.cli.sending.account import EMPTY_SHOWN, Account, tell_refused
from spokebridge.cli.sending.progress import Show, shown
from spokebridge.cli.sending.records import feed_of, taker_of
from spokebridge.cli.sending.refused import place_for, refused_rows, write_refused
from spokebridge.cli.sending.trial import tried
from spokebridge.errors import ConfigurationError
from spokebridge.operations import OperationInfo
from spokebridge.plugins.field_mapper import FieldMapper, Rules
from spokebridge.report import PublishReport

TRIAL_ON_A_TERMINAL = 10


def sending_options() -> list[click.Parameter]:
    """The options of a command that publishes a file."""
    return [
        click.Option(
            ["--rules"],
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Field-mapper rules (TOML) that make records of foreign columns.",
        ),
        click.Option(["--encoding"], type=Encoding(), help="Of a CSV file; UTF-8 unless given."),
        click.Option(
            ["--input-format"], type=click.Choice(FORMATS), help="When the ending does not say it, and for - (stdin)."
        ),
        click.Option(
            ["--rejected"],
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Where refused records go; NAME.rejected beside the input unless given.",
        ),
        click.Option(["--dry-run"], is_flag=True, help="Send nothing; show the records that would be sent."),
        click.Option(["--json", "as_json"], is_flag=True, help="End with the counts as a JSON object."),
    ]


def publish(method: Method, make_client: Any, arguments: Mapping[str, Any], options: Mapping[str, Any]) -> None:
    """Send a file. `make_client` takes plugins; `options` are those of `sending_options`."""
    taken = next(item.name for item in method.takes if is_records(item))
    given = {name: value for name, value in arguments.items() if name != taken}
    operation, record_type = taker_of(method)
    plugins: list[object] = [*_rules(options["rules"], operation), Typing(record_type)]
    with opened(arguments[taken], options["input_format"], options["encoding"]) as source:
        source.check()
        account = Account(source, sent=not options["dry_run"])
        records = _records(source, account)
        rejected = place_for(arguments[taken], options["rejected"])
        if options["dry_run"]:
            report = PublishReport()
            asked = {item.name: arguments.get(item.name) for item in method.takes}
            _show(tried(records, feed_of(operation, asked), plugins, report))
        else:
            with make_client(plugins=plugins) as client, shown(lambda: source.share) as show:
                report = _sent(method, client, {**given, taken: records}, show, operation)
        _tell(account, report, rejected, as_json=options["as_json"])


def _records(source: RowFile, account: Account) -> Iterator[Mapping[str, Any]]:
    """The rows of which records can be made; the others are put on the account."""
    for row in source.rows():
        if row.problem is not None:
            account.unreadable += 1
        elif row.values is None:
            account.empty_rows += 1
            if len(account.empty) < EMPTY_SHOWN:
                account.empty.append(row.place)
        else:
            yield row.values


def _sent(
    method: Method, client: Any, arguments: dict[str, Any], show: Show, operation: OperationInfo
) -> PublishReport:
    try:
        found: PublishReport = method.of(client)(**arguments, on_progress=show)
    except (Exception, KeyboardInterrupt) as error:
        report: PublishReport | None = getattr(error, "report", None)
        if report is not None and report.accepted:
            click.echo(f"{report.accepted:,} accepted before this", err=True)
        if operation.retry != "unsafe":
            click.echo("the same command can be run again: what arrived is not counted twice", err=True)
        raise
    return found


def _rules(path: Path | None, operation: OperationInfo) -> list[FieldMapper]:
    if path is None:
        return []
    from spokebridge.operations import operations

    rules = Rules.load(path, operations=[known.id for known in operations()])
    if not rules.operations & {operation.id, "*"}:
        names = ", ".join(sorted(rules.operations))
        raise ConfigurationError(f"{path}: the rules are for {names}; this command sends {operation.id}")
    return [FieldMapper(rules)]


def _show(records: Iterator[dict[str, Any]]) -> None:
    """The first few on a terminal, all of them in a pipe."""
    destination = Destination()
    if destination.chosen_format() == "jsonl":
        destination.write(records, None)
        return
    destination.write(islice(records, TRIAL_ON_A_TERMINAL), None)
    for _ in records:
        """The rest is only checked."""


def _tell(account: Account, report: PublishReport, rejected: Path, *, as_json: bool) -> None:
    refused = len(report.rejected) + len(report.unknown) + account.unreadable
    click.echo("\n".join(account.lines(report)), err=True)
    if refused:
        source = account.source
        count, first = write_refused(source, refused_rows(source, report.rejected, report.unknown), rejected)
        tell_refused(source, count, first, rejected)
    if as_json:
        click.echo(account.as_json(report, rejected if refused else None))
    if refused:
        click.get_current_context().exit(Exit.PARTLY)
