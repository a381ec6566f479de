"""What the description says of requests that the API sends itself."""

from __future__ import annotations

from productiv_client import codec, models
from productiv_client.types import Evidence
from productiv_client.webhooks import WEBHOOKS


def test_every_webhook_has_its_body_and_evidence() -> None:
    assert {id: webhook.body for id, webhook in WEBHOOKS.items()} == {
        "receiveAppRenewal": models.AppRenewalEvent,
        "receiveAppReview": models.AppReviewEvent,
        "receiveSoftwareIntake": models.SoftwareIntakeEvent,
    }
    assert {webhook.evidence for webhook in WEBHOOKS.values()} == {Evidence("official", "S003")}


def test_every_example_is_read_as_its_body() -> None:
    read = [
        codec.decode(codec.encode(example), webhook.body, strict=True)
        for webhook in WEBHOOKS.values()
        for example in webhook.examples.values()
    ]
    assert [type(event) for event in read] == [
        *(models.AppRenewalEvent, models.AppRenewalEvent, models.AppReviewEvent, models.SoftwareIntakeEvent)
    ]


def test_an_example_keeps_the_order_of_the_description() -> None:
    [example] = WEBHOOKS["receiveAppReview"].examples.values()
    assert list(example) == ["Timestamp", "CallbackToken", "Metadata", "Attachments"]
