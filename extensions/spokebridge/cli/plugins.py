"""`spokebridge plugins`: which plugins there are, where they come from, what they hook, and why one does not run."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click
from msgspec import structs

from spokebridge.cli.input.opening import Encoding
from spokebridge.plugins import PluginInfo, Plugins
from spokebridge.plugins.builtin import described
from spokebridge.plugins.choice import Choice


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array instead.")
@click.pass_context
def plugins(context: click.Context, as_json: bool) -> None:
    """Show which plugins run here, where they come from, what they hook, and why others do not.

    Installed plugins run unless SPOKEBRIDGE_PLUGINS_ALLOW or SPOKEBRIDGE_PLUGINS_DENY says otherwise; built-in ones
    when SPOKEBRIDGE_PLUGINS names them. Each takes names with commas between them.
    """
    if context.invoked_subcommand is not None:
        return
    found = known_plugins()
    if as_json:
        click.echo(json.dumps([structs.asdict(info) for info in found], indent=2))
        return
    _show(found)


@plugins.command()
@click.argument("rules", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--sample",
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    help="Records to try the rules on: JSON Lines, CSV or Parquet.",
)
@click.option(
    "--operation", help="The operation of the records, such as publishSpendData, when the rules name several."
)
@click.option("--encoding", type=Encoding(), help="Of a CSV file; utf-8 unless given.")
@click.option(
    "--show", default=3, show_default=True, type=click.IntRange(min=0), help="How many changed records to show."
)
def check(rules: Path, sample: Path | None, operation: str | None, encoding: str | None, show: int) -> None:
    """Check a file of rules for the plugin field_mapper; with a sample, show records before and after.

    Ends with an error when a rule fails on a record, or when a record would be refused as it is after the rules.
    """
    from spokebridge.cli.rules.checking import Checking, load

    loaded = load(rules)
    names = ", ".join(sorted(loaded.operations))
    click.echo(f"{rules}: {len(loaded.rules)} rules for {names}")
    if sample is not None:
        Checking.of(loaded, operation).run(sample, encoding, show).tell()


def known_plugins() -> list[PluginInfo]:
    """Those that a client made now would meet, in their order, and the built-in ones that nobody asked for."""
    met = Plugins(awaits=True, choice=Choice.of()).loaded
    names = {info.name for info in met}
    return [*met, *(info for info in described() if info.name not in names)]


def _show(found: Iterable[PluginInfo]) -> None:
    for info in found:
        origin = info.source if info.distribution is None else f"{info.distribution} {info.version}"
        click.echo(f"{info.name}  {click.style(info.state, bold=True)}  ({info.source}, {origin})")
        if info.reason is not None:
            click.echo(f"    {info.reason}")
        if info.hooks:
            click.echo(f"    {', '.join(name.removeprefix('spokebridge_') for name in info.hooks)}")
