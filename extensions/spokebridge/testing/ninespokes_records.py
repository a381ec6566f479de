"""Records that are read from 9Spokes (9Spokes facts 5.16 to 5.30), typed as the client gives them: without wrapper."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from ninespokes_client import models
from spokebridge.testing.counting import Counting, changed, day

_CENTS = Decimal("0.01")
_TAX = Decimal("0.15")


class NineSpokesRecords(Counting):
    """Each takes the attributes that matter to a test as keyword arguments and fills in the rest."""

    def bill(self, **changes: Any) -> models.Bill:
        """An unpaid bill with one line; its supplier is the contact of the same number."""
        number = self._next("bill")
        bill = models.Bill(**_transaction(f"BILL-{number:05}", number), party_identifier=f"contact-{number}")
        return changed(bill, changes)

    def invoice(self, **changes: Any) -> models.Invoice:
        """An unpaid invoice with one line."""
        number = self._next("invoice")
        return changed(models.Invoice(**_transaction(f"INV-{number:05}", number)), changes)

    def sale(self, **changes: Any) -> models.Sale:
        """A sale of one item, not paid yet."""
        number = self._next("sale")
        return changed(models.Sale(**_transaction(f"SALE-{number:05}", number)), changes)

    def line_item(self, **changes: Any) -> models.LineItem:
        """A line of a bill, an invoice or a sale."""
        return changed(_line(Decimal(100 * self._next("line item"))), changes)

    def contact(self, **changes: Any) -> models.Contact:
        """A supplier."""
        number = self._next("contact")
        record = models.Contact(
            id=f"contact-{number}",
            type=models.ContactType.SUPPLIER,
            company_name=f"Supplier {number} Ltd",
            email=f"accounts{number}@example.com",
            phone="+64 9 555 0100",
            addresses=[models.Address(line1="1 Quay Street", city="Auckland", postal_code="1010", country="NZ")],
        )
        return changed(record, changes)

    def product(self, **changes: Any) -> models.Product:
        """A product in stock."""
        number = self._next("product")
        record = models.Product(
            product_id=f"product-{number}",
            product_name=f"Tile no. {number}",
            product_group="Tiles",
            product_cost=Decimal("4.50"),
            product_net_price=Decimal("9.00"),
            inventory_product_quantity=Decimal(number),
            product_cost_value=Decimal("4.50") * number,
            product_sale_value=Decimal("9.00") * number,
        )
        return changed(record, changes)

    def trial_balance(self, **changes: Any) -> models.TrialBalanceRecord:
        """The ledger on one day, with one account."""
        number = self._next("trial balance")
        account = models.LedgerAccount(
            account_identifier="account-200",
            account_name="Sales",
            account_code="200",
            account_type=models.AccountType.OTHER,
            account_category=models.AccountCategory.REVENUE,
            account_currency="NZD",
            account_status=models.AccountStatus.ACTIVE,
            value_type=models.ValueType.CREDIT,
            total_value=Decimal(1000 * number),
        )
        return changed(models.TrialBalanceRecord(balance_date=day(number), data=[account]), changes)

    def bank_accounts(self, **changes: Any) -> models.BankAccountsRecord:
        """The bank accounts on one day, one of them."""
        number = self._next("bank accounts")
        account = models.BankAccount(
            account_id="bank-1",
            account_name="Everyday",
            account_active=True,
            account_balance=Decimal(1000 * number),
            account_currency="NZD",
            account_num="12-3456-0000001-00",
        )
        return changed(models.BankAccountsRecord(balance_date=day(number), data=[account]), changes)

    def leave(self, **changes: Any) -> models.Leave:
        """Two days off."""
        number = self._next("leave")
        days = [day(number), day(number) + timedelta(days=1)]
        record = models.Leave(
            id=f"leave-{number}",
            type=models.LeaveType.PAID,
            status=models.LeaveStatus.APPROVED,
            start_date=days[0],
            end_date=days[-1],
            employee_id=f"employee-{number}",
            employee_name="Kim Lee",
            dates=days,
        )
        return changed(record, changes)

    def pay_run_summary(self, **changes: Any) -> models.PayRunSummary:
        """A pay run of one week."""
        number = self._next("pay run")
        record = models.PayRunSummary(
            pay_period=models.PayPeriod.WEEKLY,
            start_date=day(7 * number),
            end_date=day(7 * number + 6),
            hours=Decimal(160),
            gross_pay=Decimal("5400.00"),
        )
        return changed(record, changes)

    def staff_wages(self, **changes: Any) -> models.StaffWages:
        """Wages of one day."""
        record = models.StaffWages(
            employment_type=models.EmploymentType.FULL_TIME,
            gross_pay=Decimal("1350.00"),
            date=day(self._next("staff wages")),
        )
        return changed(record, changes)

    def campaign(self, **changes: Any) -> models.Campaign:
        """An e-mail campaign that was sent."""
        number = self._next("campaign")
        record = models.Campaign(
            campaign_id=f"campaign-{number}",
            created_at=day(number),
            updated_at=day(number),
            sent_time=day(number),
            status=models.CampaignStatus.DONE,
            name=f"Newsletter {number}",
            type=models.CampaignType.NEWSLETTER,
            campaign_report=models.CampaignReport(opens=40, clicks=8, sends=100, bounces=2, deliveries=98),
        )
        return changed(record, changes)

    def growth_history(self, **changes: Any) -> models.GrowthHistory:
        """A mailing list with one month."""
        number = self._next("growth history")
        record = models.GrowthHistory(
            list_id=f"list-{number}",
            list_name=f"List {number}",
            list_date_created=day(number),
            growth_history=[models.GrowthMonth(month=day(number), existing=100.0, optins=7.0)],
        )
        return changed(record, changes)

    def web_analytics(self, **changes: Any) -> models.WebAnalytics:
        """Figures of a web site, as the text they come as."""
        self._next("web analytics")
        record = models.WebAnalytics(
            ads_revenue="$1,045.00",
            bounce_rate="41.2%",
            exit_rate="20.0%",
            avg_time_on_page="3m2s",
            total_page_view="1280",
            source_of_visitor="direct",
        )
        return changed(record, changes)

    def business(self, **changes: Any) -> models.Business:
        """The business itself."""
        record = models.Business(
            id=f"business-{self._next('business')}",
            name="Harbour Tiles",
            currency="NZD",
            financial_year=models.FinancialYear(end_day=31, end_month=3),
            tax=models.BusinessTax(id="tax-1", name="GST"),
        )
        return changed(record, changes)


def _transaction(reference: str, number: int) -> dict[str, Any]:
    """What bills, invoices and sales have in common; the sums add up."""
    line = _line(Decimal(100 * number))
    return {
        "transaction_reference": reference,
        "transaction_date": day(number),
        "transaction_due_date": day(number + 30),
        "transaction_status": models.TransactionStatus.UNPAID,
        "transaction_currency": "NZD",
        "transaction_net_value": line.item_total_net_value,
        "transaction_gross_value": line.item_total_gross_value,
        "transaction_outstanding_amount": line.item_total_gross_value,
        "tax_amount": line.item_total_tax_value,
        "line_items": [line],
    }


def _line(net: Decimal) -> models.LineItem:
    tax = (net * _TAX).quantize(_CENTS)
    return models.LineItem(
        product_name="Annual licence",
        item_category="software",
        item_type=models.LineItemType.GOODS_SERVICE,
        item_quantity=Decimal(1),
        item_total_net_value=net,
        item_total_tax_value=tax,
        item_total_gross_value=net + tax,
    )
