"""Installed plugins are found wherever Python finds distributions, and cost next to nothing when there are none.

Each test looks in a process of its own: this one has loaded `importlib.metadata` long ago.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

ENTRY_POINTS = "[console_scripts]\nacme = acme:main\n\n[spokebridge]\nacme = acme:plugin\n"
METADATA = "Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n"
LOOK = """
import json, sys
sys.path.append(sys.argv[1])
%s
from spokebridge.plugins.discovery import installed
names = [plugin.name for plugin in installed()]
print(json.dumps({"names": names, "asked": "importlib.metadata" in sys.modules}))
"""


def look(path: Path, before: str = "") -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", LOOK % before, str(path)], capture_output=True, text=True, check=True, timeout=60
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def distribution(folder: Path, entry_points: str = ENTRY_POINTS) -> None:
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text(METADATA)
    (folder / "PKG-INFO").write_text(METADATA)
    (folder / "entry_points.txt").write_text(entry_points)


def test_without_plugins_the_distributions_are_not_read(tmp_path: Path) -> None:
    distribution(tmp_path / "acme-1.0.dist-info", "[console_scripts]\nacme = spokebridge:main\n")
    assert look(tmp_path) == {"names": [], "asked": False}


@pytest.mark.parametrize("folder", ["acme-1.0.dist-info", "acme.egg-info", "ACME-1.0.DIST-INFO"])
def test_a_distribution_with_plugins(tmp_path: Path, folder: str) -> None:
    distribution(tmp_path / folder)
    assert look(tmp_path) == {"names": ["acme"], "asked": True}


def test_an_egg(tmp_path: Path) -> None:
    egg = tmp_path / "acme-1.0-py3.egg"
    distribution(egg / "EGG-INFO")
    assert look(egg) == {"names": ["acme"], "asked": True}


def test_an_archive(tmp_path: Path) -> None:
    distribution(tmp_path / "whole" / "acme-1.0.dist-info")
    archive = tmp_path / "acme.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for member in (tmp_path / "whole").rglob("*"):
            file.write(member, member.relative_to(tmp_path / "whole"))
    assert look(archive) == {"names": ["acme"], "asked": True}


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert look(tmp_path / "nowhere") == {"names": [], "asked": False}


def test_a_finder_of_its_own(tmp_path: Path) -> None:
    finder = """
class Finder:
    @classmethod
    def find_spec(cls, *_):
        return None
    @classmethod
    def find_distributions(cls, context):
        from importlib.metadata import PathDistribution
        from pathlib import Path
        if context.name in (None, "acme"):
            yield PathDistribution(Path(sys.argv[1]) / "elsewhere")
sys.meta_path.append(Finder)
"""
    distribution(tmp_path / "elsewhere")
    assert look(tmp_path, finder) == {"names": ["acme"], "asked": True}


def test_entry_points_that_a_test_made_up(tmp_path: Path) -> None:
    made_up = """
import importlib.metadata
point = importlib.metadata.EntryPoint("acme", "acme:plugin", "spokebridge")
importlib.metadata.entry_points = lambda group: [point._for(importlib.metadata.distribution("msgspec"))]
"""
    assert look(tmp_path, made_up) == {"names": ["acme"], "asked": True}
