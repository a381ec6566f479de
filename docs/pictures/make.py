"""The pictures of the README: `nox -s pictures`, or `python docs/pictures/make.py`. Needs Chromium for the report.

`demo.svg` is what `spokebridge demo` prints. `report.png` is the report of a sync of two made-up companies. One
of them has bills that Productiv cannot take.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from spokebridge.sandbox import Sandbox

HERE = Path(__file__).parent
COLUMNS = 88
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BAD: list[dict[str, Any]] = [
    {"transaction_currency": "Quid", "transaction_gross_value": 120, "transaction_date": "2024-05-14T00:00:00Z"},
    {"transaction_currency": "Quid", "transaction_gross_value": 64, "transaction_date": "2024-05-21T00:00:00Z"},
    {"transaction_currency": "NZD", "transaction_gross_value": 18},
]


def spokebridge(*arguments: str, folder: str, expected: int = 0, **settings: str) -> subprocess.CompletedProcess[str]:
    """What a person on a terminal would see."""
    environment = {**os.environ, **settings, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    command = [sys.executable, "-m", "spokebridge", *arguments]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != expected:
        raise SystemExit(done.stdout + done.stderr)
    return done


def draw_demo(folder: str) -> None:
    """The terminal: the finished bar, then the tables."""
    done = spokebridge("demo", folder=folder)
    bar = [line for line in re.split(r"[\r\n]+", done.stderr) if "moving bills" in line][-1]
    console = Console(record=True, width=COLUMNS, file=open(os.devnull, "w"), force_terminal=True)  # noqa: SIM115, PTH123
    console.print(Text.assemble(("$ ", "green"), ("spokebridge demo", "bold")))
    console.print(Text.from_ansi(re.sub(r"\x1b\[[0-9;?]*[A-HJKhl]", "", bar)))
    console.print(Text.from_ansi(done.stdout.rstrip()))
    svg = console.export_svg(title="spokebridge demo")
    own_fonts = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # nothing is fetched
    (HERE / "demo.svg").write_text(own_fonts.replace("Fira Code", "ui-monospace, DejaVu Sans Mono"), encoding="utf-8")


def draw_report(folder: str) -> None:
    """The page in a window."""
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        raise SystemExit(f"none of {', '.join(BROWSERS)} is installed")
    with Sandbox() as sandbox:
        store = sandbox.ninespokes_store
        tables = ['app_id = "spend-import"\nreport = "report.html"\n']
        for name, bills in (("Harbour Tiles", 1500), ("Kererū Books", 400)):
            connection = store.add_connection(store.add_company(name).id)
            store.make_up_bills(connection.id, bills)
            tables.append(
                f'[[connections]]\nname = "{name}"\ncompany = "{connection.company}"\nconnection = "{connection.id}"\n'
            )
        party = store.records(connection.id, "contacts")[0]["contact"]["id"]
        for number, bad in enumerate(BAD, start=1):
            about = {"transaction_reference": f"BILL-0900{number}", "party_identifier": party}
            store.add_bills(connection.id, [{"data": {**about, **bad}}])
        Path(folder, "sync.toml").write_text("".join(tables), encoding="utf-8")
        settings = {f"PRODUCTIV_{name.upper()}": str(value) for name, value in sandbox.productiv.items()}
        settings |= {f"NINESPOKES_{name.upper()}": str(value) for name, value in sandbox.ninespokes.items()}
        spokebridge("sync", "--config", "sync.toml", folder=folder, expected=3, **settings)
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1000,1590"]
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    target = [f"--screenshot={HERE / 'report.png'}", f"file://{folder}/report.html"]
    subprocess.run([browser, *options, *quiet, *target], check=True, capture_output=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        draw_demo(scratch)
        draw_report(scratch)
