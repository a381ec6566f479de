"""Every operation of the Productiv developer API (Productiv facts 3.0); any other path is 404.

App details v1: its page asks for `report.read`, all later ones for `apps.read` (8.9); either is enough.
"""

from collections.abc import Sequence

from ..web.operations import Operation
from . import (
    app_export,
    app_users,
    applications,
    attributes,
    audit_events,
    authorization,
    files,
    org_chart,
    provisioned_users,
    provisioning,
    spend,
    suppliers,
    usage_events,
    workflows,
)
from .scopes import (
    APPS_READ,
    APPS_WRITE,
    CONNECTOR_WRITE,
    POLICY_READ,
    REPORT_READ,
    RESULTS_READ,
    USERS_READ,
    WORKFLOW_WRITE,
)
from .service import ProductivService

Row = Operation[ProductivService]

_PUSH = "/services/push/v1/customer/apps"
_USERS = f"{_PUSH}/{{appId}}/users"
_EVENTS = f"{_PUSH}/{{applicationInstanceId}}/events"
_CHART = "/services/push/v1/customer/org-chart"
_WORKFLOWS = "/pull/v1/provisioning-workflows"
_EXECUTIONS = f"{_WORKFLOWS}/application-instances/{{applicationInstanceId}}/executions"
_ATTRIBUTES = "/push/v1/batch/attributes"
_SUPPLIER_ATTRIBUTES = "/push/v1/suppliers/batch/attributes"
_WRITE = (CONNECTOR_WRITE,)
_RESULTS = (RESULTS_READ,)
_READ = (APPS_READ,)

OPERATIONS: Sequence[Row] = (
    Row("getAccessToken", "POST", "/oauth2/token", authorization.get_access_token, public=True),
    Row("setupApplication", "POST", _PUSH, applications.setup_application, _WRITE),
    Row("publishUsageEvents", "POST", _EVENTS, usage_events.publish_usage_events, _WRITE),
    Row("publishSpendData", "POST", f"{_PUSH}/{{appId}}/finance", spend.publish_spend_data, _WRITE),
    Row("publishProvisionedUsers", "POST", _USERS, provisioned_users.publish_provisioned_users, _WRITE),
    Row("getProvisionedUsers", "GET", _USERS, provisioned_users.get_provisioned_users, _WRITE),
    Row("deleteProvisionedUsers", "DELETE", _USERS, provisioned_users.delete_provisioned_users, _WRITE),
    Row("getBatchUploadUrls", "GET", f"{_PUSH}/{{appId}}/upload", files.get_batch_upload_urls, _WRITE),
    Row("createOrgChart", "POST", _CHART, org_chart.create_org_chart, _WRITE),
    Row("addOrgChartUsers", "PUT", f"{_CHART}/{{id}}", org_chart.add_org_chart_users, _WRITE),
    Row("getLatestOrgChart", "GET", _CHART, org_chart.get_latest_org_chart, (REPORT_READ,)),
    Row("getAppSummaries", "GET", "/pull/v1/apps", app_export.get_app_summaries, _READ),
    Row("getAppSummariesV3", "GET", "/pull/v3/apps", app_export.get_app_summaries, _READ),
    Row(
        "getAppDetails", "GET", "/pull/v1/apps/{applicationId}", app_export.get_app_details_v1, (REPORT_READ, APPS_READ)
    ),
    Row("getAppDetailsV2", "GET", "/pull/v2/apps/{applicationId}", app_export.get_app_details, _READ),
    Row("getAppDetailsV3", "GET", "/pull/v3/apps/{applicationId}", app_export.get_app_details, _READ),
    Row("listAppUsers", "GET", "/pull/v1/apps/{applicationId}/users", app_users.list_app_users, (USERS_READ,)),
    Row(
        "getAuditEvents",
        "GET",
        "/services/pull/v1/customer/audit-events",
        audit_events.get_audit_events,
        (REPORT_READ,),
    ),
    Row("listProvisioningWorkflows", "GET", _WORKFLOWS, provisioning.list_provisioning_workflows, (POLICY_READ,)),
    Row(
        "listProvisioningExecutionSummaries",
        "GET",
        _EXECUTIONS,
        provisioning.list_provisioning_execution_summaries,
        _RESULTS,
    ),
    Row(
        "getProvisioningWorkflowExecution",
        "GET",
        f"{_EXECUTIONS}/{{executionId}}",
        provisioning.get_provisioning_workflow_execution,
        _RESULTS,
    ),
    Row(
        "listProvisioningExecutionUsers",
        "GET",
        f"{_EXECUTIONS}/{{executionId}}/users",
        provisioning.list_provisioning_execution_users,
        _RESULTS,
    ),
    Row("updateAttributes", "POST", _ATTRIBUTES, attributes.update_attributes, (APPS_WRITE,)),
    Row("deleteAttributes", "DELETE", _ATTRIBUTES, attributes.delete_attributes, (APPS_WRITE,)),
    Row("listSuppliers", "GET", "/pull/v1/suppliers", suppliers.list_suppliers, _READ),
    Row(
        "updateSupplierAttributes",
        "POST",
        _SUPPLIER_ATTRIBUTES,
        suppliers.update_supplier_attributes,
        (APPS_WRITE,),
    ),
    Row("resumeWorkflow", "POST", "/workflows/resume", workflows.resume_workflow, (WORKFLOW_WRITE,)),
    Row("addWorkflowComment", "POST", "/workflows/comments", workflows.add_workflow_comment, (WORKFLOW_WRITE,)),
)
