"""ruff over freshly written code, so that generated files read like handwritten ones and compare byte by byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from codegen.errors import BuildError

_CONFIG = ("--isolated", "--quiet", "--no-cache", "--line-length", "120", "--target-version", "py311")


def format_tree(folder: Path) -> None:
    """Remove unused imports, sort the rest, format. Raises BuildError with ruff's words when code does not parse."""
    _ruff("check", "--fix", "--select", "F401,I", *_CONFIG, str(folder))
    _ruff("format", *_CONFIG, str(folder))


def _ruff(*arguments: str) -> None:
    done = subprocess.run([sys.executable, "-m", "ruff", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(
            f"ruff {arguments[0]} refused the generated code: {(done.stdout + done.stderr).strip()[-600:]}"
        )
