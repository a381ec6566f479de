"""From what was asked for and what is installed to plugins that may run, and why the others do not."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from spokebridge.errors import ConfigurationError
from spokebridge.plugins import builtin
from spokebridge.plugins.choice import ENABLE, Choice
from spokebridge.plugins.discovery import Installed, installed
from spokebridge.plugins.info import PluginInfo
from spokebridge.version import __version__

_log = logging.getLogger("spokebridge.plugins")


class Candidate(Struct, frozen=True):
    """A plugin that may run, when it turns out to be one. What was asked for is an error when it is none; what is
    merely installed is skipped.
    """

    info: PluginInfo
    plugin: object

    @property
    def asked_for(self) -> bool:
        """Whether somebody asked for this one."""
        return self.info.source != "installed"


def candidates(passed: Iterable[object], choice: Choice) -> Iterator[Candidate | PluginInfo]:
    """In the order in which they will run: a Candidate, or why there is none.

    Raises ConfigurationError for a name that nothing has, and for a built-in plugin that cannot be made.
    """
    wanted = list(passed)
    named = {item for item in wanted if isinstance(item, str)}
    found = {plugin.name: plugin for plugin in installed()}
    for name in (*named, *choice.enabled_here):
        if name not in found and name not in builtin.NAMES:
            known = ", ".join(sorted({*builtin.NAMES, *found}))
            where = "plugins" if name in named else ENABLE
            raise ConfigurationError(f"{where}: there is no plugin {name!r}; there are {known}")
    for plugin in found.values():
        if plugin.name not in named:
            yield _of_installed(plugin, choice)
    for name in dict.fromkeys(choice.enabled_here):
        if name in builtin.NAMES and name not in named:
            yield _of_builtin(name, choice)
    for item in wanted:
        if not isinstance(item, str):
            yield _of_object(item, choice)
        elif item in builtin.NAMES:
            yield _of_builtin(item, choice)
        else:
            yield _of_installed(found[item], choice)


def skipped(info: PluginInfo, reason: str) -> PluginInfo:
    """The same plugin as one that does not run, and a warning in the log."""
    made_by = "" if info.distribution is None else f" of {info.distribution} {info.version}"
    _log.warning("plugin %s%s was skipped: %s", info.name, made_by, reason)
    return replace(info, state="failed", reason=reason)


def instance(plugin: object) -> object:
    """The plugin; made from it when it is a class. Raises whatever making it raises."""
    return plugin() if isinstance(plugin, type) else plugin


def name_of(plugin: object) -> str:
    """The name a plugin gives itself, else that of its module or class."""
    for name in (getattr(plugin, "name", None), getattr(plugin, "__name__", None)):
        if isinstance(name, str) and name:
            return name
    return type(plugin).__name__


def _of_installed(plugin: Installed, choice: Choice) -> Candidate | PluginInfo:
    info = PluginInfo(plugin.name, "installed", "loaded", plugin.distribution, plugin.version)
    reason = choice.refusal(plugin.name, plugin.distribution)
    if reason is not None:
        return replace(info, state="denied", reason=reason)
    try:
        return Candidate(info, instance(plugin.load()))
    except (Exception, SystemExit) as error:
        return skipped(info, f"{plugin.target} cannot be loaded ({type(error).__name__}: {error})")


def _of_builtin(name: str, choice: Choice) -> Candidate | PluginInfo:
    info = PluginInfo(name, "built-in", "loaded", "spokebridge", __version__)
    reason = choice.refusal(name, "spokebridge")
    if reason is not None:
        return _denied(info, reason)
    return Candidate(info, builtin.make(name))


def _of_object(plugin: object, choice: Choice) -> Candidate | PluginInfo:
    info = PluginInfo(name_of(plugin), "argument", "loaded")
    reason = choice.refusal(info.name, passed=True)
    if reason is not None:
        return _denied(info, reason)
    try:
        return Candidate(info, instance(plugin))
    except Exception as error:
        raise ConfigurationError(f"plugin {info.name}: {error}; pass an instance of the class") from error


def _denied(info: PluginInfo, reason: str) -> PluginInfo:
    """Somebody asked for it, so somebody should hear."""
    _log.warning("plugin %s does not run: %s", info.name, reason)
    return replace(info, state="denied", reason=reason)
