"""The page at a connection's `authorize_url` (9Spokes facts 5.10 and 9).

Approving makes the connection `ACTIVE`, refusing leaves it as it is, and both send the browser to the organization's
redirect URL with nothing added to it: which parameters the real service adds, if any, is unknown.
"""

from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ..ninespokes.accounts import Connection
from ..ninespokes.catalogue import APPS, display_name
from ..ninespokes.service import NineSpokesService
from ..web.log import LoggedRequest, RequestLog
from .rendering import page

CONSENT_PATH = "/consent"


class ConsentPage:
    """Shows the question with GET, takes the answer with POST."""

    def __init__(self, service: NineSpokesService, log: RequestLog) -> None:
        self._service = service
        self._log = log

    def routes(self) -> list[Route]:
        """Where it is served."""
        return [
            Route(CONSENT_PATH, self._ask, methods=["GET"]),
            Route(CONSENT_PATH, self._answer, methods=["POST"]),
        ]

    async def _ask(self, request: Request) -> Response:
        with self._service.lock:
            return self._logged(request, self._question(request.query_params.get("q", "")))

    async def _answer(self, request: Request) -> Response:
        form = {name: values[-1] for name, values in parse_qs((await request.body()).decode(errors="replace")).items()}
        with self._service.lock:
            return self._logged(request, self._outcome(form.get("q", ""), form.get("answer", "")))

    def _question(self, consent: str) -> Response:
        connection = self._find(consent)
        if connection is None:
            return _unknown()
        return page(
            "consent",
            app=display_name(connection.app),
            company=self._service.store.companies[connection.company].name,
            consent=consent,
            datasources=APPS[connection.app].datasources,
            redirect_url=self._service.store.redirect_url,
            status=connection.status,
        )

    def _outcome(self, consent: str, answer: str) -> Response:
        connection = self._find(consent)
        if connection is None:
            return _unknown()
        if answer not in ("approve", "refuse"):
            return page("message", http_status=400, title="No answer", text="Go back, and choose Approve or Refuse.")
        if answer == "approve":
            self._service.store.authorize(connection.id)
        redirect_url = self._service.store.redirect_url
        if redirect_url:
            return RedirectResponse(redirect_url, 303)
        text = (
            f"The connection is {connection.status}. The organization has set no redirect URL; you may close this page."
        )
        return page("message", title="Approved" if answer == "approve" else "Refused", text=text)

    def _find(self, consent: str) -> Connection | None:
        """The connection that the link was made for, unless it was deleted meanwhile."""
        connection = self._service.store.find_by_consent(consent)
        return None if connection is None or connection.status == "REMOVED" else connection

    def _logged(self, request: Request, response: Response) -> Response:
        self._log.add(LoggedRequest("consent page", None, request.method, CONSENT_PATH, response.status_code))
        return response


def _unknown() -> Response:
    text = "The link is incomplete, or its connection was deleted. Ask for a new one where you got it."
    return page("message", http_status=404, title="This link leads nowhere", text=text)
