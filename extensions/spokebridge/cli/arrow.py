"""pyarrow, which has no types, imported when a Parquet file is at hand. Needs the extra `parquet`."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def arrow() -> Any:
    """The module, with `parquet`. Raises ModuleNotFoundError when the extra is not installed."""
    import_module("pyarrow.parquet")
    return import_module("pyarrow")
