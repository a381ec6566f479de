"""The house rules of specs/README.md, checked: `python -m codegen lint`.

A rule is one function in `rules/`; it reads the `Spec` (a sound copy of the document) and yields problems, which the
runner turns into findings. A new rule is such a function under `@rule("its-id")`, and a case under tests/codegen/lint.
"""

from codegen.lint.finding import Counts, Finding, Report
from codegen.lint.registry import Rule
from codegen.lint.rules import RULES
from codegen.lint.runner import lint, run

__all__ = ["RULES", "Counts", "Finding", "Report", "Rule", "lint", "run"]
