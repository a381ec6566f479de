# Derived from extensions/spokebridge/_async/productiv/workflows.py by `python -m codegen build`; edit that file instead.
"""`productiv.workflows`"""

from __future__ import annotations

from collections.abc import Iterable

from productiv_client import models
from productiv_client.api.workflows import add_workflow_comment, resume_workflow
from spokebridge._sync.caller import Caller
from spokebridge.productiv import arguments
from spokebridge.productiv.comments import as_comment
from spokebridge.redaction import Secret, secrets_of


class Workflows:
    """Workflows that wait at a custom integration step. `callback_token` came with the webhook; it is a secret."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def resume(self, callback_token: str) -> models.ResumeWorkflowResponse:
        """Let the workflow go on: `.result` is `success`, or `duplicate` for a token used before (Productiv facts 3.21,
        official).

        What the server answers to an unknown or expired token is unknown.

        `POST /workflows/resume`; scope: aph.workflow.write; limits: none known; retry: deduplicated; evidence:
        official, PAGE-resume-workflow.
        """
        secret = Secret(arguments.word("callback_token", callback_token))
        body = models.ResumeWorkflowRequest(callback_token=callback_token)
        del callback_token  # what shows the locals of a traceback must not show it
        return self._caller.value(resume_workflow.request(body=body), hidden=[secret])

    def comment(
        self, callback_token: str, message: str, user_email: str, attachments: Iterable[arguments.Attachment] = ()
    ) -> models.AddWorkflowCommentResponse:
        """Comment on the step that waits; the answer as it comes, its fields are unknown (Productiv facts 3.22,
        official-head).

        `attachments` are CommentAttachment objects or mappings of `Filename` and `Url`; Productiv downloads each
        address, which may be signed and short-lived. Nothing recognizes a repeated comment, so one whose answer was
        lost is not sent again: that raises TransportError or ServerError. Raises ConfigurationError for what cannot be
        a comment.

        `POST /workflows/comments`; scope: aph.workflow.write; limits: none known; retry: unsafe; evidence:
        official-head, PAGE-workflow-comments.
        """
        secret = Secret(arguments.word("callback_token", callback_token))
        documents = arguments.attachments(attachments)
        body = models.AddWorkflowCommentRequest(
            callback_token=callback_token,
            message=arguments.word("message", message),
            user_email=arguments.email("user_email", user_email),
            attachments=documents or None,
        )
        del callback_token, attachments  # what shows the locals of a traceback must not show them
        hidden = [secret, *(part for document in documents for part in secrets_of(document.url))]
        return self._caller.value(as_comment(add_workflow_comment.request(body=body)), hidden=hidden)
