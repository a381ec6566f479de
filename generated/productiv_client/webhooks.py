"""Every request that Productiv developer API sends itself, to an endpoint of the customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import msgspec

from . import models
from .types import Evidence


@dataclass(frozen=True, slots=True)
class Webhook:
    """One such request: the model of its body, and the description's examples of it in wire form."""

    id: str
    summary: str
    evidence: Evidence
    body: type[msgspec.Struct]
    examples: Mapping[str, Any] = field(repr=False)


WEBHOOKS: Mapping[str, Webhook] = MappingProxyType(
    {
        "receiveAppRenewal": Webhook(
            id="receiveAppRenewal",
            summary="An app renewal workflow reached a custom integration step",
            evidence=Evidence("official", "S003"),
            body=models.AppRenewalEvent,
            examples=MappingProxyType(
                {
                    "renewal": {
                        "Attachments": [
                            {"Filename": "quote.pdf", "Url": "https://files.example.com/quote.pdf?signature=invented"}
                        ],
                        "CallbackToken": "invented-callback-token",
                        "Contracts": {
                            "Details": [
                                {
                                    "AnnualAmount": {"Amount": 4800, "Currency": "EUR"},
                                    "AutoRenewCancellationPeriodDays": 30,
                                    "AutoRenews": True,
                                    "Buyer": {
                                        "Address": "1 Quay, Lyon",
                                        "Email": "buyer@example.com",
                                        "Name": "Example SAS",
                                    },
                                    "ContractId": "c-1",
                                    "EndDate": "2024-12-31",
                                    "LineItems": [
                                        {
                                            "AnnualCostPerUnit": {"Amount": 96, "Currency": "EUR"},
                                            "Description": "Pro seats",
                                            "EndDate": "2024-12-31",
                                            "LicenseType": "User",
                                            "StartDate": "2024-01-01",
                                            "TermAmount": {"Amount": 4800, "Currency": "EUR"},
                                            "TermMonths": 12,
                                            "Units": 50,
                                        }
                                    ],
                                    "Payment": {"Frequency": "annual", "Term": "net 30"},
                                    "StartDate": "2024-01-01",
                                    "Supplier": {
                                        "Address": "2 Pier, Cork",
                                        "Email": "sales@example.org",
                                        "Name": "Figma",
                                    },
                                    "TermAmount": {"Amount": 4800, "Currency": "EUR"},
                                    "TermMonths": 12,
                                    "Units": 50,
                                }
                            ],
                            "Summary": {
                                "AutoRenews": True,
                                "EndDate": "2024-12-31",
                                "StartDate": "2024-01-01",
                                "TermAmount": {"Amount": 4800, "Currency": "EUR"},
                                "Units": 50,
                            },
                        },
                        "Metadata": {
                            "Application": {"Id": "figma", "Name": "Figma"},
                            "Workflow": {
                                "Id": "w-1",
                                "Name": "Renewals",
                                "RunId": "r-1",
                                "StartTimestamp": 1719830000000,
                                "Type": "APP_RENEWAL",
                            },
                        },
                        "RenewalProposal": {
                            "LineItems": [
                                {
                                    "AnnualCostPerUnit": {"Amount": 96.01, "Currency": "EUR"},
                                    "AutoRenews": False,
                                    "Description": "Pro seats",
                                    "EndDate": "2025-12-31",
                                    "LicenseType": "User",
                                    "StartDate": "2025-01-01",
                                    "TermAmount": {"Amount": 5280.5, "Currency": "EUR"},
                                    "TermMonths": 12,
                                    "Units": 55,
                                }
                            ],
                            "Summary": {
                                "EndDate": "2025-12-31",
                                "StartDate": "2025-01-01",
                                "TermAmount": {"Amount": 5280.5, "Currency": "EUR"},
                                "TermMonths": 12,
                            },
                        },
                        "Timestamp": 1719830400000,
                    },
                    "sampleSpelling": {
                        "Attachments": [],
                        "CallbackToken": "invented-callback-token",
                        "Contracts": {
                            "Details": [
                                {
                                    "AnnualAmount": {"Amount": 4800, "Currency": "EUR"},
                                    "AutoRenewalCancellationPeriodDays": 30,
                                    "AutoRenews": False,
                                    "ContractId": "c-1",
                                    "EndDate": "2024-12-31",
                                    "LineItems": [],
                                    "Payment": {"Frequency": "quarterly", "Terms": "net 30"},
                                    "StartDate": "2024-01-01",
                                    "TermAmount": {"Amount": 4800, "Currency": "EUR"},
                                    "TermMonths": 12,
                                }
                            ],
                            "Summary": {
                                "AutoRenews": False,
                                "EndDate": "2024-12-31",
                                "StartDate": "2024-01-01",
                                "TermAmount": {"Amount": 4800, "Currency": "EUR"},
                                "Units": 50,
                            },
                        },
                        "Metadata": {
                            "Application": {"Id": "figma", "Name": "Figma"},
                            "Workflow": {
                                "Id": "w-1",
                                "Name": "Renewals",
                                "RunId": "r-2",
                                "StartTimestamp": 1719830000000,
                                "Type": "APP_RENEWAL",
                            },
                        },
                        "RenewalProposal": {
                            "LineItems": [],
                            "Summary": {
                                "EndDate": "2025-12-31",
                                "StartDate": "2025-01-01",
                                "TermAmount": {"Amount": 4800, "Currency": "EUR"},
                                "TermMonths": 12,
                            },
                        },
                        "Timestamp": 1719830400000,
                    },
                }
            ),
        ),
        "receiveAppReview": Webhook(
            id="receiveAppReview",
            summary="An app review workflow reached a custom integration step",
            evidence=Evidence("official", "S003"),
            body=models.AppReviewEvent,
            examples=MappingProxyType(
                {
                    "review": {
                        "Attachments": [],
                        "CallbackToken": "invented-callback-token",
                        "Metadata": {
                            "Application": {"Id": "notes", "Name": "Notes"},
                            "Workflow": {
                                "Id": "w-2",
                                "Name": "Reviews",
                                "RunId": "r-1",
                                "StartTimestamp": 1719830000000,
                                "Type": "APP_REVIEW",
                            },
                        },
                        "Timestamp": 1719830400000,
                    }
                }
            ),
        ),
        "receiveSoftwareIntake": Webhook(
            id="receiveSoftwareIntake",
            summary=("A software intake or general purchase workflow reached a custom integration step"),
            evidence=Evidence("official", "S003"),
            body=models.SoftwareIntakeEvent,
            examples=MappingProxyType(
                {
                    "intake": {
                        "Attachments": [
                            {"Filename": "brief.pdf", "Url": "https://files.example.com/brief.pdf?signature=invented"}
                        ],
                        "CallbackToken": "invented-callback-token",
                        "Metadata": {
                            "Workflow": {
                                "Id": "w-3",
                                "Name": "Intake",
                                "RunId": "r-1",
                                "StartTimestamp": 1719830000000,
                                "Type": "SOFTWARE_INTAKE",
                            }
                        },
                        "RequestForm": {
                            "application": {"FieldLabel": "Software/App name", "FieldValue": "Figma"},
                            "cost": {
                                "FieldLabel": "Expected cost of purchase",
                                "FieldValue": {"amount": 4800, "currencyCode": "EUR"},
                            },
                            "vendor": {"FieldLabel": "Vendor", "FieldValue": "Figma"},
                        },
                        "Timestamp": 1719830400000,
                    }
                }
            ),
        ),
    }
)
