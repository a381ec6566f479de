"""The settings file: `NAME=value` lines, for nobody's eyes but the owner's."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path

from spokebridge.cli.common import choices
from spokebridge.cli.replacing import PRIVATE, replacing
from spokebridge.cli.settings.names import BY_NAME
from spokebridge.errors import ConfigurationError

VARIABLE = "SPOKEBRIDGE_SETTINGS"
_LINE = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)")
_OURS = ("PRODUCTIV_", "NINESPOKES_")


def settings_path() -> tuple[Path, bool]:
    """Where the file is, and whether somebody asked for this one: `--settings`, then SPOKEBRIDGE_SETTINGS, else XDG."""
    chosen = choices().settings or os.environ.get(VARIABLE)
    if chosen:
        return Path(chosen).expanduser(), True
    home = Path(os.environ.get("XDG_CONFIG_HOME") or "")
    base = home if home.is_absolute() else Path.home() / ".config"
    return base / "spokebridge" / "settings.env", False


def read_settings() -> dict[str, str]:
    """What the file holds, by name; nothing when there is no file and nobody asked for one.

    Raises ConfigurationError naming file, line and fix, also for a file that others may read.
    """
    path, asked_for = settings_path()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if asked_for:
            raise ConfigurationError(
                f"{path}: there is no such settings file; check --settings or {VARIABLE}"
            ) from None
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: the settings file cannot be read ({_reason(error)})") from None
    require_private(path)
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        content = line.strip()
        if not content or content.startswith("#"):
            continue
        match = _LINE.fullmatch(content)
        if match is None:
            raise ConfigurationError(f"{path}, line {number}: not a setting; write NAME=value")
        name, value = match.groups()
        if name in BY_NAME:
            found[name] = _unquoted(value)
        elif name.startswith(_OURS):
            raise ConfigurationError(f"{path}, line {number}: {name} is no setting; there are {', '.join(BY_NAME)}")
    return found


def require_private(path: Path) -> None:
    """Raises ConfigurationError when others than the owner may do anything with the file."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        raise ConfigurationError(
            f"{path}: mode {mode:04o} lets others at your secrets; make it yours alone: chmod 600 '{path}'"
        )


def change_settings(changes: Mapping[str, str | None]) -> Path:
    """Set these names, or remove those set to None; other lines stay as they are. Gives the path of the file."""
    path, _ = settings_path()
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    kept = [line for line in lines if _name(line) not in changes]
    kept += [f"{name}={value}" for name, value in changes.items() if value is not None]
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with replacing(path, mode=PRIVATE) as file:
        file.write("".join(f"{line}\n" for line in kept).encode())
    return path


def _name(line: str) -> str | None:
    match = _LINE.fullmatch(line.strip())
    return None if match is None else match.group(1)


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value.strip()


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror or str(error)
