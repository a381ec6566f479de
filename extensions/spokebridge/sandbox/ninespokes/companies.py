"""Companies (9Spokes facts 5.6 to 5.9). Duplicate names are allowed; creation answers 200."""

from ..clock import rfc3339
from ..web.messages import Call, Refusal, Reply
from . import forms
from .accounts import Company
from .service import NineSpokesService


def create_company(service: NineSpokesService, call: Call) -> Reply:
    """Answers 200 like every success (9Spokes facts 5.6)."""
    return service.enveloped(_wire(service, service.store.add_company(forms.required(call.form(), "name"))))


def list_companies(service: NineSpokesService, _call: Call) -> Reply:
    """In the order of creation; the real order is unknown (9Spokes facts 5.7)."""
    return service.enveloped([_wire(service, company) for company in service.store.companies.values()])


def get_company(service: NineSpokesService, call: Call) -> Reply:
    """One company (9Spokes facts 5.8)."""
    return service.enveloped(_wire(service, find_company(service, call)))


def delete_company(service: NineSpokesService, call: Call) -> Reply:
    """With its connections and their data (9Spokes facts 5.9)."""
    service.store.remove_company(find_company(service, call).id)
    return service.enveloped("Company deleted successfully")


def find_company(service: NineSpokesService, call: Call) -> Company:
    """The company of the path, or 404."""
    company = service.store.companies.get(call.path["company"])
    if company is None:
        raise Refusal(404, "The company does not exist")
    return company


def _wire(service: NineSpokesService, company: Company) -> dict[str, str]:
    fraction = service.options.fractional_seconds
    return {
        "id": company.id,
        "name": company.name,
        "created": rfc3339(company.created, fraction=fraction),
        "updated": rfc3339(company.updated, fraction=fraction),
    }
