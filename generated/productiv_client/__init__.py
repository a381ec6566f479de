"""Productiv developer API: generated client.

Made by `python -m codegen build` from `specs/productiv/openapi.yaml`; changes belong there or in `codegen/templates`.
Nothing is imported before it is used: `models` and `client` load on first access.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .client import AsyncClient as AsyncClient
    from .client import Client as Client
    from .errors import ApiError as ApiError

__all__ = ["ApiError", "AsyncClient", "Client"]

_HOME = {"ApiError": ".errors", "AsyncClient": ".client", "Client": ".client"}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name], __name__), name)
