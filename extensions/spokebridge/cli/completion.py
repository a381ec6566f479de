"""`spokebridge completion`: what a shell needs to complete commands, options and choices."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

_SHELLS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command()
@click.argument("shell", type=click.Choice(list(_SHELLS)))
def completion(shell: str) -> None:
    r"""Print what makes a shell complete spokebridge commands.

    \b
    bash: spokebridge completion bash > ~/.local/share/bash-completion/completions/spokebridge
    zsh:  spokebridge completion zsh > a file named _spokebridge in a folder of your fpath
    fish: spokebridge completion fish > ~/.config/fish/completions/spokebridge.fish
    """
    root = click.get_current_context().find_root()
    click.echo(_SHELLS[shell](root.command, {}, "spokebridge", "_SPOKEBRIDGE_COMPLETE").source())
