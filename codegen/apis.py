"""The two APIs: where their description lies and what their package is called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Api:
    """One API of this repository."""

    name: str
    package: str

    def spec(self, root: Path = ROOT) -> Path:
        """The description that everything else follows from."""
        return root / "specs" / self.name / "openapi.yaml"

    def ledger(self, root: Path = ROOT) -> Path:
        """Where the description deviates from the vendor's, and why."""
        return root / "specs" / self.name / "corrections.yaml"


APIS = {api.name: api for api in (Api("productiv", "productiv_client"), Api("ninespokes", "ninespokes_client"))}
