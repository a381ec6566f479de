"""Python spellings of wire names: one rule for models, arguments and lint."""

from __future__ import annotations

import keyword
import re

_SHADOWING = {"filter"}


def snake_case(name: str) -> str:
    """`applicationId` → `application_id`, `$top` → `top`, `SSOProtocols` → `sso_protocols`, `from` → `from_`."""
    words = re.sub(r"[^0-9A-Za-z]+", "_", name).strip("_")
    words = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", words)
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", words).lower()
    return words + "_" if keyword.iskeyword(words) or words in _SHADOWING else words


def one_line(text: object) -> str:
    """Prose from YAML as one line."""
    return " ".join(str(text).split())


def first_paragraph(text: object) -> str:
    """The part of prose that belongs into a signature; the rest stays in the description."""
    return one_line(re.split(r"\n\s*\n|\n\s*[-*] ", str(text).strip(), maxsplit=1)[0])
