"""`productiv.suppliers`"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from productiv_client import models
from productiv_client.api.suppliers import list_suppliers, update_supplier_attributes
from spokebridge._async.caller import AsyncCaller
from spokebridge._async.productiv.updates import publish_updates
from spokebridge._async.publisher import OnProgress
from spokebridge.concurrency import aio
from spokebridge.deliveries.opening import JournalArgument
from spokebridge.productiv import arguments
from spokebridge.productiv.attributes import AttributesReport
from spokebridge.productiv.feeds import SUPPLIER_UPDATES

SellerType: TypeAlias = Literal["vendor", "reseller"]
SupplierReport: TypeAlias = AttributesReport[models.FailedSupplierUpdate]


class AsyncSuppliers:
    """Vendors and resellers."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def list(self, seller_type: models.SellerType | SellerType | None = None) -> models.SuppliersResponse:
        """All vendors, or all resellers, in one answer: `.suppliers`, `.as_of_date` (Productiv facts 3.19,
        official-head).

        `seller_type` is `vendor` or `reseller`; what the server lists without it is unknown. Raises ConfigurationError
        for others.

        `GET /pull/v1/suppliers`; scope: apps.read; limits: none known; retry: read; evidence: official-head,
        PAGE-supplier-list.
        """
        kind = None if seller_type is None else arguments.member("seller_type", seller_type, models.SellerType)
        return await self._caller.value(list_suppliers.request(seller_type=kind))

    async def update_attributes(
        self, updates: aio.Source[Any], *, on_progress: OnProgress | None = None, journal: JournalArgument = None
    ) -> SupplierReport:
        """Set custom fields of suppliers (Productiv facts 3.20, official-head).

        `updates` are SupplierAttributesUpdate objects or mappings with wire names; `supplierId` is the vendor or
        reseller id of `list`. Custom fields have to exist already. An update of which any field failed is `rejected`
        with the reasons, its other fields took effect; `failed_updates` has the failures as typed objects. They travel
        in order, 100 to a request (the server's limit is unknown). `journal` is that of `apps.update_attributes`.

        Raises AuthenticationError, Forbidden and the like at once, with `error.report` telling what was done until
        then.

        `POST /push/v1/suppliers/batch/attributes`; scope: apps.write; limits: none known; retry: idempotent; evidence:
        official-head, PAGE-supplier-attributes.
        """
        return await publish_updates(
            self._caller,
            SUPPLIER_UPDATES,
            update_supplier_attributes.request,
            updates,
            on_progress=on_progress,
            journal=journal,
        )
