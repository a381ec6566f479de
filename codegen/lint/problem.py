"""What a rule yields: a finding that does not yet know its file, its rule and its line."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """Something wrong at a JSON pointer, and the way to put it right."""

    pointer: str
    message: str
    fix: str
