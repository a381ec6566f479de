"""Models of 9Spokes Open API.

Made by `python -m codegen build`; changes belong into the description or `codegen/templates`.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, TypeAlias

from msgspec import Struct, field

from .structs import KeepsSecrets
from .types import OpenEnum


class EnvelopeStatus(OpenEnum):
    """Outcome of a call. The documentation names these two values and no other."""

    OK = "ok"
    ERR = "err"


class RedirectUrl(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Where user agents go after a consent flow."""

    redirect_url: str | None = None
    """Absolute URL. Before one was set it may be missing, empty or null, for which reason no URI format is claimed."""


class SetRedirectUrlForm(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Form with the new redirect URL."""

    redirect_url: str
    """Absolute URL. Ordinary form encoding is the encoding that the documentation asks for."""


class AppStatus(OpenEnum):
    """State of an app. Only `enabled` was ever printed."""

    ENABLED = "enabled"
    DISABLED = "disabled"


class EnableAppForm(KeepsSecrets, kw_only=True, omit_defaults=True, gc=False):
    """Form with the OAuth2 client of an app."""

    __secrets__: ClassVar[tuple[str, ...]] = ("client_secret",)

    client_id: str
    """Id of the partner's OAuth2 client at the app."""

    client_secret: str
    """What proves to the app that the request comes from `client_id`; keep it out of logs."""

    recurring: bool | None = None
    """Whether to keep pulling data for connections of this app; sent as `true` or `false`."""


class CreateCompanyForm(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Form with a new company."""

    name: str
    """Name of the business. Limits are not documented."""


class Company(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A real business; holds its connections and, through them, its data."""

    id: str
    """Id of the company; a UUID in every sample."""

    name: str
    """Name given when the company was created."""

    created: datetime | None = None
    """When the company was created; samples show it with and without fractions of a second."""

    updated: datetime | None = None
    """When the company last changed. Connections call the same thing `modified`."""


class CreateConnectionForm(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Form that names the app to connect to."""

    app: str
    """Lower-case name of the app, as `listApps` gives it."""


class ConnectionState(OpenEnum):
    """State of a connection.  - `NEW`: created; the user has not yet agreed. - `ACTIVE`: the user agreed and data is being pulled. - `NOT_CONNECTED`: the link to the app was lost; the user has to act. - `REMOVED`: switched off and about to be deleted.  Expected changes (inferred): `NEW` to `ACTIVE` on consent, `ACTIVE` to `NOT_CONNECTED` when the link fails and back when the user consents again, any state to `REMOVED` on deletion. The vendor's Go constants lack `REMOVED`."""

    NEW = "NEW"
    ACTIVE = "ACTIVE"
    NOT_CONNECTED = "NOT_CONNECTED"
    REMOVED = "REMOVED"


class Datasource(OpenEnum):
    """Name of a datasource, as it stands in its path. No path is published for social marketing."""

    BILLS = "bills"
    INVOICES = "invoices"
    PRODUCTS = "products"
    CONTACTS = "contacts"
    TRIAL_BALANCE = "trial_balance"
    BUSINESS = "business"
    BANK_ACCOUNTS = "bank_accounts"
    LEAVES = "leaves"
    PAY_RUN_SUMMARY = "payRunSummary"
    STAFF_WAGES = "staffWages"
    SALES = "sales"
    CAMPAIGNS = "campaigns"
    GROWTH_HISTORY = "growth_history"
    WEB_ANALYTICS = "webAnalytics"


class DataPage(Struct, kw_only=True, omit_defaults=True, gc=False):
    """What lists of data have in common. No sample shows the two members that prose promises for every body."""

    total: int | None = None
    """Number of records that match `$filter`, whatever `$top` and `$skip` say. May be missing, or zero although records are there; then only an empty page tells the end."""

    status: EnvelopeStatus | None = None
    """Whether the call succeeded."""

    correlation_id: str | None = field(name="correlationId", default=None)
    """Names the call towards the vendor's support."""


class RecordCycle(OpenEnum):
    """Length of a unit of extraction."""

    DAY = "day"
    MONTH = "month"


class TransactionStatus(OpenEnum):
    """Whether a bill, invoice or sale is settled. Upper case on the wire, capitalised in prose: compare without case; filters do mind it."""

    PAID = "PAID"
    UNPAID = "UNPAID"
    VOIDED = "VOIDED"


class LineItemType(OpenEnum):
    """Kind of line: `bill` or `invoice` from accounting apps, `good-service` in the tables and `goods-service` in the sample for point-of-sale apps. Samples also have `N/A` and opaque ids."""

    BILL = "bill"
    INVOICE = "invoice"
    GOOD_SERVICE = "good-service"
    GOODS_SERVICE = "goods-service"


class Product(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A product. Accounting apps fill the first nine members; point-of-sale apps fill all."""

    product_name: str | None = None
    """What the product is called in the app."""

    product_id: str | None = None
    """Id of the product at the app."""

    product_group: str | None = None
    """Group that the product belongs to."""

    product_variant: list[str] | None = None
    """Variants of the product, such as colours."""

    product_cost: Decimal | None = None
    """Cost of one unit."""

    product_net_price: Decimal | None = None
    """Price of one unit without tax."""

    inventory_product_quantity: Decimal | None = None
    """Units in stock."""

    product_cost_value: Decimal | None = None
    """Cost of the whole stock, unit cost times quantity."""

    product_sale_value: Decimal | None = None
    """Price of the whole stock, unit net price times quantity."""

    product_handle: str | None = None
    """Short name of the product in web addresses. Point of sale only."""

    product_sku: str | None = None
    """Stock keeping unit. Point of sale only."""

    created_at: datetime | None = None
    """When the product was created in the app. Point of sale only."""

    updated_at: datetime | None = None
    """When the product last changed in the app. Point of sale only."""

    deleted_at: datetime | None = None
    """When the product was deleted in the app; null while it exists. Point of sale only."""

    product_gross_price: Decimal | None = None
    """Price of one unit including tax. Point of sale only."""

    inventory_product: bool | None = None
    """Whether the app tracks the stock of the product. Point of sale only."""


class ContactType(OpenEnum):
    """What a contact is to the business. Earlier versions of the documentation had upper-case `CUSTOMER`, `SUPPLIER` and `OTHER`."""

    CUSTOMER = "customer"
    CUSTOMER_AND_SUPPLIER = "customer and supplier"
    SUPPLIER = "supplier"


class AddressType(OpenEnum):
    """What an address is for. The business page shows `billing`; earlier versions of the documentation had `BILLING`, `DELIVERY` and `OTHER`. Compare without case."""

    BILLING = "billing"
    DELIVERY = "DELIVERY"
    OTHER = "OTHER"


class AccountType(OpenEnum):
    """Kind of ledger account. The page lists eleven, the last two run together and payable misspelt as `current_account_payable`."""

    BANK = "bank"
    CURRENT = "current"
    CURRENT_ACCOUNTS_PAYABLE = "current_accounts_payable"
    CURRENT_ACCOUNTS_RECEIVABLE = "current_accounts_receivable"
    DEPRECIATION = "depreciation"
    EQUITY = "equity"
    FIXED = "fixed"
    INVENTORY = "inventory"
    OTHER = "other"
    OVERHEADS = "overheads"
    OWNERS = "owners"
    PAYROLL = "payroll"
    PREPAYMENTS = "prepayments"
    RETAINED_EARNINGS = "retained-earnings"
    SALES = "sales"
    TAX = "tax"
    TERM = "term"


class AccountCategory(OpenEnum):
    """Part of the accounts; only the first is a plural."""

    ASSETS = "assets"
    EQUITY = "equity"
    EXPENSE = "expense"
    LIABILITY = "liability"
    REVENUE = "revenue"


class AccountStatus(OpenEnum):
    """Whether a ledger account is in use."""

    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"


class ValueType(OpenEnum):
    """Side of the ledger. Lower case on the wire, capitalised in the table."""

    DEBIT = "debit"
    CREDIT = "credit"


class BankAccount(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A bank account with its balance on the balance date."""

    account_id: str | None = None
    """Id of the account at the app."""

    account_name: str | None = None
    """What the account is called in the app."""

    account_active: bool | None = None
    """Whether the account is in use."""

    account_balance: Decimal | None = None
    """Balance on the balance date."""

    account_currency: str | None = None
    """Currency of the account, ISO 4217. In the sample, not in the table."""

    account_num: str | None = None
    """Number under which the bank keeps the account."""

    account_type: str | None = None
    """Kind of bank account, with unknown values."""

    account_category: str | None = None
    """Category that the app files the account under, with unknown values."""

    account_status: str | None = None
    """State of the account, with unknown values."""


class FinancialYear(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Last day of the financial year."""

    end_day: int | None = None
    """Day of the month, counted from 1."""

    end_month: int | None = None
    """Month, counted from 1."""


class BusinessTax(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A sales tax."""

    id: str | None = None
    """Id of the tax."""

    name: str | None = None
    """Name of the tax, such as GST. The table calls it `end_month` by mistake."""


class LeaveType(OpenEnum):
    """Kind of leave."""

    SICK = "SICK"
    PAID = "PAID"
    UNPAID = "UNPAID"
    OTHER = "OTHER"


class LeaveStatus(OpenEnum):
    """What was decided about an application for leave."""

    PENDING = "PENDING"
    DECLINED = "DECLINED"
    APPROVED = "APPROVED"
    OTHER = "OTHER"


class PayPeriod(OpenEnum):
    """How often a business pays its employees."""

    WEEKLY = "Weekly"
    BI_WEEKLY = "Bi-weekly"
    QUARTERLY = "Quarterly"
    MONTHLY = "Monthly"
    SEMI_MONTHLY = "Semi-monthly"


class EmploymentType(OpenEnum):
    """Terms under which somebody works for the business."""

    FULL_TIME = "FULL-TIME"
    PART_TIME = "PART-TIME"
    CONTRACTOR = "CONTRACTOR"
    INTERN = "INTERN"
    OTHER = "OTHER"


class CampaignStatus(OpenEnum):
    """How far a campaign has come."""

    DRAFT = "Draft"
    SCHEDULED = "Scheduled"
    EXECUTING = "Executing"
    DONE = "Done"
    ERROR = "Error"
    REMOVED = "Removed"


class CampaignType(OpenEnum):
    """Kind of campaign. The case varies (`Newsletter` was also in print): compare without it."""

    NEWSLETTER = "NEWSLETTER"
    RATINGS_AND_REVIEWS = "Ratings and Reviews"
    ANNOUNCEMENT = "Announcement"
    BUSINESS_LETTER = "Business Letter"


class CampaignReport(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Counts of what became of a campaign's messages."""

    opens: int | None = None
    """How often messages were opened."""

    clicks: int | None = None
    """How often links in messages were clicked."""

    sends: int | None = None
    """How many messages were sent."""

    abuse_reports: int | None = None
    """How many recipients complained."""

    bounces: int | None = None
    """How many messages came back."""

    deliveries: int | None = None
    """How many messages were delivered."""

    deliveries_unopened: int | None = None
    """How many messages were delivered and not opened."""


class GrowthMonth(Struct, kw_only=True, omit_defaults=True, gc=False):
    """What happened to a mailing list in one month. The table types the counts as floating-point numbers and explains none of them beyond its name; the descriptions here follow common usage in e-mail marketing."""

    month: datetime | None = None
    """The month, as a timestamp within it; samples are on the tenth."""

    reconfirm: float | None = None
    """Members that confirmed again."""

    deleted: float | None = None
    """Members that were deleted."""

    existing: float | None = None
    """Members that were on it before."""

    imports: float | None = None
    """Members that came by import."""

    subscribed: float | None = None
    """Members that are, or became, subscribers."""

    cleaned: float | None = None
    """Members taken off because mail to them failed."""

    pending: float | None = None
    """Members that have yet to confirm."""

    transactional: float | None = None
    """Members that get transactional messages only."""

    optins: float | None = None
    """Members that signed up by themselves."""

    unsubscribed: float | None = None
    """Members that left."""


class WebAnalytics(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Figures about a web site. All are strings formatted for people; no unit or locale is promised."""

    ads_revenue: str | None = None
    """Revenue from advertisements, with currency sign and thousands separators, such as `$1,045.00`."""

    bounce_rate: str | None = None
    """Share of sessions that saw a single page, with a percent sign."""

    exit_rate: str | None = None
    """Share of page views that were the last of their session, with a percent sign."""

    avg_time_on_page: str | None = None
    """Average time that users spent on a page, such as `3m2s`."""

    total_page_view: str | None = None
    """Number of page views, as digits."""

    source_of_visitor: str | None = None
    """Where the visitors came from."""


class SocialMarketing(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Figures about a business in social media, from apps such as Facebook, LinkedIn and Instagram. No path was ever published, so no operation answers with it; `getDataRecords` may be tried with a guessed name."""

    views_to_actions: float | None = None
    """Number of views after which the user did something."""

    page_fans: float | None = None
    """Number of people who are fans of the page."""

    page_followers: float | None = None
    """Number of people who follow the page."""

    overall_impressions: float | None = None
    """Number of times that anything was shown, in all."""

    engagement_overviews: float | None = None
    """Number of reactions of any kind, in all."""


UntypedRecord: TypeAlias = dict[str, Any]
"""
A record of a datasource that this document does not describe, with whatever members it has.
"""


class Envelope(Struct, kw_only=True, omit_defaults=True, gc=False):
    """What the bodies of organization, company and connection calls have in common."""

    status: EnvelopeStatus
    """Whether the call succeeded. `err` in a 200 is an error all the same."""

    correlation_id: str | None = field(name="correlationId", default=None)
    """Names the call towards the vendor's support; a UUID in every sample. Said to be in every body, missing from most samples."""


class ErrorEnvelope(Envelope, kw_only=True, omit_defaults=True, gc=False):
    """Body of every answer above 399, whatever the call."""

    message: str
    """Text for people. There is no machine-readable code; the one documented text says that the connection does not exist. Faults in query options presumably come with the parser's text."""


class ConfirmationEnvelope(Envelope, kw_only=True, omit_defaults=True, gc=False):
    """Answer of calls that only confirm, such as setting a URL or deleting a company."""

    details: str | None = None
    """A sentence for people; not to be parsed."""


class RedirectUrlEnvelope(Envelope, kw_only=True, omit_defaults=True, gc=False):
    """Answer with the redirect URL."""

    details: RedirectUrl | None = None
    """The redirect URL."""


class App(KeepsSecrets, kw_only=True, omit_defaults=True, gc=False):
    """An app and its state for the organization."""

    __secrets__: ClassVar[tuple[str, ...]] = ("client_secret",)

    name: str
    """Lower-case name of the app, the value that paths and forms call `app` and connections call `osp`."""

    status: AppStatus
    """Whether the organization has enabled the app."""

    client_id: str | None = None
    """Id of the OAuth2 client. Probably missing where the app is not enabled."""

    client_secret: str | None = None
    """Secret of the OAuth2 client. Whether the API masks it is unknown (the sample is shortened in the middle), so treat it as a secret. Probably missing where the app is not enabled."""

    recurring: bool | None = None
    """Whether data of this app's connections is pulled continuously."""


class CompanyEnvelope(Envelope, kw_only=True, omit_defaults=True, gc=False):
    """Answer with one company."""

    details: Company | None = None
    """The company."""


class CompanyListEnvelope(Envelope, kw_only=True, omit_defaults=True, gc=False):
    """Answer with all companies."""

    details: list[Company] | None = None
    """All companies of the organization."""


class Connection(Struct, kw_only=True, omit_defaults=True, gc=False):
    """The link of a company to one app."""

    id: str
    """Id of the connection; a UUID in every sample."""

    osp: str
    """Lower-case name of the app (the "online service provider"), sent as `app` when it was created."""

    status: ConnectionState
    """State in the life of the connection; not the `status` of the envelope."""

    created: datetime | None = None
    """When the connection was created."""

    modified: datetime | None = None
    """When the connection last changed. Companies call the same thing `updated`."""

    authorize_url: str | None = None
    """Where to send the user agent for consent, at first and again after the link was lost. Opaque: treat the `q` parameter as a black box that may expire. In samples it lies at `https://cb.9spokes.io/redirect`; all of them show it, those of active connections too."""

    settings: dict[str, Any] | None = None
    """Settings of the connection, of unknown content."""


class ExtractionStatus(Struct, kw_only=True, omit_defaults=True, gc=False):
    """How far the extraction of one datasource has come. Ready when `completed` equals `total`. Both count planned units, such as months: the sample has the same large number for bills and for invoices."""

    datasource: Datasource
    """Which of the connection's kinds of data this entry is about."""

    total: int
    """Number of units to extract; not a number of records."""

    completed: int
    """Number of units extracted so far."""

    last_updated: datetime | None = None
    """When this entry last changed."""

    status: str | None = None
    """State of the extraction, with unknown values; not the `status` of the envelope."""

    percent: float | None = None
    """Share of units extracted, presumably from 0 to 100."""


class ProductRecord(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A product in its wrapper. May also carry members of `RecordMetadata`."""

    data: Product | None = None
    """The product."""


class BankAccountsRecord(Struct, kw_only=True, omit_defaults=True, gc=False):
    """The bank accounts on one date. May also carry members of `RecordMetadata`."""

    balance_date: datetime | None = None
    """Date of the balances, as a timestamp."""

    data: list[BankAccount] | None = None
    """The accounts on that date."""


class WebAnalyticsPage(DataPage, kw_only=True, omit_defaults=True, gc=False):
    """A page of web analytics. Its records are in one of two containers, never in both as far as is known."""

    data: list[WebAnalytics] | None = None
    """The records, in the container that the documentation prints."""

    results: list[WebAnalytics] | None = None
    """The records, in the container of all other lists."""


class SocialMarketingPage(DataPage, kw_only=True, omit_defaults=True, gc=False):
    """A page of social marketing figures, printed without a path. Not referred to by any operation."""

    data: list[SocialMarketing] | None = None
    """The records, in the container that the documentation prints."""

    results: list[SocialMarketing] | None = None
    """The records, in the container of all other lists."""


class DataRecordsPage(DataPage, kw_only=True, omit_defaults=True, gc=False):
    """A page of any datasource. Which container is filled depends on the datasource; look for `results`, then `result`, then `data`."""

    results: list[UntypedRecord] | None = None
    """The records, as almost all datasources have them."""

    result: UntypedRecord | None = None
    """The single object of a datasource such as the business."""

    data: list[UntypedRecord] | None = None
    """The records, as pages print them that were never brought up to date."""


class RecordMetadata(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Members that any record of a data list may carry beside its payload. No record below refers to this component: it documents what a reader may meet and must tolerate. Until August 2021 records had such metadata, the vendor's library hides only the database id, and the sample of bills has an ellipsis inside the record."""

    connection_id: str | None = None
    """The connection that the record was extracted through."""

    connection: str | None = None
    """The same as `connection_id`, under the name that other samples use."""

    user: str | None = None
    """Id of a user."""

    company: str | None = None
    """Id of the company."""

    datasource: str | None = None
    """Name of the datasource."""

    osp: str | None = None
    """Lower-case name of the app."""

    type: str | None = None
    """Kind of record, with unknown values."""

    updated: datetime | None = None
    """When the record was last written; one sample has a numeric time zone offset."""

    index: Any = None
    """Unit of extraction that the record came from; its type is not known."""

    cycle: RecordCycle | None = None
    """Length of the unit of extraction."""

    currency: str | None = None
    """Currency of the record."""

    object_class: str | None = None
    """Broadest classification of the record."""

    object_category: str | None = None
    """Category that the vendor files the record under."""

    object_type: str | None = None
    """Kind of record within its category."""

    object_origin_category: str | None = None
    """Category of the app that the object came from."""

    object_origin_type: str | None = None
    """Type of the app that the object came from."""

    object_origin: str | None = None
    """Name of the app that the object came from."""

    object_creation_date: datetime | None = None
    """When the object was created."""

    balance_date: datetime | None = None
    """Date of the balances, also on records that are no balances."""


class LineItem(Struct, kw_only=True, omit_defaults=True, gc=False):
    """One line of a bill, an invoice or a sale. Gross includes tax and net does not; the tables have it the other way round and are contradicted by the sample of a sale."""

    product_name: str | None = None
    """What the product or service on this line is called."""

    system_id: str | None = None
    """Id of the line at 9Spokes; samples are UUIDs, digits and hexadecimal strings."""

    item_identifier: str | None = None
    """Id of the line at the app, often a product name or `N/A`."""

    item_category: str | None = None
    """Category under which the app files the line. Samples are `N/A`, `revenue-transaction`, `sales-revenue` and opaque ids."""

    item_type: LineItemType | None = None
    """Kind of line."""

    item_quantity: Decimal | None = None
    """How many units the line is for. Shown in samples, missing from the tables."""

    item_net_unit_sale_value: Decimal | None = None
    """Price of one unit without tax."""

    item_net_unit_discount_value: Decimal | None = None
    """Discount on one unit without tax. Only the sample of a bill shows it."""

    item_unit_tax_value: Decimal | None = None
    """Tax on one unit. Only the sample of a bill shows it."""

    item_price_list_reference: str | None = None
    """Price list or promotion that the price comes from. Only the sample of a bill shows it, as `N/A`."""

    item_total_gross_value: Decimal | None = None
    """Value of the line including tax."""

    item_total_net_value: Decimal | None = None
    """Value of the line without tax."""

    item_total_tax_value: Decimal | None = None
    """Tax on the line."""


class Address(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A postal address, of a contact or of the business."""

    line1: str | None = None
    """First line."""

    line2: str | None = None
    """Second line."""

    city: str | None = None
    """City or town."""

    postal_code: str | None = None
    """Postal code, as text; leading zeros count."""

    country: str | None = None
    """Country, as a code or as a full name."""

    type: AddressType | None = None
    """What the address is for."""


class LedgerAccount(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A general ledger account with its value on the balance date."""

    account_identifier: str | None = None
    """Id of the account at the app."""

    account_name: str | None = None
    """What the account is called in the ledger."""

    account_code: str | None = None
    """Code in the chart of accounts."""

    account_type: AccountType | None = None
    """Kind of account."""

    account_category: AccountCategory | None = None
    """Part of the accounts that it belongs to."""

    account_currency: str | None = None
    """Currency of the account, ISO 4217."""

    account_status: AccountStatus | None = None
    """Whether the account is in use."""

    value_type: ValueType | None = None
    """Side of the ledger, which gives `total_value` its sign."""

    total_value: Decimal | None = None
    """Value of the account; not negative in any sample."""

    account_type_bank: str | None = None
    """Empty, or `BANK` for a bank account."""

    system_account: str | None = None
    """Role that the app gives the account: empty, `DEBTORS`, `CREDITORS`, `GST`, `HISTORICAL` or `UNPAIDEXPCLM`."""


class Business(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Master data of the business, as its accounting app has it."""

    id: str | None = None
    """Id of the business."""

    name: str | None = None
    """Name of the business."""

    addresses: list[Address] | None = None
    """Addresses of the business."""

    currency: str | None = None
    """Base currency of the business, ISO 4217. The table describes something else by mistake."""

    financial_year: FinancialYear | None = None
    """When the financial year ends."""

    registration_number: str | None = None
    """Number under which the business is registered."""

    tax: BusinessTax | None = None
    """The sales tax of the business."""

    view_id: str | None = None
    """Which company of the accounting app was chosen."""


class Leave(Struct, kw_only=True, omit_defaults=True, gc=False):
    """An employee's application for time off."""

    id: str | None = None
    """Id of the application at the app."""

    type: LeaveType | None = None
    """Kind of leave."""

    status: LeaveStatus | None = None
    """What was decided."""

    start_date: datetime | None = None
    """First day, as a timestamp."""

    end_date: datetime | None = None
    """Last day, as a timestamp."""

    application_url: str | None = None
    """The application in the app."""

    employee_id: str | None = None
    """Id, at the app, of the employee who applied."""

    employee_name: str | None = None
    """Full name of the employee who applied."""

    dates: list[datetime] | None = None
    """Every day of the leave, as timestamps."""


class PayRunSummary(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A pay run, summed up over all employees."""

    __aliases__: ClassVar[dict[str, str]] = {"start": "start_date", "end": "end_date"}

    pay_period: PayPeriod | None = None
    """How often the business pays."""

    start_date: datetime | None = None
    """First day of the period, as a timestamp."""

    end_date: datetime | None = None
    """Last day of the period, as a timestamp."""

    hours: Decimal | None = None
    """Hours worked in the period."""

    gross_pay: Decimal | None = None
    """Pay for the period before deductions. No currency is given."""


class StaffWages(Struct, kw_only=True, omit_defaults=True, gc=False):
    """What was paid to one type of employment on one date."""

    employment_type: EmploymentType | None = None
    """The terms under which those who were paid are employed."""

    gross_pay: Decimal | None = None
    """Pay before deductions. The table calls it a string and every sample shows a number, so a tolerant reader also takes a string of digits. No currency is given."""

    date: datetime | None = None
    """Date of payment, as a timestamp."""


class Campaign(Struct, kw_only=True, omit_defaults=True, gc=False):
    """An e-mail campaign. It has no wrapper."""

    campaign_id: str | None = None
    """Id of the campaign, unique within the app."""

    created_at: datetime | None = None
    """When the campaign was created."""

    updated_at: datetime | None = None
    """When the campaign last changed."""

    sent_time: datetime | None = None
    """When the campaign was sent."""

    status: CampaignStatus | None = None
    """How far the campaign has come."""

    name: str | None = None
    """Name of the campaign."""

    type: CampaignType | None = None
    """Kind of campaign."""

    campaign_report: CampaignReport | None = None
    """Results of the campaign. The table lists its members beside it; the sample has them inside."""


class GrowthHistory(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A mailing list and its growth by month. It has no wrapper."""

    list_id: str | None = None
    """Id of the list, unique within the app."""

    list_name: str | None = None
    """What the mailing list is called in the app."""

    list_date_created: datetime | None = None
    """When the list was created. The table calls it a string; the value is a timestamp."""

    growth_history: list[GrowthMonth] | None = None
    """One entry per month. The table lists its members beside it; the sample has them inside."""


class AppListEnvelope(Envelope, kw_only=True, omit_defaults=True, gc=False):
    """Answer with all apps."""

    details: list[App] | None = None
    """All supported apps."""


class ConnectionEnvelope(Envelope, kw_only=True, omit_defaults=True, gc=False):
    """Answer with one connection."""

    details: Connection | None = None
    """The connection."""


class ConnectionListEnvelope(Envelope, kw_only=True, omit_defaults=True, gc=False):
    """Answer with all connections of a company."""

    details: list[Connection] | None = None
    """All connections of the company."""


class ExtractionStatusListEnvelope(Envelope, kw_only=True, omit_defaults=True, gc=False):
    """Answer with the extraction status of a connection."""

    details: list[ExtractionStatus] | None = None
    """One entry per datasource."""


class ProductsPage(DataPage, kw_only=True, omit_defaults=True, gc=False):
    """One page of a list of products, each in its wrapper."""

    results: list[ProductRecord] | None
    """The records of the page."""


class TrialBalanceRecord(Struct, kw_only=True, omit_defaults=True, gc=False):
    """The ledger accounts on one date. May also carry members of `RecordMetadata`."""

    balance_date: datetime | None = None
    """Date of the balances, as a timestamp. In the sample, not in the table."""

    data: list[LedgerAccount] | None = None
    """The accounts on that date."""


class BankAccountsPage(DataPage, kw_only=True, omit_defaults=True, gc=False):
    """One page of bank account balances, one record per date."""

    results: list[BankAccountsRecord] | None
    """The records of the page."""


class LeaveRecord(Struct, kw_only=True, omit_defaults=True, gc=False):
    """An application for leave in its wrapper. May also carry members of `RecordMetadata`."""

    leave: Leave | None = None
    """The application."""


class PayRunSummaryRecord(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A pay run in its wrapper. May also carry members of `RecordMetadata`."""

    pay_run_summary: PayRunSummary | None = None
    """The figures of the pay run."""


class StaffWagesRecord(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Wages in their wrapper. May also carry members of `RecordMetadata`."""

    staff_wages: StaffWages | None = None
    """What was paid."""


class CampaignsPage(DataPage, kw_only=True, omit_defaults=True, gc=False):
    """One page of e-mail campaigns, without wrapper."""

    results: list[Campaign] | None
    """The records of the page."""


class GrowthHistoryPage(DataPage, kw_only=True, omit_defaults=True, gc=False):
    """One page of mailing lists with their growth, without wrapper."""

    results: list[GrowthHistory] | None
    """The records of the page."""


class BusinessContainer(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Wrapper of the business. May also carry members of `RecordMetadata`."""

    business: Business | None = None
    """The master data."""


class Bill(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A bill that a supplier sent to the business."""

    transaction_outstanding_amount: Decimal | None = None
    """What is still to be paid."""

    currency_rate: Decimal | None = None
    """Exchange rate between the bill and the books of the business, that is between their two currencies."""

    transaction_date: datetime | None = None
    """When the bill was issued."""

    transaction_due_date: datetime | None = None
    """When payment of the bill is due."""

    transaction_status: TransactionStatus | None = None
    """Whether the bill is settled."""

    transaction_reference: str | None = None
    """Id or number of the bill at the app. Nothing guarantees that it is unique."""

    transaction_currency: str | None = None
    """Currency of the bill, ISO 4217."""

    transaction_gross_value: Decimal | None = None
    """Total of the bill including tax."""

    transaction_net_value: Decimal | None = None
    """Total of the bill without tax."""

    related_reference: str | None = None
    """Reference of something the bill belongs to."""

    party_identifier: str | None = None
    """Id of the third party, the supplier; presumably the id of a contact."""

    tax_amount: Decimal | None = None
    """Tax on the bill. Listed in the table, absent from the sample; see `transaction_tax_value`."""

    transaction_tax_value: Decimal | None = None
    """Tax on the bill, under the name that invoices and sales use."""

    transaction_paid_date: datetime | None = None
    """When the bill was paid."""

    line_items: list[LineItem] | None = None
    """What was bought. Sums need not add up; the sample's certainly do not."""


class Invoice(Struct, kw_only=True, omit_defaults=True, gc=False):
    """An invoice that the business sent to a customer."""

    transaction_outstanding_amount: Decimal | None = None
    """What is still to be paid. In the table, not in the sample."""

    currency_rate: Decimal | None = None
    """Exchange rate between the invoice and the books of the business, that is between their two currencies."""

    transaction_date: datetime | None = None
    """When the invoice was issued."""

    transaction_due_date: datetime | None = None
    """When payment of the invoice is due."""

    transaction_status: TransactionStatus | None = None
    """Whether the invoice is settled."""

    transaction_reference: str | None = None
    """Id or number of the invoice at the app. Nothing guarantees that it is unique."""

    transaction_currency: str | None = None
    """Currency of the invoice, ISO 4217."""

    transaction_gross_value: Decimal | None = None
    """Total of the invoice including tax."""

    transaction_net_value: Decimal | None = None
    """Total of the invoice without tax."""

    transaction_tax_value: Decimal | None = None
    """Tax on the invoice. In the sample, not in the table."""

    tax_amount: Decimal | None = None
    """Tax on the invoice, under the name that the table of bills uses."""

    related_reference: str | None = None
    """Reference of something the invoice belongs to."""

    party_identifier: str | None = None
    """Id of the third party, the customer; presumably the id of a contact."""

    line_items: list[LineItem] | None = None
    """What was sold. Sums need not add up."""


class Sale(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A sale at a point of sale. The documentation reuses the description of an invoice, so the members are the same."""

    transaction_outstanding_amount: Decimal | None = None
    """What is still to be paid. In the table, not in the sample."""

    currency_rate: Decimal | None = None
    """Exchange rate between the sale and the books of the business, that is between their two currencies."""

    transaction_date: datetime | None = None
    """When the sale was made."""

    transaction_due_date: datetime | None = None
    """When payment of the sale is due."""

    transaction_status: TransactionStatus | None = None
    """Whether the sale is settled."""

    transaction_reference: str | None = None
    """Id or number of the sale at the app. Nothing guarantees that it is unique."""

    transaction_currency: str | None = None
    """Currency of the sale, ISO 4217."""

    transaction_gross_value: Decimal | None = None
    """Total of the sale including tax."""

    transaction_net_value: Decimal | None = None
    """Total of the sale without tax."""

    transaction_tax_value: Decimal | None = None
    """Tax on the sale. In the sample, not in the table."""

    tax_amount: Decimal | None = None
    """Tax on the sale, under the name that the table of bills uses."""

    related_reference: str | None = None
    """Reference of something the sale belongs to."""

    party_identifier: str | None = None
    """Id of the third party, the customer; presumably the id of a contact."""

    line_items: list[LineItem] | None = None
    """What was sold. Sums need not add up."""


class Contact(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A person or organisation that the business deals with. Table and sample differ; the members are those of both."""

    id: str | None = None
    """Id of the contact at the app."""

    type: ContactType | None = None
    """What the contact is to the business."""

    first_name: str | None = None
    """Given name."""

    last_name: str | None = None
    """Family name."""

    company_name: str | None = None
    """Name of the contact's company."""

    contact_name: str | None = None
    """Name of the person to turn to. In the sample only."""

    phone: str | None = None
    """Telephone number, as it was typed."""

    email: str | None = None
    """E-mail address."""

    website: str | None = None
    """Web site. In the table only."""

    vatin: str | None = None
    """VAT identification number. In the table only."""

    addresses: list[Address] | None = None
    """Postal addresses. In the sample; the table describes the address apart."""


class BillRecord(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A bill in its wrapper. May also carry members of `RecordMetadata`."""

    data: Bill | None = None
    """The bill."""


class InvoiceRecord(Struct, kw_only=True, omit_defaults=True, gc=False):
    """An invoice in its wrapper. May also carry members of `RecordMetadata`."""

    data: Invoice | None = None
    """The invoice."""


class SaleRecord(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A sale in its wrapper. May also carry members of `RecordMetadata`."""

    data: Sale | None = None
    """The sale."""


class ContactRecord(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A contact in its wrapper. May also carry members of `RecordMetadata`."""

    contact: Contact | None = None
    """The person or organisation."""


class TrialBalancePage(DataPage, kw_only=True, omit_defaults=True, gc=False):
    """One page of trial balances, one record per date."""

    results: list[TrialBalanceRecord] | None
    """The records of the page."""


class LeavesPage(DataPage, kw_only=True, omit_defaults=True, gc=False):
    """One page of applications for leave, each in its wrapper."""

    results: list[LeaveRecord] | None
    """The records of the page."""


class PayRunSummaryPage(DataPage, kw_only=True, omit_defaults=True, gc=False):
    """One page of a list of pay runs, each in its wrapper."""

    results: list[PayRunSummaryRecord] | None
    """The records of the page."""


class StaffWagesPage(DataPage, kw_only=True, omit_defaults=True, gc=False):
    """One page of wages, each record in its wrapper."""

    results: list[StaffWagesRecord] | None
    """The records of the page."""


class BusinessResult(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Answer with the business. No sample shows the two members that prose promises for every body."""

    result: BusinessContainer
    """Holds the business."""

    status: EnvelopeStatus | None = None
    """Whether the call succeeded."""

    correlation_id: str | None = field(name="correlationId", default=None)
    """Names the call towards the vendor's support."""


class BillsPage(DataPage, kw_only=True, omit_defaults=True, gc=False):
    """One page of a list of bills, each in its wrapper."""

    results: list[BillRecord] | None
    """The records of the page."""


class InvoicesPage(DataPage, kw_only=True, omit_defaults=True, gc=False):
    """One page of a list of invoices, each in its wrapper."""

    results: list[InvoiceRecord] | None
    """The records of the page."""


class SalesPage(DataPage, kw_only=True, omit_defaults=True, gc=False):
    """One page of a list of sales, each in its wrapper."""

    results: list[SaleRecord] | None
    """The records of the page."""


class ContactsPage(DataPage, kw_only=True, omit_defaults=True, gc=False):
    """One page of a list of contacts, each in its wrapper."""

    results: list[ContactRecord] | None
    """The records of the page."""
