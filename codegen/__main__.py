"""`python -m codegen build | check | lint | diff | drift`"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from codegen import build, lint
from codegen.apis import APIS
from codegen.changes import diff
from codegen.document import DocumentError
from codegen.errors import BuildError
from codegen.upstream import drift


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when there is a finding or difference, 2 when it could not be done."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except (BuildError, DocumentError) as error:
        print(f"codegen {options.command}: {error}", file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    match options.command:
        case "build":
            return _build()
        case "check":
            return _check()
        case "lint":
            files = options.files or [api.spec() for api in APIS.values()]
            return lint.run(files, as_json=options.json, out=sys.stdout)
        case "diff":
            return diff.run(options.old, options.new, as_json=options.json, out=sys.stdout)
        case _:
            api = APIS[options.api]
            return drift.run(options.vendor, api.spec(), api.ledger(), as_json=options.json, out=sys.stdout)


def _build() -> int:
    started = time.monotonic()
    differences = build.build()
    for difference in differences:
        mark = "new" if difference.old is None else "gone" if difference.new is None else "changed"
        print(f"  {mark:8}{difference.path}")
    print(f"{len(differences) or 'no'} files changed in {time.monotonic() - started:.1f} s")
    return 0


def _check() -> int:
    differences = build.check()
    for difference in differences:
        sys.stdout.write(difference.diff())
    if differences:
        print(
            f"{len(differences)} files differ from what the specs say; run `python -m codegen build`", file=sys.stderr
        )
        return 1
    print("everything is as the specs say")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m codegen", description="Tools for the maintainers of the specs.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="regenerate `generated/` and the synchronous half")
    commands.add_parser("check", help="fail when `build` would change a byte")
    command = commands.add_parser("lint", help="check the specs against OpenAPI and the house rules")
    command.add_argument("files", nargs="*", type=Path, metavar="FILE", help="default: both specs")
    command.add_argument("--json", action="store_true")
    command = commands.add_parser("diff", help="what changed for a user between two versions of a spec")
    command.add_argument("old", type=Path)
    command.add_argument("new", type=Path)
    command.add_argument("--json", action="store_true")
    command = commands.add_parser(
        "drift", help="what a vendor's description says that neither spec nor ledger explains"
    )
    command.add_argument("--api", choices=sorted(APIS), required=True)
    command.add_argument("vendor", type=Path, metavar="VENDOR.yaml")
    command.add_argument("--json", action="store_true")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
