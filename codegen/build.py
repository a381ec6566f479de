"""The whole build, and the check that it would change nothing."""

from __future__ import annotations

import difflib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from codegen.apis import APIS, ROOT, Api
from codegen.document import Document, DocumentError
from codegen.errors import BuildError
from codegen.formatting import format_tree
from codegen.models import build_models
from codegen.operations import build_operations
from codegen.pages import OPERATIONS, operations_page
from codegen.unasync import derive_tree, require_all_used

DERIVED = (
    ("extensions/spokebridge/_async", "extensions/spokebridge/_sync"),
    ("tests/_async", "tests/_sync"),
)

Say = Callable[[str], None]


@dataclass(frozen=True)
class Difference:
    """One file that the build writes otherwise than it stands in the tree."""

    path: str
    old: str | None
    new: str | None

    def diff(self) -> str:
        """The unified diff from the tree's text to the built one."""
        old, new = ((text or "").splitlines() for text in (self.old, self.new))
        lines = difflib.unified_diff(old, new, f"tree/{self.path}", f"built/{self.path}", lineterm="")
        return "".join(f"{line}\n" for line in lines) or f"--- tree/{self.path} differs in line ends only\n"


def build(root: Path = ROOT, say: Say = print) -> list[Difference]:
    """Regenerate everything and replace what differs. Nothing is touched when a step fails."""
    differences = check(root, say)
    for difference in differences:
        target = root / difference.path
        if difference.new is None:
            target.unlink()
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(difference.new, encoding="utf-8", newline="")
    return differences


def check(root: Path = ROOT, say: Say = print) -> list[Difference]:
    """Regenerate into a temporary folder and compare bytes with the tree."""
    with tempfile.TemporaryDirectory() as folder:
        outputs = _produce(root, Path(folder), say)
        return list(_compare(root, Path(folder), outputs))


def build_package(document: Document, api: Api, target: Path) -> None:
    """One client package, unformatted. Raises BuildError naming the description, the place and the cause."""
    try:
        build_operations(document, f"specs/{api.name}/openapi.yaml", target)
        (target / "models.py").write_text(build_models(document), encoding="utf-8")
    except (BuildError, DocumentError) as error:
        cause = str(error).removeprefix(f"{document.file}: ")
        raise BuildError(f"{document.file}: {cause}") from error


def _produce(root: Path, folder: Path, say: Say) -> list[str]:
    outputs: list[str] = []
    documents = [(api, Document.load(api.spec(root))) for api in APIS.values()]
    for api, document in documents:
        output = f"generated/{api.package}"
        build_package(document, api, folder / output)
        outputs.append(output)
        count = sum(1 for _ in document.operations())
        say(f"{output}: {count} operations, {len(document.schemas)} schemas")
    used: set[str] = set()
    for source, output in DERIVED:
        files, needed = derive_tree(root / source, label=source)
        used |= needed
        for name, text in files.items():
            target = folder / output / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        outputs.append(output)
        say(f"{output}: {len(files)} files derived from {source}")
    require_all_used(used)
    format_tree(folder)
    (folder / OPERATIONS).parent.mkdir()
    (folder / OPERATIONS).write_text(operations_page(documents), encoding="utf-8")
    return [*outputs, OPERATIONS]


def _compare(root: Path, folder: Path, outputs: list[str]) -> Iterator[Difference]:
    for output in outputs:
        old, new = _texts(root, output), _texts(folder, output)
        for name in sorted(old.keys() | new.keys()):
            if old.get(name) != new.get(name):
                yield Difference(name, old.get(name), new.get(name))


def _texts(root: Path, output: str) -> dict[str, str]:
    """The text of an output, a file or a folder, by path below the root."""
    paths = [root / output, *(root / output).rglob("*")]
    files = (path for path in paths if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8", "replace") for path in files}
