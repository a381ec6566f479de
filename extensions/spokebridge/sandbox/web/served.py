"""What a service serves, for those who asked for something else."""

import difflib
from collections.abc import Sequence
from typing import Any

from starlette.routing import compile_path

from .messages import Refusal
from .operations import Operation


class Served:
    """The paths of a table of operations."""

    def __init__(self, operations: Sequence[Operation[Any]], *, lenient: bool) -> None:
        self._paths = [
            (operation.method, path, compile_path(path)[0])
            for operation in operations
            for path in operation.paths(lenient=lenient)
        ]

    def refusal(self, status: int, method: str, path: str) -> Refusal:
        """Says which methods there are, or which path was perhaps meant."""
        if status == 405:
            methods = ", ".join(sorted({served for served, _, pattern in self._paths if pattern.match(path)}))
            text = f"method not allowed: {method}; this resource has {methods}"
            return Refusal(405, text, code="method_not_allowed", headers={"Allow": methods})
        near = difflib.get_close_matches(path, [path for _, path, _ in self._paths], n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        return Refusal(status, f"no such resource: {path}{hint}", code="no_such_resource")
