"""What some models have in common beyond their fields."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from typing import Any, ClassVar

from msgspec import Struct

from .types import Milliseconds, aware, from_milliseconds, to_milliseconds


class HasMoments(Struct):
    """A struct with fields that the wire carries as Unix time in milliseconds: `__moments__`.

    Whatever aware datetime such a field is given, also later, is kept so that it is written in that form.
    """

    __moments__: ClassVar[tuple[str, ...]] = ()

    def __post_init__(self) -> None:
        for name in self.__moments__:
            setattr(self, name, getattr(self, name))

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self.__moments__ and isinstance(value, datetime) and type(aware(value, name)) is not Milliseconds:
            value = from_milliseconds(to_milliseconds(value))
        super().__setattr__(name, value)


class KeepsSecrets(Struct):
    """A struct with fields that show in no repr and no pickle: `__secrets__`."""

    __secrets__: ClassVar[tuple[str, ...]] = ()

    def __repr__(self) -> str:
        held = self._held()
        shown = (f"{name}={'***' if name in held else repr(value)}" for name, value in self._values().items())
        return f"{type(self).__name__}({', '.join(shown)})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        held = self._held()
        return [(name, "***" if name in held else value) for name, value in self._values().items()]

    def __reduce__(self) -> str | tuple[Any, ...]:
        for name in self._held():
            raise TypeError(f"{type(self).__name__}.{name} is a secret and is not pickled; clear it, or write the JSON")
        return super().__reduce__()

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        return type(self)(**{name: deepcopy(value, memo) for name, value in self._values().items()})

    def _values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__struct_fields__}

    def _held(self) -> list[str]:
        return [name for name in self.__secrets__ if getattr(self, name) is not None]
