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
                        "Timestamp": 1719830400000,
                        "CallbackToken": "invented-callback-token",
                        "Metadata": {
                            "Workflow": {
                                "Id": "w-1",
                                "RunId": "r-1",
                                "Name": "Renewals",
                                "Type": "APP_RENEWAL",
                                "StartTimestamp": 1719830000000,
                            },
                            "Application": {"Id": "figma", "Name": "Figma"},
                        },
                        "Contracts": {
                            "Summary": {
                                "StartDate": "2024-01-01",
                                "EndDate": "2024-12-31",
                                "TermAmount": {"Amount": 4800, "Currency": "EUR"},
                                "AutoRenews": True,
                                "Units": 50,
                            },
                            "Details": [
                                {
                                    "ContractId": "c-1",
                                    "StartDate": "2024-01-01",
                                    "EndDate": "2024-12-31",
                                    "TermMonths": 12,
                                    "TermAmount": {"Amount": 4800, "Currency": "EUR"},
                                    "AnnualAmount": {"Amount": 4800, "Currency": "EUR"},
                                    "AutoRenews": True,
                                    "AutoRenewCancellationPeriodDays": 30,
                                    "Units": 50,
                                    "Buyer": {
                                        "Name": "Example SAS",
                                        "Email": "buyer@example.com",
                                        "Address": "1 Quay, Lyon",
                                    },
                                    "Supplier": {
                                        "Name": "Figma",
                                        "Email": "sales@example.org",
                                        "Address": "2 Pier, Cork",
                                    },
                                    "Payment": {"Term": "net 30", "Frequency": "annual"},
                                    "LineItems": [
                                        {
                                            "LicenseType": "User",
                                            "Description": "Pro seats",
                                            "StartDate": "2024-01-01",
                                            "EndDate": "2024-12-31",
                                            "TermMonths": 12,
                                            "Units": 50,
                                            "TermAmount": {"Amount": 4800, "Currency": "EUR"},
                                            "AnnualCostPerUnit": {"Amount": 96, "Currency": "EUR"},
                                        }
                                    ],
                                }
                            ],
                        },
                        "RenewalProposal": {
                            "Summary": {
                                "StartDate": "2025-01-01",
                                "EndDate": "2025-12-31",
                                "TermMonths": 12,
                                "TermAmount": {"Amount": 5280.5, "Currency": "EUR"},
                            },
                            "LineItems": [
                                {
                                    "AutoRenews": False,
                                    "LicenseType": "User",
                                    "Description": "Pro seats",
                                    "StartDate": "2025-01-01",
                                    "EndDate": "2025-12-31",
                                    "TermMonths": 12,
                                    "Units": 55,
                                    "TermAmount": {"Amount": 5280.5, "Currency": "EUR"},
                                    "AnnualCostPerUnit": {"Amount": 96.01, "Currency": "EUR"},
                                }
                            ],
                        },
                        "Attachments": [
                            {"Filename": "quote.pdf", "Url": "https://files.example.com/quote.pdf?signature=invented"}
                        ],
                    },
                    "sampleSpelling": {
                        "Timestamp": 1719830400000,
                        "CallbackToken": "invented-callback-token",
                        "Metadata": {
                            "Workflow": {
                                "Id": "w-1",
                                "RunId": "r-2",
                                "Name": "Renewals",
                                "Type": "APP_RENEWAL",
                                "StartTimestamp": 1719830000000,
                            },
                            "Application": {"Id": "figma", "Name": "Figma"},
                        },
                        "Contracts": {
                            "Summary": {
                                "StartDate": "2024-01-01",
                                "EndDate": "2024-12-31",
                                "TermAmount": {"Amount": 4800, "Currency": "EUR"},
                                "AutoRenews": False,
                                "Units": 50,
                            },
                            "Details": [
                                {
                                    "ContractId": "c-1",
                                    "StartDate": "2024-01-01",
                                    "EndDate": "2024-12-31",
                                    "TermMonths": 12,
                                    "TermAmount": {"Amount": 4800, "Currency": "EUR"},
                                    "AnnualAmount": {"Amount": 4800, "Currency": "EUR"},
                                    "AutoRenews": False,
                                    "AutoRenewalCancellationPeriodDays": 30,
                                    "Payment": {"Terms": "net 30", "Frequency": "quarterly"},
                                    "LineItems": [],
                                }
                            ],
                        },
                        "RenewalProposal": {
                            "Summary": {
                                "StartDate": "2025-01-01",
                                "EndDate": "2025-12-31",
                                "TermMonths": 12,
                                "TermAmount": {"Amount": 4800, "Currency": "EUR"},
                            },
                            "LineItems": [],
                        },
                        "Attachments": [],
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
                        "Timestamp": 1719830400000,
                        "CallbackToken": "invented-callback-token",
                        "Metadata": {
                            "Workflow": {
                                "Id": "w-2",
                                "RunId": "r-1",
                                "Name": "Reviews",
                                "Type": "APP_REVIEW",
                                "StartTimestamp": 1719830000000,
                            },
                            "Application": {"Id": "notes", "Name": "Notes"},
                        },
                        "Attachments": [],
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
                        "Timestamp": 1719830400000,
                        "CallbackToken": "invented-callback-token",
                        "Metadata": {
                            "Workflow": {
                                "Id": "w-3",
                                "RunId": "r-1",
                                "Name": "Intake",
                                "Type": "SOFTWARE_INTAKE",
                                "StartTimestamp": 1719830000000,
                            }
                        },
                        "RequestForm": {
                            "application": {"FieldLabel": "Software/App name", "FieldValue": "Figma"},
                            "vendor": {"FieldLabel": "Vendor", "FieldValue": "Figma"},
                            "cost": {
                                "FieldLabel": "Expected cost of purchase",
                                "FieldValue": {"amount": 4800, "currencyCode": "EUR"},
                            },
                        },
                        "Attachments": [
                            {"Filename": "brief.pdf", "Url": "https://files.example.com/brief.pdf?signature=invented"}
                        ],
                    }
                }
            ),
        ),
    }
)
