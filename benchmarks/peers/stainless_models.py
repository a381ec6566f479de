"""Bills as a Stainless client would hold them: the members of our own models, on openai's base model and page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from openai._base_client import BasePage, BaseSyncPage, PageInfo
from openai._models import BaseModel


class LineItem(BaseModel):
    product_name: str | None = None
    system_id: str | None = None
    item_identifier: str | None = None
    item_category: str | None = None
    item_type: str | None = None
    item_quantity: float | None = None
    item_net_unit_sale_value: float | None = None
    item_net_unit_discount_value: float | None = None
    item_unit_tax_value: float | None = None
    item_price_list_reference: str | None = None
    item_total_gross_value: float | None = None
    item_total_net_value: float | None = None
    item_total_tax_value: float | None = None


class Bill(BaseModel):
    transaction_outstanding_amount: float | None = None
    currency_rate: float | None = None
    transaction_date: datetime | None = None
    transaction_due_date: datetime | None = None
    transaction_status: str | None = None
    transaction_reference: str | None = None
    transaction_currency: str | None = None
    transaction_gross_value: float | None = None
    transaction_net_value: float | None = None
    related_reference: str | None = None
    party_identifier: str | None = None
    tax_amount: float | None = None
    transaction_tax_value: float | None = None
    transaction_paid_date: datetime | None = None
    line_items: list[LineItem] | None = None


class BillRecord(BaseModel):
    data: Bill


class BillsPage(BaseSyncPage[BillRecord], BasePage[BillRecord]):
    results: list[BillRecord]
    total: int

    def _get_page_items(self) -> list[BillRecord]:
        return self.results

    def next_page_info(self) -> PageInfo | None:
        query: Any = self._options.params
        following = query["$skip"] + len(self.results)
        return PageInfo(params={"$skip": following}) if following < self.total else None


class Success(BaseModel):
    success: bool | None = None
