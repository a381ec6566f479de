"""The Productiv developer API.

| where | what lives there |
| --- | --- |
| `routes.py` | the table of operations |
| `authorization.py`, `applications.py` | handlers: token, set up |
| `spend.py`, `usage_events.py`, `provisioned_users.py`, `org_chart.py`, `files.py` | handlers: push |
| `app_export.py`, `app_users.py`, `suppliers.py`, `audit_events.py`, `provisioning.py` | handlers: pull |
| `attributes.py`, `batches.py`, `custom_fields.py`, `contacts.py` | updates of which parts may fail, and what they set |
| `workflows.py` | handlers: resume, comment |
| `workflow_runner.py`, `workflow_runs.py`, `workflow_events.py`, `delivery.py` | outgoing events of workflows |
| `service.py`, `tokens.py`, `scopes.py` | who may do what; the error body |
| `store.py` | what is stored |
| `portfolio.py`, `supply.py`, `policies.py` | the apps, suppliers and provisioning workflows there are |
| `people.py`, `usage.py`, `audit_book.py`, `automation.py` | what is made up: employees, their use of apps, events, executions |
| `checks.py`, `paging.py` | what a pushed record must look like; cursors |

No official page tells an error status or body (Productiv facts 2.5 and 8): every refusal is the sandbox's own choice.
"""
