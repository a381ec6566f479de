"""Only `import httpx`, which every client here but openapi-generator's begins with."""

from __future__ import annotations

NAME = "import httpx, no client"


def first_client() -> object:
    import httpx

    return httpx
