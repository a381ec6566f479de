"""The rules: each is one small function that yields problems, registered under its id."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from codegen.lint.problem import Problem
from codegen.lint.spec import Spec

Check = Callable[[Spec], Iterator[Problem]]
Subject = Literal["soundness", "document", "ledger", "documented"]


@dataclass(frozen=True)
class Rule:
    """A rule, its one-line statement, and the file it speaks about."""

    id: str
    summary: str
    subject: Subject
    check: Check


RULES: dict[str, Rule] = {}


def rule(identity: str, subject: Subject = "document") -> Callable[[Check], Check]:
    """Register a check; the first line of its docstring states the rule."""

    def register(check: Check) -> Check:
        if identity in RULES or not check.__doc__:
            raise ValueError(f"rule {identity} needs an id of its own and a docstring")
        RULES[identity] = Rule(identity, check.__doc__.splitlines()[0], subject, check)
        return check

    return register
