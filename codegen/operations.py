"""specs → client package (without models.py) through openapi-python-client and the house's own templates."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateError
from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError

from codegen.document import Document
from codegen.errors import BuildError
from codegen.signatures import read_signatures
from codegen.table import server_of
from codegen.webhooks import read_webhooks

TEMPLATES = Path(__file__).parent / "templates" / "operations"
_EXTRA_MODULES = ("characters", "codec", "operations", "reader", "shapes", "spellings", "structs", "undescribed")


def build_operations(document: Document, spec_name: str, target: Path) -> None:
    """Write the package to `target`. Raises BuildError when the generator fails, warns, or drops an operation."""
    config = Config.from_sources(ConfigFile(post_hooks=[]), MetaType.NONE, document.file, "utf-8", True, target)
    parsed = GeneratorData.from_dict(document.root, config=config)
    if isinstance(parsed, GeneratorError):
        raise BuildError(_explain([parsed]))
    signatures, webhooks = read_signatures(document), read_webhooks(document)
    project = Project(openapi=parsed, config=config, custom_template_path=TEMPLATES)
    project.env.undefined = StrictUndefined
    known: dict[str, Any] = project.env.globals
    known |= {"signatures": signatures, "webhooks": webhooks, "house": _house(document, spec_name)}
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            errors = project.build()
        if errors:
            raise BuildError(_explain(errors))
        for module in (*_EXTRA_MODULES, *(["webhooks"] if webhooks else [])):
            text = project.env.get_template(f"{module}.py.jinja").render()
            (target / f"{module}.py").write_text(text, encoding="utf-8")
    except TemplateError as error:
        raise BuildError(f"a template does not fit this openapi-python-client: {error}") from error
    shutil.rmtree(target / "models")  # its own model classes: ours are msgspec structs
    (target / "py.typed").write_text("", encoding="utf-8")
    _verify(document, target)


def _house(document: Document, spec_name: str) -> dict[str, str]:
    """What the package-wide templates say about this API."""
    schemes = document.root.get("components", {}).get("securitySchemes", {})
    bearer = any(scheme.get("type") == "oauth2" for scheme in schemes.values())
    return {
        "title": document.root["info"]["title"],
        "spec": spec_name,
        "server": server_of(document.root, "#"),
        "credential_prefix": "Bearer " if bearer else "",
        "credential": "the access token (without the word Bearer)" if bearer else "the API key as it was issued",
    }


def _explain(errors: Sequence[GeneratorError]) -> str:
    lines = [" ".join(f"{error.header}: {error.detail or ''}".split()) for error in errors]
    return f"openapi-python-client stopped or dropped something: {' | '.join(lines)}"


def _verify(document: Document, target: Path) -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in (target / "api").rglob("*.py"))
    for operation in document.operations():
        if f'OPERATIONS["{operation.id}"]' not in written:
            raise BuildError(f"{operation.pointer}: operation {operation.id} was dropped without a word")
