"""The operations of the Productiv developer API that the sandbox serves (Productiv facts 3.0); any other path is 404.

App details v1: its page asks for `report.read`, all later ones for `apps.read` (8.9); either is enough.
"""

from collections.abc import Sequence

from ..web.operations import Operation
from . import app_export, applications, authorization, provisioned_users, spend, usage_events, workflows
from .scopes import APPS_READ, CONNECTOR_WRITE, REPORT_READ, WORKFLOW_WRITE
from .service import ProductivService

Row = Operation[ProductivService]

_PUSH = "/services/push/v1/customer/apps"
_USERS = f"{_PUSH}/{{appId}}/users"
_EVENTS = f"{_PUSH}/{{applicationInstanceId}}/events"
_WRITE = (CONNECTOR_WRITE,)
_READ = (APPS_READ,)

OPERATIONS: Sequence[Row] = (
    Row("getAccessToken", "POST", "/oauth2/token", authorization.get_access_token, public=True),
    Row("setupApplication", "POST", _PUSH, applications.setup_application, _WRITE),
    Row("publishUsageEvents", "POST", _EVENTS, usage_events.publish_usage_events, _WRITE),
    Row("publishSpendData", "POST", f"{_PUSH}/{{appId}}/finance", spend.publish_spend_data, _WRITE),
    Row("publishProvisionedUsers", "POST", _USERS, provisioned_users.publish_provisioned_users, _WRITE),
    Row("getProvisionedUsers", "GET", _USERS, provisioned_users.get_provisioned_users, _WRITE),
    Row("deleteProvisionedUsers", "DELETE", _USERS, provisioned_users.delete_provisioned_users, _WRITE),
    Row("getAppSummaries", "GET", "/pull/v1/apps", app_export.get_app_summaries, _READ),
    Row("getAppSummariesV3", "GET", "/pull/v3/apps", app_export.get_app_summaries, _READ),
    Row(
        "getAppDetails", "GET", "/pull/v1/apps/{applicationId}", app_export.get_app_details_v1, (REPORT_READ, APPS_READ)
    ),
    Row("getAppDetailsV2", "GET", "/pull/v2/apps/{applicationId}", app_export.get_app_details, _READ),
    Row("getAppDetailsV3", "GET", "/pull/v3/apps/{applicationId}", app_export.get_app_details, _READ),
    Row("resumeWorkflow", "POST", "/workflows/resume", workflows.resume_workflow, (WORKFLOW_WRITE,)),
    Row("addWorkflowComment", "POST", "/workflows/comments", workflows.add_workflow_comment, (WORKFLOW_WRITE,)),
)
