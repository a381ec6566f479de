"""Every method of every resource of a client, with what it takes and gives."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from importlib.util import find_spec
from types import FunctionType
from typing import Any, Unpack, get_args, get_origin, get_type_hints

from spokebridge import NineSpokes, Productiv
from spokebridge.cli.settings.names import PRODUCTIV, Service
from spokebridge.operations import OperationInfo, operations

REQUIRED = inspect.Parameter.empty


@dataclass(frozen=True, slots=True)
class Taken:
    """One thing that a method takes."""

    name: str
    hint: Any
    default: Any = REQUIRED
    by_name_only: bool = False
    said: str = ""

    @property
    def is_required(self) -> bool:
        """Whether there is no call without it."""
        return self.default is REQUIRED


@dataclass(frozen=True, slots=True)
class Method:
    """`productiv.apps.list`, say: how it is called, and which operations it makes."""

    service: Service
    resource: str
    name: str
    function: Callable[..., Any]
    takes: tuple[Taken, ...]
    gives: Any
    operations: tuple[OperationInfo, ...]

    @property
    def secrets(self) -> frozenset[str]:
        """What it takes and the descriptions mark as a secret; none of this may be an argument."""
        bodies = [body_of(operation) for operation in self.operations]
        models = [part for body in bodies for part in (body, *get_args(body))]
        return frozenset(name for model in models for name in getattr(model, "__secrets__", ()))

    @property
    def doc(self) -> str:
        """What the method says of itself."""
        return inspect.getdoc(self.function) or ""

    def of(self, client: object) -> Callable[..., Any]:
        """The method of this client."""
        method: Callable[..., Any] = getattr(getattr(client, self.resource), self.name)
        return method


@cache
def methods(service: Service) -> tuple[Method, ...]:
    """All of them, in the order the client names its resources and these their methods."""
    client = _example(service)
    found: list[Method] = []
    for resource, member in vars(type(client)).items():
        if isinstance(member, cached_property):
            holder: object = getattr(client, resource)
            found += [_method(service, resource, function) for function in _public(type(holder))]
    return tuple(found)


def body_of(operation: OperationInfo) -> Any:
    """The type of an operation's request body, as its generated module has it; None for an operation without one."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", operation.id).lower()
    api = import_module(f"{operation.api}_client.api")
    for group in pkgutil.iter_modules(api.__path__, f"{api.__name__}."):
        if find_spec(f"{group.name}.{name}") is not None:
            request: Callable[..., Any] = import_module(f"{group.name}.{name}").request
            return get_type_hints(request).get("body")
    raise LookupError(f"{operation.id} has no module in {api.__name__}")


def resource_doc(service: Service, resource: str) -> str:
    """What a resource says of itself."""
    return inspect.getdoc(getattr(_example(service), resource)) or ""


@cache
def _example(service: Service) -> object:
    """A client that never calls: its resources are looked at, nothing else."""
    return Productiv("-", "-", deny_plugins=["*"]) if service is PRODUCTIV else NineSpokes("-", deny_plugins=["*"])


def _public(holder: type) -> Iterator[FunctionType]:
    for name, member in vars(holder).items():
        if isinstance(member, FunctionType) and not name.startswith("_"):
            yield member


def _method(service: Service, resource: str, function: FunctionType) -> Method:
    hints = get_type_hints(function)
    gives = hints.pop("return")
    sdk_name = f"{service.name}.{resource}.{function.__name__}"
    return Method(
        service=service,
        resource=resource,
        name=function.__name__,
        function=function,
        takes=tuple(_takes(function, hints)),
        gives=gives,
        operations=tuple(operation for operation in operations() if operation.sdk_method == sdk_name),
    )


def _takes(function: FunctionType, hints: Mapping[str, Any]) -> Iterator[Taken]:
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is parameter.VAR_KEYWORD and get_origin(hints[name]) is Unpack:
            (options,) = get_args(hints[name])
            said = inspect.getdoc(options) or ""
            for option, hint in get_type_hints(options).items():
                yield Taken(option, hint, None, by_name_only=True, said=said)
        elif name != "self":
            only = parameter.kind is parameter.KEYWORD_ONLY
            yield Taken(name, hints[name], parameter.default, by_name_only=only)
