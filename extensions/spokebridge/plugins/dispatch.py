"""Calls all implementations of one hook, without I/O and without waiting.

Each hook is a generator of steps: it yields what a plugin returned and is sent the value of it. The driver (`drive` in
`concurrency/aio.py` and `concurrency/threads.py`) awaits what has to be awaited; so the rules below exist once.

- Wrappers run around everything else, in the order of the plugins.
- Each plugin gets what the one before it made of the value.
- What a plugin raises is told to `failed` and the plugin passed over; Abort goes through, wrappers see it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from msgspec import Struct

from spokebridge.plugins.signals import Abort

T = TypeVar("T")
Steps: TypeAlias = Generator[Any, Any, T]
Wrapping: TypeAlias = Generator[None, Any, Any]


class Implementation(Struct, frozen=True):
    """A plugin's function for a hook, called with the arguments it names."""

    plugin: str
    hook: str
    function: Callable[..., Any]
    names: Sequence[str]

    def __call__(self, arguments: Mapping[str, Any]) -> Any:
        """What it returns. Raises whatever it raises."""
        return self.function(**{name: arguments[name] for name in self.names})


OnFailure: TypeAlias = Callable[[Implementation, Exception], None]


class Value(Protocol[T]):
    """How a value goes from plugin to plugin."""

    def given(self, value: T) -> T:
        """What the next plugin is given."""
        ...

    def taken(self, before: T, result: Any, implementation: Implementation) -> T:
        """The value after a plugin returned `result`. Raises TypeError or ValueError for a result that is none."""
        ...

    def ended(self, value: T) -> bool:
        """Whether no other plugin is asked."""
        ...

    def passes(self, error: Exception) -> bool:
        """Whether the error is an answer of the plugin, for whoever called the hook."""
        ...


class Hook(Generic[T]):
    """One hook and who implements it. False when nobody does: then do not call it, that is what makes it free."""

    def __init__(
        self, wrappers: Sequence[Implementation], plain: Sequence[Implementation], value: Value[T], failed: OnFailure
    ) -> None:
        self._wrappers = wrappers
        self._plain = plain
        self._value = value
        self._failed = failed

    def __bool__(self) -> bool:
        return bool(self._plain or self._wrappers)

    def run(self, name: str, value: T, **others: Any) -> Steps[T]:
        """The value after all plugins; `name` is the argument that holds it."""
        around: list[tuple[Implementation, Wrapping]] = []
        for wrapper in self._wrappers:
            wrapping = self._entered(wrapper, {name: self._value.given(value), **others})
            if wrapping is not None:
                around.append((wrapper, wrapping))
        try:
            for implementation in self._plain:
                given = {name: self._value.given(value), **others}
                try:
                    value = self._value.taken(value, (yield implementation(given)), implementation)
                except Exception as error:
                    self._judge(implementation, error)
                if self._value.ended(value):
                    break
        except BaseException as error:
            for _, wrapping in reversed(around):
                _throw(wrapping, error)
            raise
        for wrapper, wrapping in reversed(around):
            value = self._left(wrapper, wrapping, value)
        return value

    def _entered(self, wrapper: Implementation, arguments: Mapping[str, Any]) -> Wrapping | None:
        try:
            wrapping: Wrapping = wrapper(arguments)
            next(wrapping)
        except StopIteration:
            self._failed(wrapper, RuntimeError("a wrapper yields once"))
        except Exception as error:
            self._judge(wrapper, error)
        else:
            return wrapping
        return None

    def _left(self, wrapper: Implementation, wrapping: Wrapping, value: T) -> T:
        try:
            wrapping.send(self._value.given(value))
        except StopIteration as done:
            try:
                return self._value.taken(value, done.value, wrapper)
            except Exception as error:
                self._judge(wrapper, error)
        except Exception as error:
            self._judge(wrapper, error)
        else:
            wrapping.close()
            self._failed(wrapper, RuntimeError("a wrapper yields once"))
        return value

    def _judge(self, implementation: Implementation, error: Exception) -> None:
        if isinstance(error, Abort):
            error.plugin = error.plugin or implementation.plugin
            raise error
        if self._value.passes(error):
            raise error
        self._failed(implementation, error)


def _throw(wrapping: Wrapping, error: BaseException) -> None:
    """Let a wrapper clean up; what it makes of the error changes nothing."""
    try:
        wrapping.throw(error)
    except BaseException:  # noqa: S110 - the error that is on its way counts
        pass
    finally:
        wrapping.close()
