"""`ninespokes.data`"""

from __future__ import annotations

from typing import Any, Unpack

from ninespokes_client import codec, models
from ninespokes_client.api.data import (
    get_business,
    get_data_records,
    list_bank_accounts,
    list_bills,
    list_campaigns,
    list_contacts,
    list_growth_history,
    list_invoices,
    list_leaves,
    list_pay_run_summary,
    list_products,
    list_sales,
    list_staff_wages,
    list_trial_balance,
    list_web_analytics,
)
from spokebridge._async.caller import AsyncCaller
from spokebridge._async.ninespokes.lists import AsyncLists
from spokebridge._async.pager import AsyncPager
from spokebridge.arguments import identifier
from spokebridge.ninespokes.envelope import canonical_object
from spokebridge.ninespokes.queries import ListOptions


class AsyncData:
    """Data of a connection. Every list is a pager of typed records without their wrappers.

    Options of the lists: see `ListOptions`. Dates are RFC 3339 timestamps on the wire and aware datetimes here; money
    is Decimal; all fields may be missing (9Spokes facts 5.15).
    """

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller
        self._lists = AsyncLists(caller)

    def bills(self, company: str, connection: str, **options: Unpack[ListOptions]) -> AsyncPager[models.Bill]:
        """What the business owes its suppliers (9Spokes facts 5.16, official).

        `GET /companies/{company}/connections/{connection}/data/bills`; scope: none; limits: none known; retry: read;
        evidence: official, S2.
        """
        return self._pager(list_bills, company, connection, options)

    def invoices(self, company: str, connection: str, **options: Unpack[ListOptions]) -> AsyncPager[models.Invoice]:
        """What customers owe the business (9Spokes facts 5.17, official).

        `GET /companies/{company}/connections/{connection}/data/invoices`; scope: none; limits: none known; retry: read;
        evidence: official, S2.
        """
        return self._pager(list_invoices, company, connection, options)

    def products(self, company: str, connection: str, **options: Unpack[ListOptions]) -> AsyncPager[models.Product]:
        """Products of an accounting or point-of-sale app (9Spokes facts 5.18, official).

        `GET /companies/{company}/connections/{connection}/data/products`; scope: none; limits: none known; retry: read;
        evidence: official, S2.
        """
        return self._pager(list_products, company, connection, options)

    def contacts(self, company: str, connection: str, **options: Unpack[ListOptions]) -> AsyncPager[models.Contact]:
        """Customers and suppliers (9Spokes facts 5.19; the path is inferred, the printed one is tried when it is
        unknown).

        `GET /companies/{company}/connections/{connection}/data/contacts`; scope: none; limits: none known; retry: read;
        evidence: inferred, S3.
        """
        return self._pager(list_contacts, company, connection, options)

    def trial_balance(
        self, company: str, connection: str, **options: Unpack[ListOptions]
    ) -> AsyncPager[models.TrialBalanceRecord]:
        """Ledger accounts, one record per balance date (9Spokes facts 5.20, official).

        `GET /companies/{company}/connections/{connection}/data/trial_balance`; scope: none; limits: none known; retry:
        read; evidence: official, S2.
        """
        return self._pager(list_trial_balance, company, connection, options)

    def bank_accounts(
        self, company: str, connection: str, **options: Unpack[ListOptions]
    ) -> AsyncPager[models.BankAccountsRecord]:
        """Bank accounts, one record per balance date (9Spokes facts 5.22, official).

        `GET /companies/{company}/connections/{connection}/data/bank_accounts`; scope: none; limits: none known; retry:
        read; evidence: official, S2.
        """
        return self._pager(list_bank_accounts, company, connection, options)

    def leaves(self, company: str, connection: str, **options: Unpack[ListOptions]) -> AsyncPager[models.Leave]:
        """Leave of employees (9Spokes facts 5.23, official).

        `GET /companies/{company}/connections/{connection}/data/leaves`; scope: none; limits: none known; retry: read;
        evidence: official, S2.
        """
        return self._pager(list_leaves, company, connection, options)

    def pay_run_summary(
        self, company: str, connection: str, **options: Unpack[ListOptions]
    ) -> AsyncPager[models.PayRunSummary]:
        """Pay runs (9Spokes facts 5.24, official).

        `GET /companies/{company}/connections/{connection}/data/payRunSummary`; scope: none; limits: none known; retry:
        read; evidence: official, S2.
        """
        return self._pager(list_pay_run_summary, company, connection, options)

    def staff_wages(
        self, company: str, connection: str, **options: Unpack[ListOptions]
    ) -> AsyncPager[models.StaffWages]:
        """Wages paid (9Spokes facts 5.25, official).

        `GET /companies/{company}/connections/{connection}/data/staffWages`; scope: none; limits: none known; retry:
        read; evidence: official, S2.
        """
        return self._pager(list_staff_wages, company, connection, options)

    def sales(self, company: str, connection: str, **options: Unpack[ListOptions]) -> AsyncPager[models.Sale]:
        """Sales of a point-of-sale app (9Spokes facts 5.26, official).

        `GET /companies/{company}/connections/{connection}/data/sales`; scope: none; limits: none known; retry: read;
        evidence: official, S2.
        """
        return self._pager(list_sales, company, connection, options)

    def campaigns(self, company: str, connection: str, **options: Unpack[ListOptions]) -> AsyncPager[models.Campaign]:
        """E-mail campaigns (9Spokes facts 5.28, official).

        `GET /companies/{company}/connections/{connection}/data/campaigns`; scope: none; limits: none known; retry:
        read; evidence: official, S2.
        """
        return self._pager(list_campaigns, company, connection, options)

    def growth_history(
        self, company: str, connection: str, **options: Unpack[ListOptions]
    ) -> AsyncPager[models.GrowthHistory]:
        """Mailing lists month by month (9Spokes facts 5.29, official).

        `GET /companies/{company}/connections/{connection}/data/growth_history`; scope: none; limits: none known; retry:
        read; evidence: official, S2.
        """
        return self._pager(list_growth_history, company, connection, options)

    def web_analytics(
        self, company: str, connection: str, **options: Unpack[ListOptions]
    ) -> AsyncPager[models.WebAnalytics]:
        """Web site figures as formatted text (9Spokes facts 5.30; path and container are uncertain, both forms are
        read).

        `GET /companies/{company}/connections/{connection}/data/webAnalytics`; scope: none; limits: none known; retry:
        read; evidence: inferred, compiler.
        """
        return self._pager(list_web_analytics, company, connection, options)

    async def business(self, company: str, connection: str) -> models.Business:
        """Master data of the business (9Spokes facts 5.21, official).

        `GET /companies/{company}/connections/{connection}/data/business`; scope: none; limits: none known; retry: read;
        evidence: official, S2.
        """
        request = get_business.request(identifier("company", company), identifier("connection", connection))
        answer = await self._caller.call(request, _business)
        return _found(answer.value) or models.Business()

    def records(
        self, company: str, connection: str, datasource: str, **options: Unpack[ListOptions]
    ) -> AsyncPager[dict[str, Any]]:
        """Records of any datasource as they come, wrapper included; for those that are not published (9Spokes facts
        5.27).

        A datasource that answers with one object instead of a list, as `business` does, has this one record. Property
        names in options are taken as they are: no prefix is known for a datasource that is not described.

        `GET /companies/{company}/connections/{connection}/data/{datasource}`; scope: none; limits: none known; retry:
        read; evidence: inferred, S3.
        """
        where = {"company": company, "connection": connection, "datasource": datasource}
        return self._lists.pager(get_data_records.OPERATION, get_data_records.request, where, options, or_single=True)

    def _pager(self, module: Any, company: str, connection: str, options: ListOptions) -> AsyncPager[Any]:
        where = {"company": company, "connection": connection}
        return self._lists.pager(module.OPERATION, module.request, where, options)


def _found(answer: Any) -> models.Business | None:
    business = getattr(getattr(answer, "result", None), "business", None)
    return business if isinstance(business, models.Business) else None


def _business(answer: Any, content: bytes) -> bytes | None:
    return codec.encode(canonical_object(codec.parse(content), "business")) if _found(answer) is None else None
