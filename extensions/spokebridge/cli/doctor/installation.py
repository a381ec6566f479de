"""Which versions are here, and which extras."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from spokebridge.cli.doctor.findings import Finding
from spokebridge.cli.endings import EXTRAS
from spokebridge.cli.exits import Exit
from spokebridge.errors import ConfigurationError
from spokebridge.plugins.choice import DENY, ENABLE, Choice
from spokebridge.plugins.manager import Plugins
from spokebridge.version import __version__

LIBRARIES = ("httpx", "msgspec", "pluggy", "click", "rich")
OLDEST_PYTHON = (3, 11)


def installation_findings() -> Iterator[Finding]:
    """spokebridge, Python, the libraries, the extras."""
    yield Finding("spokebridge", __version__)
    fix = "" if sys.version_info >= OLDEST_PYTHON else "install Python 3.11 or newer"
    yield Finding("Python", f"{platform.python_version()} on {platform.system()}", fix)
    for name in LIBRARIES:
        yield Finding(name, _version(name))
    missing = sorted({extra for module, extra in EXTRAS.items() if not _is_there(module)})
    yield Finding("extras", f"not installed: {', '.join(missing)}" if missing else "all installed")
    yield from _plugins()


def _plugins() -> Iterator[Finding]:
    """What every client loads here: installed plugins and those that the environment names."""
    try:
        loaded = Plugins((), choice=Choice.of()).loaded
    except ConfigurationError as error:
        yield Finding("plugins", str(error), f"correct {ENABLE}", Exit.CONFIGURATION)
        return
    if not loaded:
        yield Finding("plugins", "none installed")
    for plugin in loaded:
        made_by = f" of {plugin.distribution} {plugin.version}" if plugin.distribution else ""
        what = f"plugin {plugin.name}{made_by}"
        fix = f"update or remove it, or turn it off: {DENY}={plugin.name}" if plugin.state == "failed" else ""
        yield Finding(what, f"{plugin.state}: {plugin.reason}" if plugin.reason else plugin.state, fix)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "there, version unknown"


def _is_there(module: str) -> bool:
    return find_spec(module) is not None
