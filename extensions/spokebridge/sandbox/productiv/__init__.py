"""The Productiv developer API.

| where | what lives there |
| --- | --- |
| `routes.py` | the table of operations |
| `authorization.py`, `applications.py`, `app_export.py` | handlers: token, set up, pull |
| `spend.py`, `usage_events.py`, `provisioned_users.py` | handlers: push |
| `service.py`, `tokens.py`, `scopes.py` | who may do what; the error body |
| `store.py`, `portfolio.py` | what is stored, and the apps it starts with |
| `checks.py` | what a pushed record must look like |

No official page tells an error status or body (Productiv facts 2.5 and 8): every refusal is the sandbox's own choice.
"""
