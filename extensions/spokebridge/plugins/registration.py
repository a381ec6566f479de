"""Checks what a plugin hooks before it may run: names, arguments, kinds of function. pluggy keeps the register."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pluggy
from msgspec import Struct

from spokebridge.errors import ConfigurationError
from spokebridge.plain import is_object
from spokebridge.plugins import hookspecs
from spokebridge.plugins.dispatch import Implementation
from spokebridge.plugins.info import PluginInfo
from spokebridge.plugins.loading import Candidate, skipped

_PREFIX = f"{hookspecs.PROJECT}_"
_MARK = f"{hookspecs.PROJECT}_impl"
HOOKS = tuple(name for name in vars(hookspecs) if name.startswith(_PREFIX))
"""All hooks, in the order of the manual."""


class Unfit(ValueError):
    """A plugin that cannot work; the text says what is wrong with it."""


class _Marked(Struct, frozen=True):
    """A function that a plugin means as hook."""

    hook: str
    function: Callable[..., Any]
    wrapper: bool
    outdated: bool


def registered(found: Iterable[Candidate | PluginInfo], *, awaits: bool) -> tuple[tuple[PluginInfo, ...], Registry]:
    """What became of each plugin, and the register of those that run.

    Raises ConfigurationError when one that was asked for cannot work; an installed one is skipped.
    """
    registry = Registry(awaits=awaits)
    return tuple(_registered(registry, item) for item in found), registry


class Registry:
    """The plugins of one client, in their order. `awaits`: whether `async def` hooks are welcome."""

    def __init__(self, *, awaits: bool) -> None:
        self._awaits = awaits
        self._manager = pluggy.PluginManager(hookspecs.PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._names: list[str] = []

    def add(self, plugin: object, name: str) -> tuple[str, ...]:
        """The hooks it implements. Raises Unfit; then nothing of it is kept."""
        marked = [*_marked(plugin)]
        if not marked:
            raise Unfit(f"it has no hooks; mark functions named {_PREFIX}... with @hookimpl")
        for item in marked:
            _check(item, awaits=self._awaits)
        free = self._free(name)
        try:
            self._manager.register(plugin, name=free)
        except ValueError:
            raise Unfit("the same object is there twice") from None
        self._names.append(free)
        return hooks_of(plugin)

    def implementations(self, hook: str) -> tuple[list[Implementation], list[Implementation]]:
        """Wrappers and plain functions, each in the order in which they run."""
        wrappers: list[Implementation] = []
        plain: list[Implementation] = []

        def place(item: pluggy.HookImpl) -> tuple[int, int]:
            return (0 if item.tryfirst else 2 if item.trylast else 1, self._names.index(item.plugin_name))

        caller: pluggy.HookCaller = getattr(self._manager.hook, hook)
        for item in sorted(caller.get_hookimpls(), key=place):
            made = Implementation(item.plugin_name, hook, item.function, _wanted(hook, item.function))
            (wrappers if item.wrapper else plain).append(made)
        return wrappers, plain

    def _free(self, name: str) -> str:
        number = 1
        while self._manager.has_plugin(name if number == 1 else f"{name}-{number}"):
            number += 1
        return name if number == 1 else f"{name}-{number}"


def hooks_of(plugin: object) -> tuple[str, ...]:
    """The hooks that a plugin, or its class, implements, in the order of the manual. Raises Unfit."""
    return tuple(sorted({item.hook for item in _marked(plugin)}, key=HOOKS.index))


def _registered(registry: Registry, item: Candidate | PluginInfo) -> PluginInfo:
    if isinstance(item, PluginInfo):
        return item
    try:
        hooks = registry.add(item.plugin, item.info.name)
    except Unfit as error:
        if item.asked_for:
            raise ConfigurationError(f"plugin {item.info.name}: {error}") from None
        return skipped(item.info, str(error))
    return item.info.with_hooks(hooks)


def _marked(plugin: object) -> Iterator[_Marked]:
    for name in dir(plugin):
        function = inspect.getattr_static(plugin, name)
        if not (callable(function) or isinstance(function, staticmethod | classmethod)):
            continue
        function = getattr(plugin, name)
        options = getattr(function, _MARK, None)
        if not is_object(options):
            if name.startswith(_PREFIX) and inspect.isroutine(function):
                raise Unfit(f"{name} is not marked; put @hookimpl above it")
            continue
        hook = options.get("specname") or name
        if hook not in HOOKS:
            from difflib import get_close_matches

            close = get_close_matches(hook, HOOKS, 1)
            hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(HOOKS)}"
            raise Unfit(f"there is no hook {hook}; {hint}")
        yield _Marked(hook, function, bool(options.get("wrapper")), bool(options.get("hookwrapper")))


def _check(item: _Marked, *, awaits: bool) -> None:
    hook, function = item.hook, item.function
    waits = inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)
    if item.outdated:
        raise Unfit(f"{hook} is a hookwrapper; use @hookimpl(wrapper=True), and return the value that yield gives")
    if item.wrapper and (waits or not inspect.isgeneratorfunction(function)):
        raise Unfit(f"{hook} is a wrapper; write it as a plain generator function: result = yield, then return result")
    if not item.wrapper and (inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function)):
        raise Unfit(f"{hook} has a yield, so it would never run; add wrapper=True, or take the yield out")
    if waits and not awaits:
        raise Unfit(f"{hook} is `async def`, which a synchronous client cannot await; write it as a plain function")
    known = _arguments(hook)
    for parameter in inspect.signature(function).parameters.values():
        needed = parameter.default is parameter.empty and parameter.kind not in (
            parameter.VAR_POSITIONAL,
            parameter.VAR_KEYWORD,
        )
        if needed and (parameter.name not in known or parameter.kind is parameter.POSITIONAL_ONLY):
            raise Unfit(f"{hook} cannot give an argument {parameter.name!r}; it has {' and '.join(known)}")


def _wanted(hook: str, function: Callable[..., Any]) -> Sequence[str]:
    """The arguments that the function takes."""
    parameters = inspect.signature(function).parameters
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters.values()):
        return _arguments(hook)
    return [name for name in _arguments(hook) if name in parameters]


def _arguments(hook: str) -> tuple[str, ...]:
    return tuple(inspect.signature(getattr(hookspecs, hook)).parameters)
