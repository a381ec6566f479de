"""No hook without a test in both clients, a section in the docs with an example that runs, and a manual entry."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from spokebridge.plugins import hookspecs
from spokebridge.plugins.registration import HOOKS

ROOT = Path(__file__).parents[2]
SECTION = re.compile(r"^### (spokebridge_\w+)\n(.*?)(?=^##)", re.MULTILINE | re.DOTALL)
IN_THE_COMMAND_LINE = "spokebridge_register_commands"  # there is no client yet when it runs


def sections() -> dict[str, str]:
    return dict(SECTION.findall((ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")))


def hooks_tested_in(path: Path) -> set[str]:
    """The hooks that a plugin in a test of their name implements."""
    found: set[str] = set()
    for test in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(test, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = {node.name for node in ast.walk(test) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
            found |= {hook for hook in inner if test.name == f"test_{hook.removeprefix('spokebridge_')}"}
    return found


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_a_section_with_an_example(hook: str) -> None:
    examples = re.findall(r"```python\n(.*?)```", sections()[hook], re.DOTALL)
    assert any(f"def {hook}(" in example for example in examples)


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_a_test(hook: str) -> None:
    if hook == IN_THE_COMMAND_LINE:
        assert hook in (ROOT / "tests" / "cli" / "test_plugins.py").read_text(encoding="utf-8")
        return
    assert hook in hooks_tested_in(ROOT / "tests" / "_async" / "plugins" / "test_hooks.py")
    assert hook in hooks_tested_in(ROOT / "tests" / "_sync" / "plugins" / "test_hooks.py")


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_is_described_in_the_manual(hook: str) -> None:
    assert len(getattr(hookspecs, hook).__doc__ or "") > 40


def test_the_docs_describe_no_hook_that_is_not_there() -> None:
    assert set(sections()) == set(HOOKS)


def test_the_gate_would_notice(tmp_path: Path) -> None:
    (tmp_path / "t.py").write_text(
        "def test_on_page():\n    pass\ndef test_on_chunk():\n    def spokebridge_on_page(): ...\n"
    )
    assert hooks_tested_in(tmp_path / "t.py") == set()
