"""The probe: a small description of everything that has gone wrong in a generator before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from codegen.apis import Api
from codegen.build import build_package
from codegen.document import Document, Node
from codegen.formatting import format_tree

PROBE = Path(__file__).parent.parent / "codegen" / "probe.yaml"
API = Api("probe", "probe_client")

Change = Callable[[Node], Any]
Modules = Callable[[str], ModuleType]


def build_probe(folder: Path, change: Change = lambda root: None) -> Path:
    """Build the package of the probe, after a change to its description, and tell where it lies."""
    document = Document.load(PROBE)
    change(document.root)
    build_package(document, API, folder / API.package)
    format_tree(folder)
    return folder / API.package
