"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass

from spokebridge.cli.exits import Exit, exit_for
from spokebridge.errors import SpokebridgeError


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `fix` says what to do; there is one whenever something is wrong.

    A note has a fix too, for those who need it; nothing is wrong then. `code` is how the command ends when this is the
    first thing that is wrong.
    """

    what: str
    said: str
    fix: str = ""
    code: Exit = Exit.ERROR
    is_note: bool = False

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return self.is_note or not self.fix


def failed(what: str, error: SpokebridgeError) -> Finding:
    """The message ends with the fix, as all messages of this project do."""
    words = str(error).rstrip(".")
    said, _, fix = words.rpartition(". " if ". " in words else "; ")
    return Finding(what, said or words, fix if said else "see the message", exit_for(error))
