"""What all Productiv operations have in common: the bearer token, its scopes, the error body."""

import threading

from ..clock import Clock
from ..ids import Ids
from ..settings import ProductivOptions
from ..storage import StorageService
from ..web import codec
from ..web.messages import Call, Refusal, Reply
from ..web.operations import Service
from .store import App, ProductivStore
from .tokens import TokenBook

_BEARER = "bearer "


class ProductivService(Service):
    """The customer that the credentials belong to."""

    name = "productiv"

    def __init__(
        self,
        lock: threading.RLock,
        ids: Ids,
        clock: Clock,
        options: ProductivOptions,
        storage: StorageService,
        *,
        lenient: bool,
    ) -> None:
        super().__init__(lock, lenient=lenient)
        self.options = options
        self.clock = clock
        self.storage = storage
        self.store = ProductivStore(lock, ids, clock)
        self.tokens = TokenBook(ids, clock, options)
        self.client_id = ids.text("productiv client id", 26)
        self.client_secret = ids.text("productiv client secret", 52)

    def authenticate(self, call: Call) -> None:
        """401 without a valid token, 403 without a scope that the operation asks for."""
        text = _bearer(call)
        if not text:
            raise Refusal(401, "there is no access token; send Authorization: Bearer TOKEN", code="invalid_token")
        token = self.tokens.use(text)
        if token is None:
            raise Refusal(
                401, "the access token is unknown, revoked or expired; ask for a new one", code="invalid_token"
            )
        if call.scopes and not token.scopes.intersection(call.scopes):
            raise Refusal(403, f"the token lacks the scope {' or '.join(call.scopes)}", code="insufficient_scope")

    def refuse(self, refusal: Refusal) -> Reply:
        """`success` false like its true counterpart in answers, a code for programs, a sentence for people."""
        body = {"success": False, "error": refusal.code, "message": refusal.message, **refusal.extra}
        return Reply(codec.encode(body), refusal.status, headers=refusal.headers)

    def revoke_credentials(self, call: Call) -> None:
        """Revokes the token that was sent."""
        self.tokens.revoke(_bearer(call))

    def find_app(self, app_id: str, *, or_instance: bool = False) -> App:
        """404 when there is none; the real answer is unknown (Productiv facts 8.1)."""
        app = self.store.find(app_id)
        if app is None and or_instance:
            app = self.store.find_instance(app_id)
        if app is None:
            known = ", ".join(self.store.app_ids)
            raise Refusal(404, f"there is no application {app_id}; there are {known}", code="not_found")
        return app


def answer(**members: object) -> Reply:
    """A successful answer."""
    return Reply(codec.encode(members))


def _bearer(call: Call) -> str:
    header = call.headers.get("authorization", "")
    return header[len(_BEARER) :].strip() if header.lower().startswith(_BEARER) else ""
