"""The `spokebridge` command: which commands there are. Each is imported when it is called."""

from __future__ import annotations

import click

from spokebridge.cli.common import with_common_options
from spokebridge.cli.endings import Ending
from spokebridge.cli.extending import Extended


class App(Ending, Extended):
    """The root of all commands."""


def _version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        from spokebridge.version import __version__

        click.echo(f"spokebridge {__version__}")
        context.exit()


@click.group(cls=App, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def app() -> None:
    """Productiv and 9Spokes from a terminal, and the bridge between them."""


with_common_options(app)

MAIN, LOOK, SEND, SET_UP, TRY = "The main job", "Look and change", "Send files to Productiv", "Set up", "Try it"
app.offer(
    "sync",
    "spokebridge.cli.sync:sync",
    section=MAIN,
    help="Move new bills from 9Spokes to Productiv.",
)
app.offer(
    "demo",
    "spokebridge.cli.demo:demo",
    section=MAIN,
    help="Move bills from 9Spokes to Productiv, both played by the embedded sandbox; no network is needed.",
)
app.offer(
    "productiv",
    "spokebridge.cli.productiv:productiv",
    section=LOOK,
    help="Look at Productiv and change it: a command for every method.",
)
app.offer(
    "ninespokes",
    "spokebridge.cli.ninespokes:ninespokes",
    section=LOOK,
    help="Look at 9Spokes and change it: a command for every method.",
)
for _name, _attribute, _help in (
    ("spend", "spend", "Send spend records from a file."),
    ("usage", "usage", "Send usage events from a file."),
    ("users", "users", "Send, list or delete provisioned users."),
    ("org-chart", "org_chart", "Send an org chart from a file."),
    ("files", "files", "Upload whole files."),
):
    app.offer(_name, f"spokebridge.cli.writes:{_attribute}", section=SEND, help=_help)
app.offer(
    "auth",
    "spokebridge.cli.auth:auth",
    section=SET_UP,
    help="Keep credentials in the keyring or the settings file, see where they come from, remove them.",
)
app.offer(
    "plugins",
    "spokebridge.cli.plugins:plugins",
    section=SET_UP,
    help="Show which plugins run here, where they come from, what they hook, and why others do not.",
)
app.offer(
    "doctor",
    "spokebridge.cli.doctor.command:doctor",
    section=SET_UP,
    help="Check that spokebridge can work here, and say what to do where it cannot.",
)
app.offer(
    "completion",
    "spokebridge.cli.completion:completion",
    section=SET_UP,
    help="Print what makes a shell complete spokebridge commands.",
)
app.offer(
    "webhooks",
    "spokebridge.cli.webhooks:webhooks",
    section=TRY,
    help="Receive events of custom integration steps, or send samples of them.",
)
app.offer(
    "sandbox",
    "spokebridge.cli.sandbox:sandbox",
    section=TRY,
    help="Serve Productiv and 9Spokes on this machine until Ctrl-C.",
)
