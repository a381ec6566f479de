"""Distributions with entry points, as they lie on disk when they are installed."""

from __future__ import annotations

from pathlib import Path

GOOD = """
from spokebridge.plugins import hookimpl

@hookimpl
def spokebridge_map_outgoing(record):
    return {**record, "by": "good"}
"""


def install(
    folder: Path, distribution: str, points: dict[str, str], sources: dict[str, str], version: str = "1.2"
) -> None:
    """Write modules (name → source) and the metadata of a distribution with these entry points (name → target)."""
    for module, source in sources.items():
        (folder / f"{module}.py").write_text(source, encoding="utf-8")
    metadata = folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n")
    lines = "".join(f"{name} = {target}\n" for name, target in points.items())
    (metadata / "entry_points.txt").write_text(f"[spokebridge]\n{lines}")
