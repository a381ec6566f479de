"""The seeded apps: made up, and between them every kind of value that an app can carry (Productiv facts 4)."""

from decimal import Decimal

from ...web.codec import JsonObject


def portfolio() -> list[JsonObject]:
    """AppDetails objects: a rich one, ordinary ones, odd statuses, an inactive one, one with next to nothing."""
    return [_figma(), _slack(), _github(), _notion(), _typeform(), _bare()]


def cost(amount: str, currency: str = "USD") -> JsonObject:
    """A Cost (Productiv facts 4.2)."""
    return {"Amount": Decimal(amount), "Currency": currency}


def contacts(**by_kind: list[str]) -> JsonObject:
    """AppContacts from names by kind; kinds without contacts are left out (Productiv facts 4.6)."""
    groups = {f"{kind}_Contacts": [_person(name) for name in names] for kind, names in by_kind.items()}
    return {"NumContacts": sum(len(group) for group in groups.values()), **groups}


def _person(name: str) -> JsonObject:
    return {"Name": name, "Email": f"{name.lower().replace(' ', '.')}@example.com"}


def custom_field(name: str, kind: str, value: object, key: str) -> JsonObject:
    """A CustomField (Productiv facts 4.3 and 4.4)."""
    return {"FieldName": name, "FieldValue": value, "FieldType": kind, "FieldKey": key}


def counts(provisioned: int, engaged: int) -> JsonObject:
    """ActivityStatsCounts; the percentage is null when nothing is provisioned (Productiv facts 4.2)."""
    share = round(Decimal(engaged) * 100 / provisioned, 1) if provisioned else None
    window = {"EngagedLicenses": engaged, "InactiveLicenses": provisioned - engaged, "PercentageActive": share}
    return {"ProvisionedLicenses": provisioned, "RollingWindow30": window}


def fiscal_spend(expenses: str, erp: str) -> JsonObject:
    """A FiscalSpend whose total is the sum of its parts (Productiv facts 4.2)."""
    total = str(Decimal(expenses) + Decimal(erp))
    return {"TotalSpend": cost(total), "ExpenseManagementSpend": cost(expenses), "ErpSpend": cost(erp)}


def compliance(**known: str) -> JsonObject:
    """All seven standards; what is not known is `UNKNOWN` (Productiv facts 4.2)."""
    names = ("ISO27001", "SOC2", "GDPR", "FedRAMP", "Fisma", "Swiss-U.S. Privacy Shield", "CCPA")
    return {name: known.get(name, "UNKNOWN") for name in names}


def _contract(start: str, end: str, licenses: int, annual: str) -> JsonObject:
    summary = {
        "StartDate": start,
        "EndDate": end,
        "AutoRenews": True,
        "LicensesPurchased": licenses,
        "TermMonths": 12,
        "AnnualAmount": cost(annual),
        "TermAmount": cost(annual),
    }
    return {"Summary": summary}


def _figma() -> JsonObject:
    """All seven kinds of custom field and all eight kinds of contact."""
    tiers = {"Organization": counts(80, 71), "Viewer": counts(40, 12)}
    activity = {"Summary": counts(120, 83), "LicenseTier": tiers}
    sso = {"DetectedProtocols": ["SAML"], "SupportedProtocols": ["SAML", "OIDC"], "DataSources": ["Okta"]}
    contract = _contract("2024-02-01", "2025-01-31", 120, "64800.00")
    return {
        "ApplicationId": "figma",
        "ApplicationName": "Figma",
        "Category": "Design",
        "Capabilities": ["Prototyping", "Design systems"],
        "Description": "Collaborative interface design.",
        "DiscoveryDate": "2021-01-04",
        "LastActivityDate": "2024-06-30",
        "FirstActivityDate": "2021-01-04",
        "IsDiscovered": False,
        "AppStatus": "Approved",
        "Labels": ["design", "tier 1"],
        "CustomFields": [
            custom_field("Business unit", "singleselect", "Product", "dlk2fghaeoi342"),
            custom_field("Regions", "multiselect", ["APAC", "EMEA"], "m3vqpz71ck0a9d"),
            custom_field("Notes for IT", "text", "SCIM is on", "lgp5s4z4m0pd11"),
            custom_field("Risk score", "number", Decimal("2.75"), "q8r1hh0vtz54ce"),
            custom_field("Security review", "date", "2024-03-18", "zz90kdm2w7xy3b"),
            custom_field(
                "Budget", "currency", {"currencyCode": "EUR", "amount": Decimal("59999.99")}, "b7cty65nd2ml0s"
            ),
            custom_field("Runbook", "hyperlink", {"label": "Wiki", "url": "https://wiki.example.com/figma"}, "hx4e8"),
        ],
        "DataSources": ["Engagement", "Managed SSO", "Contract", "Expenses"],
        "VendorName": "Figma, Inc.",
        "IsInactive": False,
        "IsConnectorAvailable": True,
        "Instances": [
            {
                "InstanceId": "figma-main",
                "InstanceName": "Figma (main)",
                "ExternalSSOAppId": "0oa1b2c3d4",
                "DataSources": ["Engagement", "Managed SSO", "Contract"],
                "DiscoveryDate": "2021-01-04",
                "LastActivityDate": "2024-06-30",
                "FirstActivityDate": "2021-01-04",
                "Activity": activity,
                "Contract": contract,
                "SSOProtocols": {"DetectedProtocols": ["SAML"], "DataSources": ["Okta"]},
                "AppContacts": contacts(IT=["Ivo Tran"]),
            }
        ],
        "Activity": {"Engagement": activity},
        "Contract": contract,
        "FiscalSpend": fiscal_spend("1249.50", "32400.00"),
        "PreviousYearFiscalSpend": fiscal_spend("3017.85", "58000.00"),
        "Compliance": compliance(ISO27001="COMPLIANT", SOC2="COMPLIANT", GDPR="COMPLIANT", FedRAMP="NON_COMPLIANT"),
        "SSOProtocols": sso,
        "AppContacts": contacts(
            Finance=["Fay Okafor", "Finn Berg"],
            Security=["Sol Reyes"],
            IT=["Ivo Tran"],
            Legal=["Lea Novak"],
            Functional=["Fen Wu"],
            Vendor=["Val Duarte"],
            Procurement=["Pia Larsen"],
            Other=["Ona Blake"],
        ),
    }


def _slack() -> JsonObject:
    activity = {"Summary": counts(310, 298)}
    return {
        "ApplicationId": "slack",
        "ApplicationName": "Slack",
        "Category": "Communication",
        "Capabilities": ["Messaging"],
        "Description": "Messaging for teams.",
        "DiscoveryDate": "2020-05-11",
        "LastActivityDate": "2024-06-30",
        "FirstActivityDate": "2020-05-11",
        "IsDiscovered": False,
        "AppStatus": "Approved",
        "Labels": [],
        "CustomFields": [custom_field("Business unit", "singleselect", "Company", "dlk2fghaeoi342")],
        "DataSources": ["Managed SSO", "Contract", "Payments"],
        "VendorName": "Slack Technologies",
        "IsInactive": False,
        "IsConnectorAvailable": True,
        "Instances": [
            {"InstanceId": "slack-grid", "InstanceName": "Enterprise Grid", "DataSources": ["Managed SSO"]},
            {"InstanceId": "slack-guests", "InstanceName": "Guests", "DataSources": ["CASB"]},
        ],
        "Activity": {"Managed SSO": activity},
        "Contract": _contract("2023-09-01", "2024-08-31", 350, "52500.00"),
        "FiscalSpend": fiscal_spend("0", "26250.00"),
        "PreviousYearFiscalSpend": fiscal_spend("187.20", "49000.00"),
        "Compliance": compliance(SOC2="COMPLIANT", GDPR="COMPLIANT"),
        "SSOProtocols": {"DetectedProtocols": ["SAML"], "SupportedProtocols": ["SAML"], "DataSources": ["Okta"]},
        "AppContacts": contacts(Functional=["Fen Wu"]),
    }


def _github() -> JsonObject:
    return {
        "ApplicationId": "github",
        "ApplicationName": "GitHub",
        "Category": "Engineering",
        "AppStatus": "In review",
        "Labels": ["engineering"],
        "CustomFields": [],
        "DataSources": ["Unmanaged SSO", "Expenses"],
        "IsDiscovered": True,
        "VendorName": "GitHub, Inc.",
        "IsInactive": False,
        "IsConnectorAvailable": True,
        "Instances": [{"InstanceId": "github-org", "InstanceName": "example-org", "DataSources": ["Unmanaged SSO"]}],
        "Activity": {"Unmanaged SSO": {"Summary": counts(0, 0)}},
        "FiscalSpend": fiscal_spend("4410.00", "0"),
        "Compliance": compliance(),
        "AppContacts": contacts(),
    }


def _notion() -> JsonObject:
    return {
        "ApplicationId": "notion",
        "ApplicationName": "Notion",
        "Category": "Knowledge",
        "AppStatus": "None",
        "Labels": ["shadow IT"],
        "CustomFields": [custom_field("Notes for IT", "text", "", "lgp5s4z4m0pd11")],
        "DataSources": ["Unmanaged SSO"],
        "IsDiscovered": True,
        "VendorName": "Notion Labs",
        "IsInactive": False,
        "IsConnectorAvailable": False,
        "Instances": [],
        "AppContacts": contacts(),
    }


def _typeform() -> JsonObject:
    return {
        "ApplicationId": "typeform",
        "ApplicationName": "Typeform",
        "Category": "Forms",
        "AppStatus": "Not approved",
        "Labels": [],
        "CustomFields": [],
        "DataSources": ["Expenses"],
        "LastActivityDate": "2022-11-30",
        "IsDiscovered": True,
        "VendorName": "Typeform SL",
        "IsInactive": True,
        "Instances": [],
        "AppContacts": contacts(),
    }


def _bare() -> JsonObject:
    """Hardly any member, and the empty status that is a status (Productiv facts 7)."""
    return {
        "ApplicationId": "spend-import",
        "ApplicationName": "Spend import",
        "AppStatus": "",
        "IsInactive": False,
        "Instances": [],
    }
