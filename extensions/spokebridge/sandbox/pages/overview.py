"""A look inside, for people who debug against the sandbox: what is stored, and the last requests."""

from collections.abc import Callable, Sequence

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from spokebridge.redaction import Secret, redacted

from ..ninespokes.service import NineSpokesService
from ..productiv.service import ProductivService
from ..web import codec
from ..web.log import RequestLog
from . import stored
from .rendering import page

_LAST_REQUESTS = 100
_LAST_DOCUMENTS = 10


class Overview:
    """The page at `/`. It masks every secret, also one that a client wrote into a record by mistake."""

    def __init__(self, productiv: ProductivService, ninespokes: NineSpokesService, log: RequestLog, mode: str) -> None:
        self._productiv = productiv
        self._ninespokes = ninespokes
        self._log = log
        self._mode = mode

    def routes(self) -> list[Route]:
        """Where it is served."""
        return [Route("/", self._show, methods=["GET"])]

    async def _show(self, request: Request) -> Response:
        with self._productiv.lock:  # one lock for both services
            worlds = [stored.productiv(self._productiv), stored.ninespokes(self._ninespokes)]
            secrets = [Secret(text) for world in worlds for text in world.secrets]

            def shown(value: object) -> str:
                return _shown(value, secrets)

            return page(
                "overview",
                mode=self._mode,
                site=str(request.base_url).rstrip("/"),
                worlds=[(world.title, [_lines(thing, shown) for thing in world.things]) for world in worlds],
                requests=[(shown(entry.path), entry) for entry in reversed(self._log.entries()[-_LAST_REQUESTS:])],
            )


def _lines(thing: stored.Thing, shown: Callable[[object], str]) -> dict[str, object]:
    return {
        "title": shown(thing.title),
        "facts": [(name, shown(value)) for name, value in thing.facts],
        "piles": [(pile.kind, len(pile.documents), _last(pile.documents, shown)) for pile in thing.piles],
    }


def _last(documents: Sequence[object], shown: Callable[[object], str]) -> list[str]:
    return [shown(document) for document in reversed(documents[-_LAST_DOCUMENTS:])]


def _shown(value: object, secrets: Sequence[Secret]) -> str:
    """A text as it is, anything else as JSON; without secrets."""
    safe = redacted(value, secrets)
    return safe if isinstance(safe, str) else msgspec.json.format(codec.encode(safe), indent=2).decode()
