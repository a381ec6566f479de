"""Who sent a webhook. Productiv documents no signature and no shared secret (Productiv facts 5), so this is what works
without its help; each verifier says in its docstring what it protects against.

| where | what |
| --- | --- |
| `delivery.py` | what a verifier looks at |
| `shared_secrets.py` | a secret in the path of the URL, or in a header |
| `addresses.py` | a list of addresses that may send |
| `signatures.py` | HMAC signatures as Standard Webhooks defines them, for relays that sign |
"""
