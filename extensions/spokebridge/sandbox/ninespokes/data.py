"""The data endpoints (9Spokes facts 5.15 to 5.30)."""

from collections.abc import Callable

from ..odata import ODataError, Query, parse_query
from ..web.codec import JsonObject
from ..web.messages import Call, Refusal, Reply
from .accounts import Connection
from .catalogue import APPS
from .collection import Collection, Page
from .connections import find_connection
from .service import NineSpokesService

Handler = Callable[[NineSpokesService, Call], Reply]


def list_of(datasource: str) -> Handler:
    """Family B: `results` and `total`. A datasource that the app does not supply is an empty list."""

    def handler(service: NineSpokesService, call: Call) -> Reply:
        return _results(service, _page(service, call, datasource))

    return handler


def list_web_analytics(service: NineSpokesService, call: Call) -> Reply:
    """Family D: the list under `data`, without a total (9Spokes facts 5.30)."""
    page = _page(service, call, "webAnalytics")
    return service.data({service.options.web_analytics_key: page.records})


def get_business(service: NineSpokesService, call: Call) -> Reply:
    """Family C. Query options are ignored; what they do in reality is unknown. The record stored first counts; without
    one it is made from the company, and empty when the app supplies no business.
    """
    connection = find_connection(service, call)
    stored = service.store.records(connection.id, "business")
    return service.data({"result": stored[0] if stored else _made_business(service, connection)})


def get_data_records(service: NineSpokesService, call: Call) -> Reply:
    """Any other datasource: what a test has stored under that name, else 404 (9Spokes facts 5.15)."""
    datasource = call.path["datasource"]
    if datasource not in find_connection(service, call).records:
        raise Refusal(404, f"The datasource {datasource} does not exist")
    return _results(service, _page(service, call, datasource))


def _page(service: NineSpokesService, call: Call, datasource: str) -> Page:
    records = find_connection(service, call).records.get(datasource, Collection())
    strict = not service.lenient
    try:
        query = parse_query(call.query, strict=strict)
        return records.page(query, service.dates, top=_top(service, query), strict=strict)
    except ODataError as problem:
        raise Refusal(400, str(problem)) from None


def _top(service: NineSpokesService, query: Query) -> int:
    """The service adds the default and may cap what was asked for; 0 is no limit (9Spokes facts 4.2 and 4.5)."""
    asked = service.options.default_top if query.top is None else query.top
    cap = service.options.page_cap
    if cap is None:
        return asked
    return min(asked, cap) if asked else cap


def _results(service: NineSpokesService, page: Page) -> Reply:
    match service.options.total:
        case "count":
            return service.data({"results": page.records, "total": page.total})
        case "zero":
            return service.data({"results": page.records, "total": 0})
        case "omit":
            return service.data({"results": page.records})


def _made_business(service: NineSpokesService, connection: Connection) -> JsonObject:
    if connection.extraction is None or "business" not in APPS[connection.app].datasources:
        return {"business": {}}
    company = service.store.companies[connection.company]
    return {
        "business": {
            "id": company.id,
            "name": company.name,
            "currency": "NZD",
            "financial_year": {"end_day": 31, "end_month": 3},
            "registration_number": company.id[:8].upper(),
            "tax": {"id": f"tax-{company.id[:4]}", "name": "GST"},
            "addresses": [{"type": "billing", "line1": "1 Quay Street", "postal_code": "1010", "country": "NZ"}],
            "view_id": connection.id[:8],
        }
    }
