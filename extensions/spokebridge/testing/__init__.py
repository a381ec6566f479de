"""For tests of services that use spokebridge: `pip install 'spokebridge[testing]'`, then ask for `spokebridge_sandbox`.

| where | what lives there |
| --- | --- |
| `plugin.py` | the pytest plugin; pytest imports it in every run, so it imports nothing itself |
| `sandbox.py` | what the fixture gives: a sandbox with clients that are connected to it |
| `records.py` | all factories; `productiv_records.py`, `ninespokes_records.py` hold them by API |

Names are imported when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spokebridge.testing.records import Records as Records
    from spokebridge.testing.records import wire as wire
    from spokebridge.testing.sandbox import SpokebridgeSandbox as SpokebridgeSandbox

_HOME = {
    "Records": "spokebridge.testing.records",
    "SpokebridgeSandbox": "spokebridge.testing.sandbox",
    "wire": "spokebridge.testing.records",
}

__all__ = ["Records", "SpokebridgeSandbox", "wire"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
