"""The probe: a small description of everything that has gone wrong in a generator before, and what is built from it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from codegen.apis import Api
from codegen.build import build_package
from codegen.document import Document, Node
from codegen.formatting import format_tree

PROBE = Path(__file__).parent / "probe.yaml"
API = Api("probe", "probe_client")

Change = Callable[[Node], Any]
BuildProbe = Callable[..., Path]


@pytest.fixture
def build_probe(tmp_path: Path) -> BuildProbe:
    """Builds the package of the probe, after a change to it if one is given, and tells where it lies."""

    def build(change: Change | None = None) -> Path:
        document = Document.load(PROBE)
        if change is not None:
            change(document.root)
        build_package(document, API, tmp_path / API.package)
        format_tree(tmp_path)
        return tmp_path / API.package

    return build


@pytest.fixture(scope="session")
def probe_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], ModuleType]]:
    """Imports modules of the package built from the probe as it is."""
    folder = tmp_path_factory.mktemp("probe")
    build_package(Document.load(PROBE), API, folder / API.package)
    format_tree(folder)
    sys.path.insert(0, str(folder))
    yield lambda name: importlib.import_module(f"{API.package}.{name}")
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.partition(".")[0] == API.package]:
        del sys.modules[name]
