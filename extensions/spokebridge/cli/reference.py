"""The command reference in `docs/cli.md`, made from the commands: `python -m spokebridge.cli.reference docs/cli.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from spokebridge.cli.app import app

BEGIN, END = "<!-- commands: made by python -m spokebridge.cli.reference -->", "<!-- end of commands -->"
COMMON = {"--verbose", "--debug", "--settings", "--help"}


def page(text: str) -> str:
    """The page with its reference made anew. Raises ValueError for a page that has no place for it."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has no {BEGIN} … {END}")
    return f"{before}{BEGIN}\n{reference()}{END}{after}"


def reference() -> str:
    """A table for each section of `spokebridge --help`."""
    context = click.Context(app, info_name="spokebridge")
    sections: dict[str, list[str]] = {}
    for name, offer in app.offers.items():
        command = app.get_command(context, name)
        if command is not None:
            rows = sections.setdefault(offer.section, [])
            rows += [_row(words, leaf) for words, leaf in _leaves(f"spokebridge {name}", command)]
    tables = (
        f"\n### {title}\n\n| command | options | |\n| --- | --- | --- |\n{''.join(rows)}"
        for title, rows in sections.items()
    )
    return "".join(tables) + "\n"


def _leaves(words: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            yield from _leaves(f"{words} {name}", command.commands[name])
    elif not command.hidden:
        yield words, command


def _row(words: str, command: click.Command) -> str:
    arguments = [_shown(parameter) for parameter in command.params if isinstance(parameter, click.Argument)]
    options = [_shown(parameter) for parameter in command.params if isinstance(parameter, click.Option)]
    typed = " ".join([words, *arguments])
    listed = " ".join(f"`{option}`" for option in options if option and option not in COMMON)
    said = command.get_short_help_str(limit=200)
    return f"| `{typed}` | {listed} | {said} |\n".replace("|  |", "| |")


def _shown(parameter: click.Parameter) -> str:
    """An argument as it is asked for; an option by its long name."""
    if isinstance(parameter, click.Argument):
        name = parameter.metavar or (parameter.name or "").upper()
        return name if parameter.required or name.startswith("[") else f"[{name}]"
    return next((name for name in parameter.opts if name.startswith("--")), "")


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(page(path.read_text(encoding="utf-8")), encoding="utf-8")
