"""Models of Productiv developer API.

Made by `python -m codegen build`; changes belong into the description or `codegen/templates`.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal, TypeAlias

from msgspec import Struct, field

from .structs import HasMoments, KeepsSecrets
from .types import Milliseconds, OpenEnum


class GrantType(OpenEnum):
    """The only OAuth 2 grant that is documented"""

    CLIENT_CREDENTIALS = "client_credentials"


class AccessTokenRequest(KeepsSecrets, kw_only=True, omit_defaults=True, gc=False):
    """Form fields of the token request. The credential is not required here, because it may be sent as HTTP Basic instead."""

    __secrets__: ClassVar[tuple[str, ...]] = ("client_secret",)

    grant_type: GrantType
    """Always `client_credentials`"""

    client_id: str | None = None
    """Id of the credential; left out when HTTP Basic carries it"""

    client_secret: str | None = None
    """Secret of the credential; left out when HTTP Basic carries it"""

    scope: str | None = None
    """One or more full scope URIs separated by spaces; what is granted without it is unknown"""


class AccessTokenResponse(KeepsSecrets, kw_only=True, omit_defaults=True, gc=False):
    """A bearer token; no refresh token is mentioned"""

    __secrets__: ClassVar[tuple[str, ...]] = ("access_token",)

    access_token: str
    """Token to send as `Authorization: Bearer …`"""

    token_type: str | None = None
    """Kind of token; the value is not visible, `Bearer` is what the operations use"""

    expires_in: int | None = None
    """Seconds until the token expires; the actual figure is unknown"""


class SetupApplicationRequest(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A new application, as a third party describes it; the official definition is handed over by hand"""

    app_name: str = field(name="appName")
    """Name of the application"""

    app_description: str | None = field(name="appDescription", default=None)
    """What the application is for"""

    app_category: str | None = field(name="appCategory", default=None)
    """Category of the application"""

    app_url: str | None = field(name="appUrl", default=None)
    """Web address of the application"""


class SetupApplicationResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """The registered application, as a third party describes it"""

    app_id: str | None = field(name="appId", default=None)
    """Id to use as `appId` in push operations"""

    app_name: str | None = field(name="appName", default=None)
    """Name of the application"""


class SuccessResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Plain acknowledgement of a push"""

    success: bool
    """True when the request succeeded"""


class UsageEvent(HasMoments, kw_only=True, omit_defaults=True, gc=False):
    """One action of one user, identified by `timestamp`, `email` and `eventName` together"""

    __moments__: ClassVar[tuple[str, ...]] = ("timestamp",)

    timestamp: Milliseconds
    """When the event happened"""

    email: str
    """Email address of the user who acted"""

    event_name: str = field(name="eventName")
    """One of the event names in the application's definition"""

    target_app: str | None = field(name="targetApp", default=None)
    """Application the user logged into; needed only when the event type's category is "Login\""""


class SpendType(OpenEnum):
    """Kind of a transaction"""

    EXPENSE = "expense"
    INVOICE = "invoice"


class SpendDataRecord(HasMoments, kw_only=True, omit_defaults=True, gc=False):
    """One transaction of a source system. Any key that is not listed is kept and shown as an additional detail of the transaction."""

    __open_field__: ClassVar[str] = "additional_details"

    __moments__: ClassVar[tuple[str, ...]] = ("created",)

    signature_id: str = field(name="signatureId")
    """What identifies the transaction where it comes from; must be unique there, and repeats of it are recognized"""

    created: Milliseconds
    """Creation time of the transaction at its source"""

    amount: Decimal
    """Amount of the transaction"""

    currency: str
    """ISO 4217 code of the amount's currency"""

    type: SpendType
    """Whether this is an expense or an invoice"""

    vendor: str
    """Who was paid"""

    description: str | None = None
    """Memo of the transaction"""

    identifier: str | None = None
    """Identifier of the user behind the transaction, for example an email address"""

    name: str | None = None
    """Name of the user behind the transaction"""

    category: str | None = None
    """Category or general ledger account"""

    transaction_number: str | None = field(name="transactionNumber", default=None)
    """Number that identifies the transaction"""

    invoice_number: str | None = field(name="invoiceNumber", default=None)
    """Number that identifies the invoice"""

    po_number: str | None = field(name="poNumber", default=None)
    """Number that identifies the purchase order"""

    cost_center: str | None = field(name="costCenter", default=None)
    """Cost center or department"""

    last_modified_ts: str | int | None = field(name="lastModifiedTs", default=None)
    """Unix milliseconds of the last change at the source; the page types it as a string"""

    additional_details: dict[str, Any] = field(name="*", default={})
    """Every other key of the record, written beside the documented ones."""


class ProvisionedUser(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A user of a custom integration; the page's table was not visible, so further optional fields may exist"""

    app_user_id: str = field(name="appUserId")
    """Id of the user inside the application"""

    email: str
    """Email address of the user"""

    username: str | None = None
    """Login name inside the application"""

    license: str | None = None
    """Name of the user's license, one of the application's license tiers"""


class PublishProvisionedUsersRequest(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Users to add or change"""

    provisioned_users: list[ProvisionedUser] = field(name="provisionedUsers")
    """The users, at most 1000"""


class ProvisionedUsersResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """One page of a custom integration's users"""

    success: bool
    """True when the request succeeded"""

    provisioned_users: list[ProvisionedUser] = field(name="provisionedUsers")
    """The users of this page, at most 1000"""

    next_page_token: str | None = field(name="nextPageToken", default=None)
    """Cursor of the next page; null on the last one"""

    num_users: int | None = field(name="numUsers", default=None)
    """How many users this page holds"""


class ProvisionedUserKey(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Names a user to delete"""

    app_user_id: str = field(name="appUserId")
    """Id of the user inside the application"""

    email: str
    """Email address of the user"""


class DeleteProvisionedUsersRequest(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Names who is to leave the list, at most 1000 at a time"""

    provisioned_users: list[ProvisionedUserKey] = field(name="provisionedUsers")
    """The users, at most 1000"""


class DeleteProvisionedUsersResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Outcome of a deletion"""

    num_users_deleted: int = field(name="numUsersDeleted")
    """How many users were deleted"""

    success: bool
    """True when every listed user was deleted; the value after a partial deletion is unknown"""


class UploadType(OpenEnum):
    """Kind of records in uploaded files; at least one more value exists than is listed here"""

    USERS = "users"
    CONTRACTS = "contracts"


class UploadUrl(KeepsSecrets, kw_only=True, omit_defaults=True, gc=False):
    """Where to upload one file"""

    __secrets__: ClassVar[tuple[str, ...]] = ("upload_url",)

    filename: str | None = None
    """File name as requested"""

    upload_url: str | None = field(name="uploadUrl", default=None)
    """Signed address that takes the bytes of the file by PUT; its lifetime is unknown"""


class CreateOrgChartRequest(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Name of a snapshot and its custom columns"""

    org_chart_name: str = field(name="orgChartName")
    """Free label of the snapshot, for example its date; a new name gives a new id"""

    custom_fields_config: dict[str, str] | None = field(name="customFieldsConfig", default=None)
    """Up to five custom columns: keys `customField1`, `customField2` and so on, values the names to display, such as Date of Birth or Director (a third party adds VP, Entity and Business Unit)"""


class CreateOrgChartResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """The id of a new snapshot"""

    success: bool
    """True when the request succeeded"""

    id: str
    """Resource id to add users to; it looks like a UUID"""


class OrgChartUser(Struct, kw_only=True, omit_defaults=True, gc=False):
    """One person of an org chart; the fields come from a sample, because the table was not visible"""

    email: str
    """Email address of the person"""

    first_name: str | None = field(name="firstName", default=None)
    """Given name of the person"""

    last_name: str | None = field(name="lastName", default=None)
    """Family name of the person"""

    team: str | None = None
    """Team or department"""

    location: str | None = None
    """Place of work"""

    title: str | None = None
    """Job title"""

    manager_email: str | None = field(name="managerEmail", default=None)
    """Email address of the person's manager"""

    additional_emails: str | None = field(name="additionalEmails", default=None)
    """Further email addresses; a string despite its name (empty in the sample), with an unknown separator"""

    cost_center: str | None = field(name="costCenter", default=None)
    """Code or name of the cost center the person counts towards"""

    custom_field_1: str | None = field(name="customField1", default=None)
    """Value of the snapshot's first custom column"""

    custom_field_2: str | None = field(name="customField2", default=None)
    """Value of the snapshot's second custom column"""

    custom_field_3: str | None = field(name="customField3", default=None)
    """Value of the snapshot's third custom column"""

    custom_field_4: str | None = field(name="customField4", default=None)
    """Value of the snapshot's fourth custom column"""

    custom_field_5: str | None = field(name="customField5", default=None)
    """Value of the snapshot's fifth custom column"""


class LatestOrgChartResponse(KeepsSecrets, kw_only=True, omit_defaults=True, gc=False):
    """Where to find the newest snapshot"""

    __secrets__: ClassVar[tuple[str, ...]] = ("download_url",)

    success: bool
    """True when the request succeeded"""

    download_url: str = field(name="downloadUrl")
    """Link to a CSV file of the newest snapshot"""


class AppStatus(OpenEnum):
    """Status that the company has given an app. No status may arrive as the literal text `None` or as an empty string; both are kept as they are."""

    APPROVED = "Approved"
    NOT_APPROVED = "Not approved"
    IN_REVIEW = "In review"
    NONE = "None"
    EMPTY = ""


class AppDataSource(OpenEnum):
    """Where Productiv learns about an app"""

    ENGAGEMENT = "Engagement"
    MANAGED_SSO = "Managed SSO"
    UNMANAGED_SSO = "Unmanaged SSO"
    EXPENSES = "Expenses"
    PAYMENTS = "Payments"
    CONTRACT = "Contract"
    CASB = "CASB"


class FiscalDate(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A month of a fiscal year; the keys come from a sample"""

    fiscal_year: str | None = field(name="FiscalYear", default=None)
    """Fiscal year with four digits, as a string"""

    as_of_month: str | None = field(name="AsOfMonth", default=None)
    """Month with two digits, as a string"""


class FiscalDateRange(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A fiscal period; the keys come from a sample"""

    start: date | None = field(name="Start", default=None)
    """First day"""

    end: date | None = field(name="End", default=None)
    """Last day"""


class InstanceDataSource(OpenEnum):
    """Where Productiv learns about an app instance"""

    ENGAGEMENT = "Engagement"
    MANAGED_SSO = "Managed SSO"
    UNMANAGED_SSO = "Unmanaged SSO"
    CONTRACT = "Contract"
    CASB = "CASB"


class RollingWindowActivity(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Use of licenses within a rolling window"""

    engaged_licenses: int | None = field(name="EngagedLicenses", default=None)
    """Licenses with activity in the window"""

    inactive_licenses: int | None = field(name="InactiveLicenses", default=None)
    """Licenses without activity in the window"""

    percentage_active: float | None = field(name="PercentageActive", default=None)
    """Engaged over provisioned licenses, null without provisioned ones; whether 1 or 100 means all is not stated"""


class ContractAmount(Struct, kw_only=True, omit_defaults=True, gc=False):
    """An amount of a contract. The page's text names its keys in lower case, while Cost capitalizes them: both are read, the capitalized ones are written."""

    __aliases__: ClassVar[dict[str, str]] = {"amount": "Amount", "currency": "Currency"}

    amount: Decimal | None = field(name="Amount", default=None)
    """Numeric value"""

    currency: str | None = field(name="Currency", default=None)
    """Currency code"""


class Cost(Struct, kw_only=True, omit_defaults=True, gc=False):
    """An amount of money, of a contract or of a period of spend"""

    amount: Decimal | None = field(name="Amount", default=None)
    """Numeric value"""

    currency: str | None = field(name="Currency", default=None)
    """Currency code"""


class ComplianceStatus(OpenEnum):
    """Whether an app meets a standard"""

    COMPLIANT = "COMPLIANT"
    NON_COMPLIANT = "NON_COMPLIANT"
    UNKNOWN = "UNKNOWN"


class Compliance(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Security and privacy standards, each with a status"""

    iso27001: ComplianceStatus | None = field(name="ISO27001", default=None)
    """Information security management"""

    soc2: ComplianceStatus | None = field(name="SOC2", default=None)
    """Service organization controls"""

    gdpr: ComplianceStatus | None = field(name="GDPR", default=None)
    """Data protection in the European Union"""

    fedramp: ComplianceStatus | None = field(name="FedRAMP", default=None)
    """Cloud services of United States federal agencies"""

    fisma: ComplianceStatus | None = field(name="Fisma", default=None)
    """Information security of United States federal agencies"""

    swiss_us_privacy_shield: ComplianceStatus | None = field(name="Swiss-U.S. Privacy Shield", default=None)
    """Transfer of personal data from Switzerland to the United States"""

    ccpa: ComplianceStatus | None = field(name="CCPA", default=None)
    """Consumer privacy in California"""


class SSOProtocols(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Single sign-on protocols of an app or instance"""

    detected_protocols: list[str] | None = field(name="DetectedProtocols", default=None)
    """Protocols found in use"""

    supported_protocols: list[str] | None = field(name="SupportedProtocols", default=None)
    """Protocols the app supports; not there on instances"""

    data_sources: list[str] | None = field(name="DataSources", default=None)
    """Display names of the SSO providers that delivered the data"""


class AppOwner(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A person who owns an app"""

    name: str | None = field(name="Name", default=None)
    """Name of the person"""

    email: str | None = field(name="Email", default=None)
    """Email address of the person"""


class AppContacts(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Owners of an app by type; the key of a type without owners is absent"""

    num_contacts: int | None = field(name="NumContacts", default=None)
    """Number of owners of all types together"""

    finance_contacts: list[AppOwner] | None = field(name="Finance_Contacts", default=None)
    """Finance owners"""

    security_contacts: list[AppOwner] | None = field(name="Security_Contacts", default=None)
    """Security owners"""

    it_contacts: list[AppOwner] | None = field(name="IT_Contacts", default=None)
    """IT owners"""

    legal_contacts: list[AppOwner] | None = field(name="Legal_Contacts", default=None)
    """Legal owners"""

    functional_contacts: list[AppOwner] | None = field(name="Functional_Contacts", default=None)
    """Functional owners"""

    vendor_contacts: list[AppOwner] | None = field(name="Vendor_Contacts", default=None)
    """Vendor owners"""

    procurement_contacts: list[AppOwner] | None = field(name="Procurement_Contacts", default=None)
    """Procurement owners"""

    other_contacts: list[AppOwner] | None = field(name="Other_Contacts", default=None)
    """Other owners"""


class SingleSelectCustomField(
    Struct, kw_only=True, omit_defaults=True, gc=False, tag_field="FieldType", tag="singleselect"
):
    """Custom field with one of its configured values"""

    field_type: ClassVar[Literal["singleselect"]] = "singleselect"
    """Tells the type of the value; always `singleselect` here"""

    field_name: str | None = field(name="FieldName", default=None)
    """Name of the field to display"""

    field_value: str | None = field(name="FieldValue", default=None)
    """The chosen value"""

    field_key: str | None = field(name="FieldKey", default=None)
    """Key that identifies the field; absent in the sample of app details v1"""


class MultiSelectCustomField(
    Struct, kw_only=True, omit_defaults=True, gc=False, tag_field="FieldType", tag="multiselect"
):
    """Custom field with several of its configured values"""

    field_type: ClassVar[Literal["multiselect"]] = "multiselect"
    """Tells the type of the value; always `multiselect` here"""

    field_name: str | None = field(name="FieldName", default=None)
    """Name of the field to display"""

    field_value: list[str] | None = field(name="FieldValue", default=None)
    """The chosen values"""

    field_key: str | None = field(name="FieldKey", default=None)
    """Key that identifies the field; absent in the sample of app details v1"""


class TextCustomField(Struct, kw_only=True, omit_defaults=True, gc=False, tag_field="FieldType", tag="text"):
    """Custom field with free text"""

    field_type: ClassVar[Literal["text"]] = "text"
    """Tells the type of the value; always `text` here"""

    field_name: str | None = field(name="FieldName", default=None)
    """Name of the field to display"""

    field_value: str | None = field(name="FieldValue", default=None)
    """The text"""

    field_key: str | None = field(name="FieldKey", default=None)
    """Key that identifies the field; absent in the sample of app details v1"""


class NumberCustomField(Struct, kw_only=True, omit_defaults=True, gc=False, tag_field="FieldType", tag="number"):
    """Custom field with a number"""

    field_type: ClassVar[Literal["number"]] = "number"
    """Tells the type of the value; always `number` here"""

    field_name: str | None = field(name="FieldName", default=None)
    """Name of the field to display"""

    field_value: float | None = field(name="FieldValue", default=None)
    """Any number, without a unit"""

    field_key: str | None = field(name="FieldKey", default=None)
    """Key that identifies the field; absent in the sample of app details v1"""


class DateCustomField(Struct, kw_only=True, omit_defaults=True, gc=False, tag_field="FieldType", tag="date"):
    """Custom field with a date"""

    field_type: ClassVar[Literal["date"]] = "date"
    """Tells the type of the value; always `date` here"""

    field_name: str | None = field(name="FieldName", default=None)
    """Name of the field to display"""

    field_value: date | None = field(name="FieldValue", default=None)
    """The date"""

    field_key: str | None = field(name="FieldKey", default=None)
    """Key that identifies the field; absent in the sample of app details v1"""


class CustomFieldCurrency(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Value of a currency field; unlike Cost, its keys begin in lower case"""

    currency_code: str | None = field(name="currencyCode", default=None)
    """ISO 4217 code"""

    amount: Decimal | None = None
    """Numeric value"""


class CustomFieldHyperlink(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A link with the text that stands for it"""

    label: str | None = None
    """Text of the link"""

    url: str | None = None
    """Address the link leads to"""


class UserDataSource(OpenEnum):
    """Source that says who is provisioned for an app"""

    ENGAGEMENT = "Engagement"
    MANAGED_SSO = "Managed SSO"
    UNMANAGED_SSO = "Unmanaged SSO"


class AppUserStatus(OpenEnum):
    """Activity of a user within the rolling window; only one value was visible"""

    ACTIVE = "Active"


class AppUser(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A user provisioned for an app. The sample is cut after these fields, within a key that begins with `Manager`; more fields exist."""

    application_id: str | None = field(name="ApplicationId", default=None)
    """Id of the app"""

    application_instance_id: str | None = field(name="ApplicationInstanceId", default=None)
    """Id of the app instance"""

    email: str | None = field(name="Email", default=None)
    """Email address of the user"""

    first_name: str | None = field(name="FirstName", default=None)
    """Given name of the user"""

    last_name: str | None = field(name="LastName", default=None)
    """Family name of the user"""

    status: AppUserStatus | None = field(name="Status", default=None)
    """Whether the user was active within the rolling window"""

    team: str | None = field(name="Team", default=None)
    """Team of the user"""

    job_title: str | None = field(name="JobTitle", default=None)
    """Job title of the user"""

    location: str | None = field(name="Location", default=None)
    """Place of work of the user"""


class AppUsersResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """One page of an app's users"""

    users: list[AppUser] = field(name="Users")
    """The users of this page"""

    count: int | None = field(name="Count", default=None)
    """How many users this page holds"""

    after: str | None = field(name="After", default=None)
    """Cursor of the next page; absent on the last one"""


class AuditEvent(Struct, kw_only=True, omit_defaults=True, gc=False):
    """An activity on the Productiv platform; every field comes from a third party"""

    event_id: str | None = field(name="eventId", default=None)
    """Identifies the event; no format is known"""

    event_type: str | None = field(name="eventType", default=None)
    """Type of the event; no value is known"""

    timestamp: datetime | None = None
    """When it happened, in UTC"""

    user_email: str | None = field(name="userEmail", default=None)
    """Email address of the user who acted"""

    details: dict[str, Any] | None = None
    """Anything else about the event"""


class AuditEventsResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """One page of audit events"""

    success: bool
    """True when the request succeeded"""

    events: list[AuditEvent] | None = None
    """The events of this page, at most 500; the key is a third party's"""

    next_page_token: str | None = field(name="nextPageToken", default=None)
    """Cursor of the next page, sent back as `pageToken`; absent on the last page"""


class ExecutionSelector(OpenEnum):
    """Which execution to return; execution ids exist, but the documentation allows this literal only"""

    LATEST = "latest"


class ProvisioningWorkflowStatus(OpenEnum):
    """State of a provisioning workflow"""

    ACTIVE = "active"
    INACTIVE = "inactive"


class ProvisioningRuleStatus(OpenEnum):
    """State of a rule; only one value was visible"""

    ACTIVE = "active"


class ProvisioningRule(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A rule of a provisioning workflow"""

    rule_id: str | None = field(name="RuleId", default=None)
    """Identifies the rule, also in execution summaries and outcomes"""

    rule_status: ProvisioningRuleStatus | None = field(name="RuleStatus", default=None)
    """State of the rule"""

    description: str | None = field(name="Description", default=None)
    """The rule in words: an action (such as Downgrade, Deprovision, Remove SSO access), a license tier, a condition on activity and its window in days"""


class ProvisioningWorkflowVersion(HasMoments, kw_only=True, omit_defaults=True, gc=False):
    """An earlier version of a provisioning workflow"""

    __moments__: ClassVar[tuple[str, ...]] = ("creation_time",)

    workflow_id: str | None = field(name="WorkflowId", default=None)
    """Id of this version"""

    workflow_status: ProvisioningWorkflowStatus | None = field(name="WorkflowStatus", default=None)
    """State of this version"""

    creation_time: Milliseconds | None = field(name="CreationTime", default=None)
    """When this version was created"""

    rules: list[ProvisioningRule] | None = field(name="Rules", default=None)
    """Rules of this version"""


class ProvisioningWorkflow(HasMoments, kw_only=True, omit_defaults=True, gc=False):
    """A workflow that deprovisions or downgrades users of one app instance"""

    __moments__: ClassVar[tuple[str, ...]] = ("creation_time",)

    application_id: str | None = field(name="ApplicationId", default=None)
    """Id of the app"""

    application_instance_id: str | None = field(name="ApplicationInstanceId", default=None)
    """Id of the app instance, by which executions are asked for"""

    workflow_id: str | None = field(name="WorkflowId", default=None)
    """Id of the workflow; begins with `POL_` in samples"""

    workflow_status: ProvisioningWorkflowStatus | None = field(name="WorkflowStatus", default=None)
    """State of the workflow"""

    creation_time: Milliseconds | None = field(name="CreationTime", default=None)
    """When the workflow was created"""

    rules: list[ProvisioningRule] | None = field(name="Rules", default=None)
    """Rules of the workflow"""

    history: list[ProvisioningWorkflowVersion] | None = field(name="History", default=None)
    """Earlier versions"""


class ProvisioningWorkflowsResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """One page of provisioning workflows"""

    workflows: list[ProvisioningWorkflow] = field(name="Workflows")
    """The workflows of this page"""

    response_time_ms: float | None = field(name="ResponseTimeMs", default=None)
    """Milliseconds the server took"""

    next_page_token: str | None = field(name="nextPageToken", default=None)
    """Cursor of the next page, sent back as `pageToken`; absent on the last page"""


class RuleExecutionStatus(OpenEnum):
    """State of a rule's execution; only one value was visible"""

    COMPLETED = "completed"


class RuleOutcomeSplit(Struct, kw_only=True, omit_defaults=True, gc=False):
    """What became of the users a rule matched; in the sample the four add up to the number of matched users"""

    num_actioned_users: int | None = field(name="NumActionedUsers", default=None)
    """Users the action was carried out for"""

    num_waiting_users: int | None = field(name="NumWaitingUsers", default=None)
    """Users the action still waits for"""

    num_errored_users: int | None = field(name="NumErroredUsers", default=None)
    """Users the action failed for"""

    num_ignored_users: int | None = field(name="NumIgnoredUsers", default=None)
    """Users who were passed over"""


class RuleExecutionResults(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Figures of a rule's execution"""

    num_matched_users: int | None = field(name="NumMatchedUsers", default=None)
    """Users the rule matched"""

    outcome_split: RuleOutcomeSplit | None = field(name="OutcomeSplit", default=None)
    """What became of them"""


class RuleExecutionSummary(HasMoments, kw_only=True, omit_defaults=True, gc=False):
    """One rule of an execution"""

    __moments__: ClassVar[tuple[str, ...]] = ("start_time", "end_time")

    rule_id: str | None = field(name="RuleId", default=None)
    """Identifies the rule, as in the list of workflows"""

    description: str | None = field(name="Description", default=None)
    """The rule in words"""

    rule_execution_status: RuleExecutionStatus | None = field(name="RuleExecutionStatus", default=None)
    """State of the execution"""

    start_time: Milliseconds | None = field(name="StartTime", default=None)
    """When the execution began"""

    end_time: Milliseconds | None = field(name="EndTime", default=None)
    """When the execution ended"""

    results: RuleExecutionResults | None = field(name="Results", default=None)
    """Figures of the execution"""


class ProvisioningWorkflowExecutionSummary(Struct, kw_only=True, omit_defaults=True, gc=False):
    """One run of a provisioning workflow, summed up per rule; the sample is cut after its first rule"""

    workflow_id: str | None = field(name="WorkflowId", default=None)
    """Workflow that ran; begins with `POL_` in samples"""

    execution_id: str | None = field(name="ExecutionId", default=None)
    """Id of the run; has the form `polId=<WorkflowId>|runId=<date>_<digits>` and cannot be asked for"""

    rule_summaries: list[RuleExecutionSummary] | None = field(name="RuleSummaries", default=None)
    """The rules of the run"""


class ProvisioningExecutionSummariesResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """One page of execution summaries"""

    summaries: list[ProvisioningWorkflowExecutionSummary] = field(name="Summaries")
    """The executions of this page"""

    response_time_ms: float | None = field(name="ResponseTimeMs", default=None)
    """Milliseconds the server took"""

    next_page_token: str | None = field(name="nextPageToken", default=None)
    """Cursor of the next page, sent back as `pageToken`; absent on the last page"""


class ProvisioningExecutionResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """One execution of a provisioning workflow"""

    summary: ProvisioningWorkflowExecutionSummary = field(name="Summary")
    """The execution"""

    response_time_ms: float | None = field(name="ResponseTimeMs", default=None)
    """Milliseconds the server took"""


class ExecutionAction(OpenEnum):
    """What was done, or suggested, for a user; only one value was visible"""

    DEPROVISIONED = "deprovisioned"


class ExecutionOutcome(Struct, kw_only=True, omit_defaults=True, gc=False):
    """What became of a user; other shapes may exist"""

    action: ExecutionAction | None = field(name="Action", default=None)
    """What the rule did, or suggests to do, for the user"""

    is_suggest: bool | None = field(name="IsSuggest", default=None)
    """Whether the action was suggested and not carried out"""


class UserExecutionOutcome(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A user matched by a rule of an execution, with the outcome; the table was not visible"""

    email: str | None = field(name="Email", default=None)
    """Email address of the user"""

    team: str | None = field(name="Team", default=None)
    """Team of the user"""

    job_title: str | None = field(name="JobTitle", default=None)
    """Job title of the user"""

    name: str | None = field(name="Name", default=None)
    """Name of the user"""

    rule_id: str | None = field(name="RuleId", default=None)
    """Id of the rule that matched"""

    outcome: ExecutionOutcome | None = field(name="Outcome", default=None)
    """What became of the user"""


class ProvisioningExecutionUsersResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """One page of an execution's users"""

    users: list[UserExecutionOutcome] = field(name="Users")
    """The users of this page"""

    response_time_ms: float | None = field(name="ResponseTimeMs", default=None)
    """Milliseconds the server took"""

    next_page_token: str | None = field(name="nextPageToken", default=None)
    """Cursor of the next page, sent back as `pageToken`; absent on the last page"""


class AppAttributeName(OpenEnum):
    """Name of a built-in attribute; only one is known, more may exist"""

    NOTES = "notes"


class AppOwnerType(OpenEnum):
    """What an owner is responsible for"""

    FINANCE = "Finance"
    SECURITY = "Security"
    IT = "IT"
    LEGAL = "Legal"
    FUNCTIONAL = "Functional"
    VENDOR = "Vendor"
    PROCUREMENT = "Procurement"
    OTHER = "Other"


class AttributeAssignment(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A built-in attribute and its new value"""

    name: AppAttributeName
    """Name of the attribute"""

    value: Any = None
    """New value; its type depends on the attribute and is not documented"""


class CustomFieldAssignment(Struct, kw_only=True, omit_defaults=True, gc=False):
    """An existing custom field and its new value"""

    name: str
    """Name of the custom field; samples look like display names, whether keys work too is unknown"""

    value: Any = None
    """New value in the form that a field of this type has when it is read (see the CustomField types)"""


class AppOwnerAssignment(Struct, kw_only=True, omit_defaults=True, gc=False):
    """An app owner to add or to remove; the read side has AppOwner with other keys"""

    type: AppOwnerType
    """Type of the owner"""

    email: str
    """Email address of the owner"""


class ApplicationAttributesUpdate(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Changes to one app"""

    application_id: str = field(name="applicationId")
    """Id of the app, from the list of apps"""

    attributes: list[AttributeAssignment] | None = None
    """Built-in attributes to set"""

    custom_fields: list[CustomFieldAssignment] | None = field(name="customFields", default=None)
    """Existing custom fields to set; new ones cannot be created"""

    app_owners: list[AppOwnerAssignment] | None = field(name="appOwners", default=None)
    """Owners to add; existing owners stay"""


UpdateAttributesRequest: TypeAlias = list[ApplicationAttributesUpdate]
"""
Changes to several apps, as a bare array; the largest number is unknown
"""


class AttributeDeletion(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A built-in attribute to clear; the value must be left out"""

    name: AppAttributeName
    """Name of the attribute"""


class CustomFieldDeletion(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A custom field to clear; the value must be left out"""

    name: str
    """Name of the custom field"""


class ApplicationAttributesDeletion(Struct, kw_only=True, omit_defaults=True, gc=False):
    """What to clear on one app"""

    application_id: str = field(name="applicationId")
    """Id of the app, from the list of apps"""

    attributes: list[AttributeDeletion] | None = None
    """Built-in attributes to clear"""

    custom_fields: list[CustomFieldDeletion] | None = field(name="customFields", default=None)
    """Custom fields to clear"""

    app_owners: list[AppOwnerAssignment] | None = field(name="appOwners", default=None)
    """Owners to remove"""


DeleteAttributesRequest: TypeAlias = list[ApplicationAttributesDeletion]
"""
What to clear on several apps, as a bare array; the largest number is unknown
"""


class FailedAttribute(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A built-in attribute that could not be changed"""

    name: AppAttributeName | None = None
    """Name of the attribute"""

    value: Any = None
    """The refused value"""

    reason: str | None = None
    """Why it was refused"""


class FailedCustomField(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A custom field that could not be changed"""

    name: str | None = None
    """Name of the custom field"""

    value: Any = None
    """The refused value"""

    reason: str | None = None
    """Why it was refused, in words such as an invalid value for the custom field"""


class FailedAppOwner(Struct, kw_only=True, omit_defaults=True, gc=False):
    """An app owner who could not be added or removed"""

    type: AppOwnerType | None = None
    """Type of the owner"""

    email: str | None = None
    """Email address of the owner"""

    reason: str | None = None
    """Why it was refused"""


class FailedApplicationUpdate(Struct, kw_only=True, omit_defaults=True, gc=False):
    """What could not be changed on one app"""

    application_id: str | None = field(name="applicationId", default=None)
    """Id of the app"""

    attributes: list[FailedAttribute] | None = None
    """Built-in attributes that failed"""

    custom_fields: list[FailedCustomField] | None = field(name="customFields", default=None)
    """Custom fields that failed"""

    app_owners: list[FailedAppOwner] | None = field(name="appOwners", default=None)
    """Owners that failed"""


class AttributeUpdatesResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Outcome of a batch of changes to apps"""

    num_successful_updates: int = field(name="NumSuccessfulUpdates")
    """How many updates took effect"""

    failed_updates: list[FailedApplicationUpdate] = field(name="FailedUpdates")
    """What did not take effect"""

    response_time_ms: float | None = field(name="ResponseTimeMs", default=None)
    """Milliseconds the server took"""


class SellerType(OpenEnum):
    """Kind of supplier to list"""

    VENDOR = "vendor"
    RESELLER = "reseller"


class SupplierType(OpenEnum):
    """Kind of a listed supplier"""

    VENDOR = "Vendor"
    RESELLER = "Reseller"


class SupplierAttributesUpdate(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Changes to one supplier"""

    supplier_id: str = field(name="supplierId")
    """A `VendorId` or `ResellerId` from the list of suppliers"""

    custom_fields: list[CustomFieldAssignment] | None = field(name="customFields", default=None)
    """Existing custom fields to set; new ones cannot be created"""


UpdateSupplierAttributesRequest: TypeAlias = list[SupplierAttributesUpdate]
"""
Changes to several suppliers, as a bare array; the largest number is unknown
"""


class FailedSupplierUpdate(Struct, kw_only=True, omit_defaults=True, gc=False):
    """What could not be changed on one supplier"""

    supplier_id: str | None = field(name="supplierId", default=None)
    """Supplier as it was named in the request"""

    custom_fields: list[FailedCustomField] | None = field(name="customFields", default=None)
    """Custom fields that failed"""


class SupplierUpdatesResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Outcome of a batch of changes to suppliers"""

    num_successful_updates: int = field(name="NumSuccessfulUpdates")
    """How many updates took effect"""

    failed_updates: list[FailedSupplierUpdate] = field(name="FailedUpdates")
    """What did not take effect"""

    response_time_ms: float | None = field(name="ResponseTimeMs", default=None)
    """Milliseconds the server took"""


class ResumeWorkflowRequest(KeepsSecrets, kw_only=True, omit_defaults=True, gc=False):
    """Names the step that shall go on"""

    __secrets__: ClassVar[tuple[str, ...]] = ("callback_token",)

    callback_token: str = field(name="CallbackToken")
    """Token that came with the webhook"""


class ResumeResult(OpenEnum):
    """`success`, or `duplicate` when the token had been used before"""

    SUCCESS = "success"
    DUPLICATE = "duplicate"


class ResumeWorkflowResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Outcome of resuming a workflow"""

    result: ResumeResult
    """Whether the token was used for the first time"""


class CommentAttachment(KeepsSecrets, kw_only=True, omit_defaults=True, gc=False):
    """A document of a comment"""

    __secrets__: ClassVar[tuple[str, ...]] = ("url",)

    filename: str = field(name="Filename")
    """Name of the file"""

    url: str = field(name="Url")
    """Address from which anybody can download the file; it may be signed and short-lived"""


class AddWorkflowCommentRequest(KeepsSecrets, kw_only=True, omit_defaults=True, gc=False):
    """A comment on a waiting workflow step"""

    __secrets__: ClassVar[tuple[str, ...]] = ("callback_token",)

    callback_token: str = field(name="CallbackToken")
    """Token that came with the webhook"""

    message: str = field(name="Message")
    """Text of the comment"""

    user_email: str = field(name="UserEmail")
    """Email address of the author"""

    attachments: list[CommentAttachment] | None = field(name="Attachments", default=None)
    """Documents of the comment"""


AddWorkflowCommentResponse: TypeAlias = dict[str, Any]
"""
Answer to a comment. Its fields were cut off, so any key may arrive; that it is a JSON object is inferred from the sibling operation.
"""


class WorkflowType(OpenEnum):
    """Type of a workflow; which value a general purchase has is unknown"""

    APP_RENEWAL = "APP_RENEWAL"
    APP_REVIEW = "APP_REVIEW"
    SOFTWARE_INTAKE = "SOFTWARE_INTAKE"


class WorkflowMetadata(HasMoments, kw_only=True, omit_defaults=True, gc=False):
    """A workflow and its run"""

    __moments__: ClassVar[tuple[str, ...]] = ("start_timestamp",)

    id: str = field(name="Id")
    """Id of the workflow"""

    run_id: str = field(name="RunId")
    """Identifies this run of the workflow"""

    name: str = field(name="Name")
    """Name of the workflow"""

    type: WorkflowType = field(name="Type")
    """Type of the workflow"""

    start_timestamp: Milliseconds = field(name="StartTimestamp")
    """When the run began"""


class ApplicationMetadata(Struct, kw_only=True, omit_defaults=True, gc=False):
    """The app a workflow runs for"""

    id: str = field(name="Id")
    """Id of the app"""

    name: str = field(name="Name")
    """Name of the app"""


class AppWorkflowMetadata(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Workflow and app of a renewal or review"""

    workflow: WorkflowMetadata = field(name="Workflow")
    """The workflow and its run"""

    application: ApplicationMetadata = field(name="Application")
    """The app under renewal or review"""


class IntakeWorkflowMetadata(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Workflow of a software intake or general purchase, which has no app yet"""

    workflow: WorkflowMetadata = field(name="Workflow")
    """The workflow and its run"""


class WorkflowAttachment(KeepsSecrets, kw_only=True, omit_defaults=True, gc=False):
    """A document of a renewal or review"""

    __secrets__: ClassVar[tuple[str, ...]] = ("url",)

    filename: str = field(name="Filename")
    """Name of the file"""

    url: str = field(name="Url")
    """Address of the content; it expires after 5 days"""


class IntakeAttachment(KeepsSecrets, kw_only=True, omit_defaults=True, gc=False):
    """A document of a software intake or general purchase"""

    __secrets__: ClassVar[tuple[str, ...]] = ("url",)

    filename: str | None = field(name="Filename", default=None)
    """Name of the file"""

    url: str | None = field(name="Url", default=None)
    """Address of the content; it expires after 5 days"""


class AppReviewEvent(
    HasMoments,
    KeepsSecrets,
):
    """Body of the request for an app review"""

    __moments__: ClassVar[tuple[str, ...]] = ("timestamp",)

    __secrets__: ClassVar[tuple[str, ...]] = ("callback_token",)

    timestamp: Milliseconds = field(name="Timestamp")
    """When the step was reached"""

    callback_token: str = field(name="CallbackToken")
    """Token for `resumeWorkflow` and `addWorkflowComment`"""

    metadata: AppWorkflowMetadata = field(name="Metadata")
    """The workflow run and the app"""

    attachments: list[WorkflowAttachment] = field(name="Attachments")
    """Documents of the workflow"""


class RequestFormField(Struct, kw_only=True, omit_defaults=True, gc=False):
    """One field of a request form"""

    field_label: str | None = field(name="FieldLabel", default=None)
    """Label the requester saw"""

    field_value: Any = field(name="FieldValue", default=None)
    """What the requester entered; any JSON value"""


class RenewalContractSummary(Struct, kw_only=True, omit_defaults=True, gc=False):
    """The contracts of an app in sum; app details have a type of their own, ContractSummary"""

    start_date: date = field(name="StartDate")
    """Start of the earliest contract"""

    end_date: date = field(name="EndDate")
    """End of the latest contract"""

    term_amount: Cost = field(name="TermAmount")
    """Total cost of all contracts"""

    auto_renews: bool = field(name="AutoRenews")
    """True when at least one contract renews by itself"""

    units: Decimal = field(name="Units")
    """Units bought in all contracts"""


class RenewalContractBuyer(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Company or person that buys; every key may be missing"""

    name: str | None = field(name="Name", default=None)
    """Name of the buyer"""

    email: str | None = field(name="Email", default=None)
    """Email address of the buyer"""

    address: str | None = field(name="Address", default=None)
    """Postal address of the buyer"""


class RenewalContractSupplier(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Company or person that sells; every key may be missing"""

    name: str | None = field(name="Name", default=None)
    """Name of the supplier"""

    email: str | None = field(name="Email", default=None)
    """Email address of the supplier"""

    address: str | None = field(name="Address", default=None)
    """Postal address of the supplier"""


class RenewalContractPayment(Struct, kw_only=True, omit_defaults=True, gc=False):
    """When and how often a contract is paid"""

    __aliases__: ClassVar[dict[str, str]] = {"Terms": "Term"}

    frequency: str = field(name="Frequency")
    """How often is paid, for example annual or quarterly"""

    term: str | None = field(name="Term", default=None)
    """Terms of payment"""


class LicenseType(OpenEnum):
    """Whether a line item is licensed by user"""

    USER = "User"
    NON_USER = "NonUser"


class RenewalLineItem(Struct, kw_only=True, omit_defaults=True, gc=False):
    """One item of a contract or of a renewal proposal"""

    license_type: LicenseType = field(name="LicenseType")
    """Whether the item is licensed by user"""

    description: str = field(name="Description")
    """What the item is"""

    start_date: date = field(name="StartDate")
    """First day of the item"""

    end_date: date = field(name="EndDate")
    """Last day of the item"""

    term_months: int = field(name="TermMonths")
    """Length of the item in months"""

    term_amount: Cost = field(name="TermAmount")
    """Cost of the whole term"""

    units: Decimal = field(name="Units")
    """Units bought"""

    annual_cost_per_unit: Cost = field(name="AnnualCostPerUnit")
    """Cost of one unit for one year"""

    auto_renews: bool | None = field(name="AutoRenews", default=None)
    """Whether the item renews by itself"""


class RenewalProposalSummary(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A renewal proposal in sum"""

    start_date: date = field(name="StartDate")
    """Start of the earliest line item"""

    end_date: date = field(name="EndDate")
    """End of the latest line item"""

    term_months: int = field(name="TermMonths")
    """Length of the proposed term in months"""

    term_amount: Cost = field(name="TermAmount")
    """Total cost of all line items"""


class ErrorBody(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Body of a refused request; nothing about it is documented, so any other key may arrive"""

    message: str | None = None
    """What went wrong, if the body says so"""


class PublishUsageEventsRequest(Struct, kw_only=True, omit_defaults=True, gc=False):
    """What users did, one object per action; a third party limits a request to 1000"""

    events: list[UsageEvent]
    """The events; always an array, although the current page's sample shows one object"""


class PublishSpendDataRequest(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Transactions to publish"""

    records: list[SpendDataRecord]
    """The transactions, at most 1000"""


class BatchUploadUrlsResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Signed addresses; that there is one per file name is official, the keys are a third party's"""

    upload_urls: list[UploadUrl] | None = field(name="uploadUrls", default=None)
    """One entry per requested file name"""


class AddOrgChartUsersRequest(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Users to add to a snapshot"""

    has_more: bool = field(name="hasMore")
    """True when more requests for this snapshot will follow"""

    users: list[OrgChartUser]
    """The users, at most 1000"""


class ActivityStatsCounts(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Provisioned licenses and how many of them are used"""

    provisioned_licenses: int | None = field(name="ProvisionedLicenses", default=None)
    """Licenses handed out in the app or instance"""

    rolling_window_30: RollingWindowActivity | None = field(name="RollingWindow30", default=None)
    """Use within the last 30 days"""


class ContractSummary(Struct, kw_only=True, omit_defaults=True, gc=False):
    """The contracts of an app or instance in sum; the webhook has a type of its own, RenewalContractSummary"""

    start_date: date | None = field(name="StartDate", default=None)
    """First day of the contract"""

    end_date: date | None = field(name="EndDate", default=None)
    """Last day of the contract"""

    auto_renews: bool | None = field(name="AutoRenews", default=None)
    """Whether the contract renews by itself"""

    licenses_purchased: int | None = field(name="LicensesPurchased", default=None)
    """Licenses bought under the contract"""

    term_months: int | None = field(name="TermMonths", default=None)
    """Length of the contract in months"""

    annual_amount: ContractAmount | None = field(name="AnnualAmount", default=None)
    """Cost of one year"""

    term_amount: ContractAmount | None = field(name="TermAmount", default=None)
    """Cost of the whole term"""


class FiscalSpend(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Spend on an app in the fiscal year"""

    total_spend: Cost | None = field(name="TotalSpend", default=None)
    """Expense management and ERP spend together"""

    expense_management_spend: Cost | None = field(name="ExpenseManagementSpend", default=None)
    """Spend found by expense management"""

    erp_spend: Cost | None = field(name="ErpSpend", default=None)
    """Spend found in the enterprise resource planning system"""


class PreviousYearFiscalSpend(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Spend on an app in the fiscal year before; the page calls its values objects without naming Cost"""

    total_spend: Cost | None = field(name="TotalSpend", default=None)
    """Expense management and ERP spend together"""

    expense_management_spend: Cost | None = field(name="ExpenseManagementSpend", default=None)
    """Spend found by expense management"""

    erp_spend: Cost | None = field(name="ErpSpend", default=None)
    """Spend found in the enterprise resource planning system"""


class CurrencyCustomField(Struct, kw_only=True, omit_defaults=True, gc=False, tag_field="FieldType", tag="currency"):
    """Custom field with an amount of money"""

    field_type: ClassVar[Literal["currency"]] = "currency"
    """Tells the type of the value; always `currency` here"""

    field_name: str | None = field(name="FieldName", default=None)
    """Name of the field to display"""

    field_value: CustomFieldCurrency | None = field(name="FieldValue", default=None)
    """The amount and its currency"""

    field_key: str | None = field(name="FieldKey", default=None)
    """Key that identifies the field; absent in the sample of app details v1"""


class HyperlinkCustomField(Struct, kw_only=True, omit_defaults=True, gc=False, tag_field="FieldType", tag="hyperlink"):
    """Custom field with a link"""

    field_type: ClassVar[Literal["hyperlink"]] = "hyperlink"
    """Tells the type of the value; always `hyperlink` here"""

    field_name: str | None = field(name="FieldName", default=None)
    """Name of the field to display"""

    field_value: CustomFieldHyperlink | None = field(name="FieldValue", default=None)
    """The link"""

    field_key: str | None = field(name="FieldKey", default=None)
    """Key that identifies the field; absent in the sample of app details v1"""


class SoftwareIntakeEvent(
    HasMoments,
    KeepsSecrets,
):
    """Body of the request for a software intake or general purchase"""

    __moments__: ClassVar[tuple[str, ...]] = ("timestamp",)

    __secrets__: ClassVar[tuple[str, ...]] = ("callback_token",)

    timestamp: Milliseconds = field(name="Timestamp")
    """When the step was reached"""

    callback_token: str = field(name="CallbackToken")
    """Token for `resumeWorkflow` and `addWorkflowComment`"""

    metadata: IntakeWorkflowMetadata = field(name="Metadata")
    """The workflow run"""

    request_form: dict[str, RequestFormField] = field(name="RequestForm")
    """The form as it was filled in; each key is the id of a form field, such as `application` or `vendor`"""

    attachments: list[IntakeAttachment] | None = field(name="Attachments", default=None)
    """Documents of the workflow"""


class RenewalContractDetail(Struct, kw_only=True, omit_defaults=True, gc=False):
    """One contract of an app"""

    __aliases__: ClassVar[dict[str, str]] = {"AutoRenewalCancellationPeriodDays": "AutoRenewCancellationPeriodDays"}

    contract_id: str = field(name="ContractId")
    """Id of the contract, unique within the app"""

    start_date: date = field(name="StartDate")
    """First day of the contract"""

    end_date: date = field(name="EndDate")
    """Last day of the contract"""

    term_months: int = field(name="TermMonths")
    """Length of the contract in months"""

    term_amount: Cost = field(name="TermAmount")
    """Cost of the whole term"""

    annual_amount: Cost = field(name="AnnualAmount")
    """Cost of one year"""

    auto_renews: bool = field(name="AutoRenews")
    """Whether the contract renews by itself"""

    line_items: list[RenewalLineItem] = field(name="LineItems")
    """What the contract consists of"""

    auto_renew_cancellation_period_days: int | None = field(name="AutoRenewCancellationPeriodDays", default=None)
    """Days of notice for cancelling the renewal"""

    units: Decimal | None = field(name="Units", default=None)
    """Units bought under the contract"""

    buyer: RenewalContractBuyer | None = field(name="Buyer", default=None)
    """Who buys"""

    supplier: RenewalContractSupplier | None = field(name="Supplier", default=None)
    """Who sells"""

    payment: RenewalContractPayment | None = field(name="Payment", default=None)
    """How the contract is paid"""


class RenewalProposal(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Proposed renewal of an app's contracts"""

    summary: RenewalProposalSummary = field(name="Summary")
    """The proposal in sum"""

    line_items: list[RenewalLineItem] = field(name="LineItems")
    """What the proposal consists of"""


LicenseTier: TypeAlias = dict[str, ActivityStatsCounts]
"""
Counts by license tier; each key is the name of a tier. The page's table types the values as strings while its text describes objects.
"""


class Contract(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Contracts of an app or instance"""

    summary: ContractSummary | None = field(name="Summary", default=None)
    """All contracts in one"""


CustomField: TypeAlias = (
    SingleSelectCustomField
    | MultiSelectCustomField
    | TextCustomField
    | NumberCustomField
    | DateCustomField
    | CurrencyCustomField
    | HyperlinkCustomField
)


class Supplier(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A vendor (`VendorId`, `VendorName`) or a reseller (`ResellerId`, `ResellerName`). The sample of a reseller is cut off."""

    vendor_id: str | None = field(name="VendorId", default=None)
    """Identifies a vendor; absent on resellers"""

    vendor_name: str | None = field(name="VendorName", default=None)
    """Display name of a vendor; absent on resellers"""

    reseller_id: str | None = field(name="ResellerId", default=None)
    """Identifies a reseller; absent on vendors"""

    reseller_name: str | None = field(name="ResellerName", default=None)
    """Display name of a reseller; absent on vendors"""

    custom_fields: list[CustomField] | None = field(name="CustomFields", default=None)
    """Custom fields that are configured for suppliers, with `FieldKey`"""

    supplier_type: SupplierType | None = field(name="SupplierType", default=None)
    """Whether this is a vendor or a reseller"""


class SuppliersResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """All vendors or all resellers"""

    suppliers: list[Supplier] = field(name="Suppliers")
    """Every supplier of the kind that was asked for"""

    as_of_date: date | None = field(name="AsOfDate", default=None)
    """Day for which the data is complete"""

    response_time_ms: float | None = field(name="ResponseTimeMs", default=None)
    """Milliseconds the server took"""


class RenewalContracts(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Contracts of an app that is up for renewal; one table of the page calls it WorkflowContracts"""

    summary: RenewalContractSummary = field(name="Summary")
    """All contracts in sum"""

    details: list[RenewalContractDetail] = field(name="Details")
    """The contracts one by one"""


class AppSummary(Struct, kw_only=True, omit_defaults=True, gc=False):
    """One app of the portfolio with a small set of attributes"""

    application_id: str = field(name="ApplicationId")
    """Id of the app"""

    application_name: str = field(name="ApplicationName")
    """Name to display"""

    category: str | None = field(name="Category", default=None)
    """Category that Productiv has put the app into"""

    capabilities: list[str] | None = field(name="Capabilities", default=None)
    """What the app can do"""

    description: str | None = field(name="Description", default=None)
    """What the app is, in short"""

    discovery_date: date | None = field(name="DiscoveryDate", default=None)
    """Day on which Productiv discovered the app"""

    last_activity_date: date | None = field(name="LastActivityDate", default=None)
    """Latest day with data on the app"""

    first_activity_date: date | None = field(name="FirstActivityDate", default=None)
    """Earliest day with data on the app"""

    is_discovered: bool | None = field(name="IsDiscovered", default=None)
    """True when nothing but discovery knows the app: no contract, no direct connection, no managed SSO"""

    app_status: AppStatus | None = field(name="AppStatus", default=None)
    """Status that the company has given the app"""

    labels: list[str] | None = field(name="Labels", default=None)
    """Labels that the company has given the app"""

    custom_fields: list[CustomField] | None = field(name="CustomFields", default=None)
    """Custom fields that are configured for apps"""

    data_sources: list[AppDataSource] | None = field(name="DataSources", default=None)
    """Sources that know the app"""

    vendor_name: str | None = field(name="VendorName", default=None)
    """Company that makes or sells the app"""

    is_inactive: bool | None = field(name="IsInactive", default=None)
    """Whether the app is inactive"""

    app_contacts: AppContacts | None = field(name="AppContacts", default=None)
    """Owners of the app"""


class ActivityStats(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Activity according to one data source"""

    summary: ActivityStatsCounts | None = field(name="Summary", default=None)
    """Counts over all licenses"""

    license_tier: LicenseTier | None = field(name="LicenseTier", default=None)
    """Counts by license tier; Engagement only"""


class AppRenewalEvent(
    HasMoments,
    KeepsSecrets,
):
    """Body of the request for an app renewal"""

    __moments__: ClassVar[tuple[str, ...]] = ("timestamp",)

    __secrets__: ClassVar[tuple[str, ...]] = ("callback_token",)

    timestamp: Milliseconds = field(name="Timestamp")
    """When the step was reached"""

    callback_token: str = field(name="CallbackToken")
    """Token for `resumeWorkflow` and `addWorkflowComment`"""

    metadata: AppWorkflowMetadata = field(name="Metadata")
    """The workflow run and the app"""

    contracts: RenewalContracts = field(name="Contracts")
    """Current contracts of the app"""

    renewal_proposal: RenewalProposal = field(name="RenewalProposal")
    """Proposed renewal"""

    attachments: list[WorkflowAttachment] = field(name="Attachments")
    """Documents of the workflow"""


class AppSummariesResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """The whole app portfolio"""

    apps: list[AppSummary] = field(name="Apps")
    """One object per app; with `verbose=true` see AppDetailsListResponse"""

    as_of_date: date = field(name="AsOfDate")
    """Latest day for which the data on the portfolio is complete"""

    response_time_ms: float = field(name="ResponseTimeMs")
    """Milliseconds the server took"""


class InstanceActivity(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Activity of an instance. The documentation gives two shapes, of which an object has one: the statistics themselves (`Summary`, `LicenseTier`) or statistics by data source."""

    summary: ActivityStatsCounts | None = field(name="Summary", default=None)
    """Counts over all licenses"""

    license_tier: LicenseTier | None = field(name="LicenseTier", default=None)
    """Counts by license tier; Engagement only"""

    engagement: ActivityStats | None = field(name="Engagement", default=None)
    """Statistics of the source Engagement"""

    managed_sso: ActivityStats | None = field(name="Managed SSO", default=None)
    """Statistics of the source Managed SSO"""

    unmanaged_sso: ActivityStats | None = field(name="Unmanaged SSO", default=None)
    """Statistics of the source Unmanaged SSO"""


class Activity(Struct, kw_only=True, omit_defaults=True, gc=False):
    """Activity of an app by data source; the keys that are there depend on the sources the app has. The page's table types the values as strings while its text describes objects."""

    engagement: ActivityStats | None = field(name="Engagement", default=None)
    """Statistics of the source Engagement"""

    managed_sso: ActivityStats | None = field(name="Managed SSO", default=None)
    """Statistics of the source Managed SSO"""

    unmanaged_sso: ActivityStats | None = field(name="Unmanaged SSO", default=None)
    """Statistics of the source Unmanaged SSO"""


class Instance(Struct, kw_only=True, omit_defaults=True, gc=False):
    """One instance of an app, for example one workspace or tenant"""

    instance_id: str | None = field(name="InstanceId", default=None)
    """Identifies the instance among all instances of the portfolio"""

    instance_name: str | None = field(name="InstanceName", default=None)
    """Name to display"""

    external_sso_app_id: str | None = field(name="ExternalSSOAppId", default=None)
    """Id of the app in the SSO platform through which the instance was found; Okta only so far"""

    data_sources: list[InstanceDataSource] | None = field(name="DataSources", default=None)
    """Sources that know the instance"""

    discovery_date: date | None = field(name="DiscoveryDate", default=None)
    """Earliest day with data on the instance"""

    last_activity_date: date | None = field(name="LastActivityDate", default=None)
    """Latest day with data on the instance"""

    first_activity_date: date | None = field(name="FirstActivityDate", default=None)
    """Earliest day with data; the page's text says application here"""

    activity: InstanceActivity | None = field(name="Activity", default=None)
    """Activity of the instance"""

    contract: Contract | None = field(name="Contract", default=None)
    """The instance's contracts in sum"""

    sso_protocols: SSOProtocols | None = field(name="SSOProtocols", default=None)
    """Single sign-on protocols, without the supported ones"""

    app_contacts: AppContacts | None = field(name="AppContacts", default=None)
    """Owners of the instance"""


class AppDetails(AppSummary, kw_only=True, omit_defaults=True, gc=False):
    """One app with all its attributes"""

    is_connector_available: bool | None = field(name="IsConnectorAvailable", default=None)
    """Whether the app can be connected to Productiv as an engagement instance"""

    instances: list[Instance] | None = field(name="Instances", default=None)
    """Instances of the app"""

    activity: Activity | None = field(name="Activity", default=None)
    """Activity according to the best source there is: Engagement before Managed SSO before Unmanaged SSO"""

    contract: Contract | None = field(name="Contract", default=None)
    """The app's contracts in sum"""

    fiscal_spend: FiscalSpend | None = field(name="FiscalSpend", default=None)
    """Spend of the fiscal year"""

    previous_year_fiscal_spend: PreviousYearFiscalSpend | None = field(name="PreviousYearFiscalSpend", default=None)
    """Spend of the fiscal year before"""

    compliance: Compliance | None = field(name="Compliance", default=None)
    """Security and privacy standards"""

    sso_protocols: SSOProtocols | None = field(name="SSOProtocols", default=None)
    """Single sign-on protocols"""


class AppDetailsListResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """The whole app portfolio with `verbose=true`"""

    apps: list[AppDetails] = field(name="Apps")
    """One object per app"""

    as_of_date: date = field(name="AsOfDate")
    """Latest day for which the data on the portfolio is complete"""

    response_time_ms: float = field(name="ResponseTimeMs")
    """Milliseconds the server took"""


class AppDetailsResponse(Struct, kw_only=True, omit_defaults=True, gc=False):
    """One app with all its attributes (v1)"""

    app: AppDetails = field(name="App")
    """The app that was asked for, with everything known about it"""

    as_of_date: date = field(name="AsOfDate")
    """Day for which the data is complete"""

    response_time_ms: float = field(name="ResponseTimeMs")
    """Milliseconds the server took"""


class FiscalAppDetailsResponse(AppDetailsResponse, kw_only=True, omit_defaults=True, gc=False):
    """One app with all its attributes and the fiscal year of its spend (v2 and v3)"""

    fiscal_date: FiscalDate | None = field(name="FiscalDate", default=None)
    """Fiscal year and month the spend refers to"""

    fiscal_date_range: FiscalDateRange | None = field(name="FiscalDateRange", default=None)
    """First and last day of the fiscal period"""
