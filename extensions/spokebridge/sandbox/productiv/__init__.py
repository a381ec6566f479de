"""The Productiv developer API.

| where | what lives there |
| --- | --- |
| `routes.py` | the table of operations |
| `authorization.py`, `applications.py` | handlers: token, set up |
| `spend.py`, `usage_events.py`, `provisioned_users.py`, `org_chart.py`, `files.py` | handlers: push |
| `app_export.py`, `app_users.py`, `suppliers.py`, `audit_events.py`, `provisioning.py` | handlers: pull |
| `attributes.py`, `batches.py`, `custom_fields.py`, `contacts.py` | updates that may fail in part, and what they set |
| `workflows.py` | handlers: resume, comment |
| `workflow/` | outgoing events of workflows |
| `service.py`, `tokens.py`, `scopes.py` | who may do what; the error body |
| `store.py` | what is stored |
| `made_up/` | apps, people, and what they did before anybody looked |
| `checks.py`, `paging.py` | what a pushed record must look like; cursors |

No official page tells an error status or body (Productiv facts 2.5 and 8): every refusal is the sandbox's own choice.
"""
