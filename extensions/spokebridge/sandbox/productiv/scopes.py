"""OAuth scopes (Productiv facts 2.2)."""

_PREFIX = "https://api.productiv.com/"

CONNECTOR_WRITE = f"{_PREFIX}connector.write"
REPORT_READ = f"{_PREFIX}report.read"
APPS_READ = f"{_PREFIX}apps.read"
APPS_WRITE = f"{_PREFIX}apps.write"
USERS_READ = f"{_PREFIX}users.read"
POLICY_READ = f"{_PREFIX}elm.policy.read"
RESULTS_READ = f"{_PREFIX}elm.results.read"
WORKFLOW_WRITE = f"{_PREFIX}aph.workflow.write"

ALL = frozenset(
    {
        CONNECTOR_WRITE,
        REPORT_READ,
        APPS_READ,
        APPS_WRITE,
        USERS_READ,
        POLICY_READ,
        RESULTS_READ,
        WORKFLOW_WRITE,
    }
)
