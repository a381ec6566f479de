"""`spokebridge doctor`"""

from __future__ import annotations

from collections.abc import Iterator

import click
import msgspec

from spokebridge.cli.doctor.findings import Finding
from spokebridge.cli.doctor.installation import installation_findings
from spokebridge.cli.doctor.services import service_findings
from spokebridge.cli.settings.names import SERVICES


@click.command()
@click.argument("services", nargs=-1, type=click.Choice(list(SERVICES)), metavar="[productiv] [ninespokes]")
@click.option("--json", "as_json", is_flag=True, help="A JSON object a line for each finding.")
def doctor(services: tuple[str, ...], *, as_json: bool) -> None:
    """Check that spokebridge can work here, and say what to do where it cannot.

    Looks at versions, settings, the network, credentials and their scopes, and the clock, of one service or of both.
    Asks only what changes nothing, and shows no secret. Ends with 0 when nothing is wrong.
    """
    wrong: list[Finding] = []
    for finding in _findings(services or tuple(SERVICES)):
        click.echo(_json(finding) if as_json else _words(finding))
        if not finding.is_good:
            wrong.append(finding)
    if wrong:
        click.echo(f"{len(wrong)} things to put right" if len(wrong) > 1 else "one thing to put right", err=True)
        click.get_current_context().exit(wrong[0].code)


def _findings(services: tuple[str, ...]) -> Iterator[Finding]:
    yield from installation_findings()
    for name in dict.fromkeys(services):
        yield from service_findings(SERVICES[name])


def _words(finding: Finding) -> str:
    word, colour = ("note", "yellow") if finding.is_note else ("ok", "green") if finding.is_good else ("WRONG", "red")
    line = f"{click.style(f'{word:<5}', fg=colour)} {finding.what}: {finding.said}"
    return f"{line}\n      fix: {finding.fix}" if finding.fix else line


def _json(finding: Finding) -> str:
    found = {"what": finding.what, "good": finding.is_good, "said": finding.said, "fix": finding.fix or None}
    return msgspec.json.encode(found).decode()
