"""What a custom integration step sends, typed by workflow. Productiv facts 5.

The models are those that are generated from the description's `webhooks:`. What is added here is the body as it came,
and `UnknownWorkflow` for the workflow types that no page describes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import Any, ClassVar, Self, TypeAlias, TypeVar

from msgspec import Struct, field

from productiv_client import codec, models
from productiv_client.structs import HasMoments, KeepsSecrets
from productiv_client.types import Milliseconds

E = TypeVar("E", bound="WebhookEvent")


class WebhookEvent(Struct, dict=True):
    """What all events have in common. `operation` is the name under which plugins and drift events know it."""

    operation: ClassVar[str] = "receiveUnknownWorkflow"

    @property
    def raw(self) -> bytes:
        """The body as it came, with every field that the models do not know; it holds the callback token.

        For an event that code made, also with `msgspec.structs.replace`, the body that says the same.
        """
        kept: bytes | None = vars(self).get("raw")
        return codec.encode(self) if kept is None else kept

    def keeping(self, raw: bytes) -> Self:
        """The same event, from now on with that body."""
        vars(self)["raw"] = raw
        return self

    def read_as(self, kind: type[E]) -> E:
        """The same body as another kind of event.

        A general purchase has the form of a software intake (Productiv facts 5.4) under a type that nobody documents:
        `event.read_as(SoftwareIntake).request_form`. Fields that the body lacks are None.
        """
        return codec.decode(self.raw, kind).keeping(self.raw)

    def __copy__(self) -> Self:
        return self._twin(lambda value: value)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self._twin(lambda value: deepcopy(value, memo))

    def _twin(self, copied: Callable[[Any], Any]) -> Self:
        twin = type(self)(**{name: copied(getattr(self, name)) for name in self.__struct_fields__})
        vars(twin).update(vars(self))
        return twin


class AppRenewal(WebhookEvent, models.AppRenewalEvent, kw_only=True, omit_defaults=True):
    """An app renewal workflow reached the step."""

    operation: ClassVar[str] = "receiveAppRenewal"


class AppReview(WebhookEvent, models.AppReviewEvent, kw_only=True, omit_defaults=True):
    """An app review workflow reached the step."""

    operation: ClassVar[str] = "receiveAppReview"


class SoftwareIntake(WebhookEvent, models.SoftwareIntakeEvent, kw_only=True, omit_defaults=True):
    """A software intake workflow reached the step."""

    operation: ClassVar[str] = "receiveSoftwareIntake"


class UnknownMetadata(models.IntakeWorkflowMetadata, kw_only=True, omit_defaults=True):
    """Workflow and, when the body names one, app."""

    application: models.ApplicationMetadata | None = field(name="Application", default=None)


class UnknownWorkflow(WebhookEvent, HasMoments, KeepsSecrets, kw_only=True, omit_defaults=True):
    """A workflow of a type that is not documented: the part that all bodies share (Productiv facts 5.1), and `raw`."""

    __moments__: ClassVar[tuple[str, ...]] = ("timestamp",)
    __secrets__: ClassVar[tuple[str, ...]] = ("callback_token",)

    timestamp: Milliseconds = field(name="Timestamp")
    callback_token: str = field(name="CallbackToken")
    metadata: UnknownMetadata = field(name="Metadata")
    attachments: list[models.IntakeAttachment] | None = field(name="Attachments", default=None)


Event: TypeAlias = AppRenewal | AppReview | SoftwareIntake | UnknownWorkflow

BY_TYPE: Mapping[str, type[AppRenewal | AppReview | SoftwareIntake]] = MappingProxyType(
    {"APP_RENEWAL": AppRenewal, "APP_REVIEW": AppReview, "SOFTWARE_INTAKE": SoftwareIntake}
)
"""The event for each documented value of `Metadata.Workflow.Type`."""
