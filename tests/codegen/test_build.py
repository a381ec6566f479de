"""The build as a whole, in a small tree of its own: it changes what differs, and nothing when a step fails."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from codegen import build, unasync
from codegen.__main__ import main
from codegen.document import Document
from tests.support.probe import API, PROBE

Command = Callable[[Sequence[str]], int]

PACKAGE = f"generated/{API.package}"
HALF = "extensions/spokebridge/_sync"
EVERY_WORD = "\n".join(f"# {word}" for word in unasync.SUBSTITUTIONS) + "\n"


@pytest.fixture(autouse=True)
def only_the_probe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "APIS", {API.name: API})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with the probe as its only API and one module to derive from; nothing is built yet."""
    API.spec(tmp_path).parent.mkdir(parents=True)
    shutil.copy(PROBE, API.spec(tmp_path))
    for source, _ in build.DERIVED:
        (tmp_path / source).mkdir(parents=True)
        (tmp_path / source / "words.py").write_text(EVERY_WORD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def built(root: Path) -> Path:
    """The same repository with everything built."""
    build.build(root, quiet)
    return root


@pytest.fixture
def command(root: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """`python -m codegen` in that tree."""
    for function in (build.build, build.check):
        monkeypatch.setattr(function, "__defaults__", (root, quiet))
    return main


def quiet(message: str) -> None:
    """Progress is of no interest here."""


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def test_a_build_writes_everything_and_a_second_one_nothing(root: Path) -> None:
    said: list[str] = []
    first = build.build(root, said.append)
    assert {f"{PACKAGE}/models.py", f"{PACKAGE}/api/things/publish_things.py", f"{HALF}/words.py"} <= {
        difference.path for difference in first
    }
    assert all(difference.old is None for difference in first)
    assert said == [
        f"{PACKAGE}: 4 operations, {len(Document.load(PROBE).schemas)} schemas",
        *(f"{output}: 1 files derived from {source}" for source, output in build.DERIVED),
    ]
    before = tree(root)
    stamps = {path: (root / path).stat().st_mtime_ns for path in before}
    assert build.build(root, quiet) == []
    assert tree(root) == before
    assert {path: (root / path).stat().st_mtime_ns for path in before} == stamps


def test_two_builds_in_two_places_are_equal_byte_by_byte(
    root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path_factory.mktemp("other place")
    shutil.copytree(root, other, dirs_exist_ok=True)
    build.build(root, quiet)
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.chdir(other)
    build.build(other, quiet)
    assert tree(other) == tree(root)
    assert all(b"\r" not in content and content[-1:] in (b"\n", b"") for content in tree(root).values())


def test_check_gives_the_difference_of_one_character_in_either_half_and_touches_nothing(built: Path) -> None:
    assert build.check(built, quiet) == []
    change(built / PACKAGE / "models.py", '"""A thing."""', '"""A thang."""')
    change(built / HALF / "words.py", "# with", "# wiht")
    (built / PACKAGE / "stray.py").write_text("x = 1\n", encoding="utf-8")
    (built / PACKAGE / "cache.bin").write_bytes(b"\xff\x00")
    (built / PACKAGE / "client.py").unlink()
    before = tree(built)
    found = {difference.path: difference for difference in build.check(built, quiet)}
    names = ("models.py", "stray.py", "client.py", "cache.bin")
    assert set(found) == {f"{HALF}/words.py", *(f"{PACKAGE}/{name}" for name in names)}
    assert tree(built) == before
    text = found[f"{PACKAGE}/models.py"].diff()
    assert text.startswith(f"--- tree/{PACKAGE}/models.py\n+++ built/{PACKAGE}/models.py\n@@ ")
    assert '\n-    """A thang."""\n+    """A thing."""\n' in text
    assert "\n-# wiht\n+# with\n" in found[f"{HALF}/words.py"].diff()
    assert "\n-x = 1\n" in found[f"{PACKAGE}/stray.py"].diff()
    assert (found[f"{PACKAGE}/client.py"].old, found[f"{PACKAGE}/cache.bin"].new) == (None, None)
    build.build(built, quiet)
    assert build.check(built, quiet) == []
    assert not (built / PACKAGE / "stray.py").exists()


def test_a_difference_in_line_ends_is_one(built: Path) -> None:
    spoiled = {
        "errors.py": lambda text: text.replace("\n", "\r\n"),
        "types.py": lambda text: text.rstrip("\n"),
        "codec.py": lambda text: text + "\n",
    }
    for name, spoil in spoiled.items():
        path = built / PACKAGE / name
        path.write_bytes(spoil(path.read_text(encoding="utf-8")).encode())
    found = build.check(built, quiet)
    assert {difference.path for difference in found} == {f"{PACKAGE}/{name}" for name in spoiled}
    assert all(difference.diff() for difference in found)


STEPS: dict[str, tuple[Callable[[Path], Any], str]] = {
    "a description that is not YAML": (
        lambda root: API.spec(root).write_text("openapi: 3.1.0\n  info: [\n", encoding="utf-8"),
        r"specs/probe/openapi\.yaml, line 2, column \d+: not valid YAML",
    ),
    "a description that is none": (
        lambda root: API.spec(root).write_text("a: 1\n", encoding="utf-8"),
        r"specs/probe/openapi\.yaml: not an OpenAPI 3 document",
    ),
    "a description that is gone": (lambda root: API.spec(root).unlink(), r"specs/probe/openapi\.yaml: cannot be read"),
    "a schema that is dropped": (
        lambda root: change(API.spec(root), "    Counts:\n", "    counts:\n"),
        r"specs/probe/openapi\.yaml: openapi-python-client stopped or dropped something: .*schemas/Activity",
    ),
    "models that cannot be": (
        lambda root: change(API.spec(root), "LOW_CAPITALS", "LOW"),
        r"specs/probe/openapi\.yaml: #/components/schemas/Status: two values become LOW",
    ),
    "a block that is not closed": (
        lambda root: change(root / build.DERIVED[0][0] / "words.py", "# async def", "# async only"),
        r"_async/words\.py: `# async only` is never closed",
    ),
    "a substitution that is not used": (
        lambda root: [change(root / source / "words.py", "# aclose", "#") for source, _ in build.DERIVED],
        r"codegen/unasync\.py: substitution never used: aclose",
    ),
    "code that does not parse": (
        lambda root: change(root / build.DERIVED[0][0] / "words.py", "# async def", "async def ("),
        r"ruff check refused the generated code: .*Expected an identifier",
    ),
}


@pytest.mark.parametrize(("spoil", "message"), STEPS.values(), ids=STEPS)
def test_nothing_is_touched_and_the_command_ends_with_two_after(
    spoil: Callable[[Path], Any], message: str, root: Path, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / PACKAGE).mkdir(parents=True)
    (root / PACKAGE / "models.py").write_text("as it was\n", encoding="utf-8")
    spoil(root)
    before = tree(root)
    assert command(["build"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("codegen build: ")
    assert re.search(message, error)
    assert tree(root) == before


def test_the_commands_tell_what_they_did_and_found(
    root: Path, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(["build"]) == 0
    assert re.search(
        rf"  new     {PACKAGE}/models\.py\n(.|\n)*\d+ files changed in \d+\.\d s\n$", capsys.readouterr().out
    )
    change(root / PACKAGE / "models.py", '"""A thing."""', '"""A thang."""')
    assert command(["check"]) == 1
    answer = capsys.readouterr()
    assert '-    """A thang."""\n+    """A thing."""\n' in answer.out
    assert "1 files differ from what the specs say" in answer.err
    assert command(["build"]) == 0
    assert f"  changed {PACKAGE}/models.py\n1 files changed" in capsys.readouterr().out
    assert command(["check"]) == 0
    assert capsys.readouterr().out == "everything is as the specs say\n"
