"""`ninespokes.companies`"""

from __future__ import annotations

from typing import TypeAlias

from ninespokes_client import models
from ninespokes_client.api.companies import create_company, delete_company, get_company, list_companies
from spokebridge._async.caller import AsyncCaller
from spokebridge.arguments import identifier, word
from spokebridge.ninespokes.details import as_many, as_one, confirmation, payload

CompanyList: TypeAlias = list[models.Company]


class AsyncCompanies:
    """The businesses whose data is connected."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def create(self, name: str) -> models.Company:
        """Create a company (9Spokes facts 5.6, official). Names need not be unique: a lost answer is not repeated.

        `POST /companies`; scope: none; limits: none known; retry: unsafe; evidence: official, S2.
        """
        request = create_company.request(body=models.CreateCompanyForm(name=word("name", name)))
        return payload(await self._caller.call(request, as_one))

    async def list(self) -> CompanyList:
        """All companies (9Spokes facts 5.7, official).

        `GET /companies`; scope: none; limits: none known; retry: read; evidence: official, S2.
        """
        return payload(await self._caller.call(list_companies.request(), as_many))

    async def get(self, company: str) -> models.Company:
        """One company (9Spokes facts 5.8, official). Raises NotFound.

        `GET /companies/{company}`; scope: none; limits: none known; retry: read; evidence: official, S2.
        """
        request = get_company.request(identifier("company", company))
        return payload(await self._caller.call(request, as_one))

    async def delete(self, company: str) -> str | None:
        """Delete a company with all its connections and their data, for good (9Spokes facts 5.9, official).

        `DELETE /companies/{company}`; scope: none; limits: none known; retry: idempotent; evidence: official, S2.
        """
        return confirmation(await self._caller.call(delete_company.request(identifier("company", company))))
