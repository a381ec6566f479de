"""App summaries and app details (Productiv facts 3.9 and 3.10).

What v2 and v3 changed inside the objects is unknown (8.8), so all versions give the objects of v1.
"""

from datetime import date

from ..clock import day_before
from ..web.codec import JsonObject
from ..web.messages import Call, Reply
from .service import ProductivService, answer

_RESPONSE_TIME_MS = 12
_DETAILS_ONLY = frozenset(
    {
        "IsConnectorAvailable",
        "Instances",
        "Activity",
        "Contract",
        "FiscalSpend",
        "PreviousYearFiscalSpend",
        "Compliance",
        "SSOProtocols",
    }
)


def get_app_summaries(service: ProductivService, call: Call) -> Reply:
    """Inactive apps only with `includeInactive`; AppDetails in place of AppSummary with `verbose`."""
    inactive, verbose = call.flag("includeInactive"), call.flag("verbose")
    apps = [app.details for app in service.store.apps() if inactive or not app.details["IsInactive"]]
    return answer(
        Apps=apps if verbose else [_summary(app) for app in apps],
        AsOfDate=_as_of(service).isoformat(),
        ResponseTimeMs=_RESPONSE_TIME_MS,
    )


def get_app_details_v1(service: ProductivService, call: Call) -> Reply:
    """v1 has no fiscal year."""
    app = service.find_app(call.path["applicationId"])
    return answer(App=app.details, AsOfDate=_as_of(service).isoformat(), ResponseTimeMs=_RESPONSE_TIME_MS)


def get_app_details(service: ProductivService, call: Call) -> Reply:
    """v2 and v3 add the fiscal year; here it is the calendar year."""
    app, day = service.find_app(call.path["applicationId"]), _as_of(service)
    return answer(
        App=app.details,
        AsOfDate=day.isoformat(),
        FiscalDate={"FiscalYear": f"{day:%Y}", "AsOfMonth": f"{day:%m}"},
        FiscalDateRange={"Start": date(day.year, 1, 1).isoformat(), "End": date(day.year, 12, 31).isoformat()},
        ResponseTimeMs=_RESPONSE_TIME_MS,
    )


def _summary(details: JsonObject) -> JsonObject:
    return {name: value for name, value in details.items() if name not in _DETAILS_ONLY}


def _as_of(service: ProductivService) -> date:
    return day_before(service.clock())
