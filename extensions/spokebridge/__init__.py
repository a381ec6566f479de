"""Typed clients for Productiv and 9Spokes, and a bridge between the two.

    from spokebridge import NineSpokes, Productiv

Names are imported when they are first used: `import spokebridge` itself loads neither models nor the HTTP library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spokebridge._async.ninespokes.client import AsyncNineSpokes as AsyncNineSpokes
    from spokebridge._async.productiv.client import AsyncProductiv as AsyncProductiv
    from spokebridge._sync.ninespokes.client import NineSpokes as NineSpokes
    from spokebridge._sync.productiv.client import Productiv as Productiv
    from spokebridge.deliveries.manifest import Manifest as Manifest
    from spokebridge.options import RateLimit as RateLimit
    from spokebridge.options import RetryPolicy as RetryPolicy
    from spokebridge.options import Timeouts as Timeouts
    from spokebridge.report import PublishReport as PublishReport
    from spokebridge.version import __version__ as __version__

_HOME = {
    "AsyncNineSpokes": "spokebridge._async.ninespokes.client",
    "AsyncProductiv": "spokebridge._async.productiv.client",
    "Manifest": "spokebridge.deliveries.manifest",
    "NineSpokes": "spokebridge._sync.ninespokes.client",
    "Productiv": "spokebridge._sync.productiv.client",
    "PublishReport": "spokebridge.report",
    "RateLimit": "spokebridge.options",
    "RetryPolicy": "spokebridge.options",
    "Timeouts": "spokebridge.options",
    "__version__": "spokebridge.version",
}

__all__ = [
    "AsyncNineSpokes",
    "AsyncProductiv",
    "Manifest",
    "NineSpokes",
    "Productiv",
    "PublishReport",
    "RateLimit",
    "RetryPolicy",
    "Timeouts",
    "__version__",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
