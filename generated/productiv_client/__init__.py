"""Productiv developer API: generated client.

Made by `python -m codegen build` from `specs/productiv/openapi.yaml`; changes belong there or in `codegen/templates`.
Nothing is imported before it is used: every module of the package loads on first access.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import api as api
    from . import client as client
    from . import codec as codec
    from . import errors as errors
    from . import models as models
    from . import operations as operations
    from . import structs as structs
    from . import types as types
    from . import webhooks as webhooks
    from .client import AsyncClient as AsyncClient
    from .client import Client as Client
    from .errors import ApiError as ApiError

__all__ = ["ApiError", "AsyncClient", "Client"]

_MODULES = {"api", "client", "codec", "errors", "models", "operations", "structs", "types", "webhooks"}
_HOME = {"ApiError": ".errors", "AsyncClient": ".client", "Client": ".client"}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f".{name}", __name__)
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name], __name__), name)
