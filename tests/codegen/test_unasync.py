"""The synchronous half follows from the asynchronous one by a table of which every line is used."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from codegen.apis import ROOT
from codegen.build import DERIVED
from codegen.errors import BuildError
from codegen.unasync import SUBSTITUTIONS, derive, derive_tree, require_all_used


def derived(text: str) -> str:
    notice, _, rest = derive(text, "x/_async/a.py", set()).partition("\n")
    assert notice == "# Derived from x/_async/a.py by `python -m codegen build`; edit that file instead."
    return rest


@pytest.mark.parametrize(
    ("asynchronous", "synchronous"),
    [
        ("async def f() -> None:\n", "def f() -> None:\n"),
        ("async with a as b, c:\n", "with a as b, c:\n"),
        ("    async for x in y:\n", "    for x in y:\n"),
        ("[x async for x in y if await z(x)]\n", "[x for x in y if z(x)]\n"),
        ("return await (await f()).g()\n", "return (f()).g()\n"),
        ("async def __aenter__(self): ...\n", "def __enter__(self): ...\n"),
        ("def __aiter__(self): ...\n", "def __iter__(self): ...\n"),
        ("await self.aclose()\n", "self.close()\n"),
        ("from spokebridge._async.pager import AsyncPager\n", "from spokebridge._sync.pager import Pager\n"),
        ("from spokebridge.concurrency import aio\n", "from spokebridge.concurrency import threads\n"),
        ("AsyncIterator[AsyncPager[T]]\n", "Iterator[Pager[T]]\n"),
        ("f: Callable[[], Awaitable[None]]\n", "f: Callable[[], None]\n"),
        ("x: Awaitable[dict[str, list[Awaitable[int]]]] | None\n", "x: dict[str, list[int]] | None\n"),
        ("a: Awaitable[int], b: Awaitable[Awaitable[str]]\n", "a: int, b: str\n"),
        ("Asynchronous, MyAsyncThing, awaited, aiohttp, _asynchronous\n",) * 2,
        ("# comment\n\n\tx = 1",) * 2,
    ],
)
def test_a_line_becomes_its_synchronous_form(asynchronous: str, synchronous: str) -> None:
    assert derived(asynchronous) == synchronous


def test_what_is_asynchronous_only_is_left_out_with_its_marks() -> None:
    text = "a\n    # async only\n    await b\n    # end async only\nc\n# async only\n# end async only\nd\n"
    assert derived(text) == "a\nc\nd\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# async only\na\n", "`# async only` is never closed with `# end async only`"),
        ("# async only\n# async only\n# end async only\n", "`# async only` without its partner"),
        ("a\n# end async only\n", "`# end async only` without its partner"),
        ("x: Awaitable[\n    int\n]\n", "`Awaitable[` is not closed on its line: x: Awaitable["),
    ],
)
def test_a_mark_or_bracket_without_its_partner_is_an_error_that_names_the_file(text: str, message: str) -> None:
    with pytest.raises(BuildError) as caught:
        derived(text)
    assert str(caught.value).startswith("x/_async/a.py: ")
    assert message in str(caught.value)


def test_a_substitution_that_no_file_needs_is_an_error() -> None:
    require_all_used(set(SUBSTITUTIONS))
    with pytest.raises(BuildError, match="substitution never used: aio, aiter_bytes; remove it from the table"):
        require_all_used(set(SUBSTITUTIONS) - {"aiter_bytes", "aio"})


def test_every_substitution_is_used_by_the_sources() -> None:
    used = {word for source, _ in DERIVED for word in derive_tree(ROOT / source, label=source)[1]}
    assert used == set(SUBSTITUTIONS)


def test_nothing_asynchronous_is_left_in_what_is_derived_from_the_sources() -> None:
    source, _ = DERIVED[0]
    files, _ = derive_tree(ROOT / source, label=source)
    assert files
    for name, text in files.items():
        tree = ast.parse(text, name)
        kinds = (ast.AsyncFunctionDef, ast.AsyncWith, ast.AsyncFor, ast.Await)
        assert not [node for node in ast.walk(tree) if isinstance(node, kinds)]
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id.startswith("Async")]


def test_a_file_below_a_folder_names_its_source_in_full(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.py").write_text("await x\n", encoding="utf-8")
    files, used = derive_tree(tmp_path, label="pkg/_async")
    assert used == {"await "}
    assert list(files) == ["deep/a.py"]
    assert files["deep/a.py"].startswith("# Derived from pkg/_async/deep/a.py by")
