"""The 9Spokes Open API, version 1.

| where | what lives there |
| --- | --- |
| `routes.py` | the table of operations |
| `organization.py`, `companies.py`, `connections.py`, `data.py` | the handlers |
| `service.py` | the key, the envelopes, the error body |
| `accounts.py`, `store.py` | what is stored: organization, companies and connections, and their records |
| `collection.py`, `extraction.py` | records of one datasource; progress |
| `catalogue.py` | apps and datasources |
| `forms.py` | fields of form bodies |
| `shaping.py` | records under the switches |
| `made_up/`, `jsonl.py` | records from a seed, and from files |
"""
