"""Texts of others on a terminal: nothing in them may be obeyed."""

from __future__ import annotations


def visible(text: str) -> str:
    """A text in one line, with a mark in place of what a terminal would obey."""
    one_line = " ".join(text.splitlines())
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in one_line)
