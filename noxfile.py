"""Everything that has to be green, and the commands that make what is checked in.

`nox` alone runs what continuous integration runs. All environments are pinned with hashes in `requirements/`.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["lint", "types", "contracts", "codegen", "tests", "docs"]
nox.options.reuse_venv = "yes"
nox.options.parallel = "auto"  # as many sessions at a time as there are cores; each shows its output when it ends
nox.options.allow_parallel = True
nox.options.error_on_missing_interpreters = False

PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def _found() -> list[str]:
    """The oldest and the newest of these Pythons on this machine, on the path or under pyenv."""
    pyenv = sorted(Path("~/.pyenv/versions").expanduser().glob("3.*/bin"), key=lambda path: path.parent.name)
    os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), *map(str, reversed(pyenv))])
    installed = [version for version in PYTHONS if shutil.which(f"python{version}")]
    return list(dict.fromkeys([*installed[:1], *installed[-1:]]))


def _chromium() -> str | None:
    """A chromium on this machine; `tests/browser` looks for the same names."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)


if _chromium():
    nox.options.sessions = [*nox.options.sessions, "browser"]


def _install(session: nox.Session) -> None:
    session.install("--quiet", "--require-hashes", "-r", "requirements/development.txt")
    session.install("--quiet", "--no-deps", "--no-build-isolation", "-e", ".")


@nox.session
def lint(session: nox.Session) -> None:
    """ruff, and the rules of the specs."""
    _install(session)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("python", "-m", "codegen", "lint")


@nox.session
def types(session: nox.Session) -> None:
    """mypy --strict and pyright strict, generated code included."""
    _install(session)
    session.run("mypy", "--strict", "extensions", "generated", "codegen")
    session.run("pyright")


@nox.session
def contracts(session: nox.Session) -> None:
    """Which package may import which; see [tool.importlinter]."""
    _install(session)
    session.run("lint-imports")


@nox.session
def codegen(session: nox.Session) -> None:
    """Regenerates everything and compares bytes."""
    _install(session)
    session.run("python", "-m", "codegen", "check")


@nox.session(python=_found())
def tests(session: nox.Session) -> None:
    """The tests on the oldest and the newest Python found here."""
    _install(session)
    session.run("pytest", "-q", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Which branches of extensions/ the tests do not take; fails below the share in pyproject.toml."""
    _install(session)
    session.run("coverage", "run", "-m", "pytest", "-q", "tests", "docs", *session.posargs)
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report")


@nox.session
def browser(session: nox.Session) -> None:
    """The sandbox's web pages in a headless Chromium."""
    if not _chromium():
        session.error("no chromium on the path; on Debian: apt-get install chromium")
    _install(session)
    session.run("pytest", "-q", "tests/browser", *session.posargs)


@nox.session
def cassettes(session: nox.Session) -> None:
    """Both clients against the cassettes; with `-- --record` these are first made anew from the sandbox, twice."""
    _install(session)
    if "--record" in session.posargs:
        session.run("python", "-m", "tests.cassettes.record")
    session.run("pytest", "-q", *(f"tests/{part}" for part in ("cassettes", "_async/cassettes", "_sync/cassettes")))


@nox.session
def docs(session: nox.Session) -> None:
    """Runs the examples of README and docs."""
    _install(session)
    session.run("pytest", "-q", "docs")


@nox.session
def pictures(session: nox.Session) -> None:
    """Draws the pictures of the README anew. Needs Chromium."""
    _install(session)
    session.run("python", "docs/pictures/make.py")


@nox.session
def kills(session: nox.Session) -> None:
    """Kills `spokebridge sync` at 200 random moments and lets the next run go on. Takes about a quarter of an hour."""
    _install(session)
    session.run("pytest", "-q", "tests/cli/test_kills.py", *session.posargs, env={"SPOKEBRIDGE_KILLS": "200"})


@nox.session(name="sandbox-conformance")
def sandbox_conformance(session: nox.Session) -> None:
    """Is the sandbox as described? Its answers, foreign clients (needs Java), schemathesis. Takes minutes."""
    _install(session)
    session.install("--quiet", "--require-hashes", "-r", "requirements/conformance.txt")
    session.run("pytest", "-q", "tests/sandbox/test_faithful.py", "tests/cassettes/test_cassettes.py")
    session.run("python", "-m", "conformance.foreign_clients")
    session.run("python", "-m", "conformance.fuzzing")


@nox.session(python="3.11")
def fuzz(session: nox.Session) -> None:
    """Bytes that nobody meant, a minute for each target. atheris is built for Python 3.11."""
    _install(session)
    session.install("--quiet", "--require-hashes", "-r", "requirements/fuzzing.txt")
    session.run("python", "-m", "fuzzing.parse_webhook", *(session.posargs or ["-max_total_time=60", "-max_len=4096"]))


@nox.session(allow_parallel=False)
def bench(session: nox.Session) -> None:
    """Speed and memory next to peers; see docs/performance.md. Takes long; leave the machine alone meanwhile."""
    _install(session)
    session.install("--quiet", "--require-hashes", "-r", "requirements/benchmarks.txt")
    session.run("python", "-m", "benchmarks", *session.posargs)


@nox.session
def requirements(session: nox.Session) -> None:
    """Pins the environments anew: names, versions and hashes."""
    session.install("--quiet", "uv")
    options = (
        "--quiet",
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
    )
    for group in ("nox", "codegen", "conformance", "fuzzing", "benchmarks"):
        source = ("--group", f"pyproject.toml:{group}")
        session.run("uv", "pip", "compile", *options, *source, "-o", f"requirements/{group}.txt")
    whole = ("pyproject.toml", "--extra", "all", "--group", "development")
    session.run("uv", "pip", "compile", *options, *whole, "-o", "requirements/development.txt")
