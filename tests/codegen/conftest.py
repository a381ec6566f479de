"""The package that is built from the probe."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator

import pytest

from tests.support.probe import API, Modules, build_probe


@pytest.fixture(scope="session")
def probe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Modules]:
    """Imports a module of the package by its name."""
    package = build_probe(tmp_path_factory.mktemp("probe"))
    sys.path.insert(0, str(package.parent))
    yield lambda name: importlib.import_module(f"{API.package}.{name}")
    sys.path.remove(str(package.parent))
    for name in [name for name in sys.modules if name.partition(".")[0] == API.package]:
        del sys.modules[name]
