"""What the customer has that nobody pushed: made up, the same for the same seed.

| where | what lives there |
| --- | --- |
| `portfolio.py`, `supply.py` | apps and suppliers, which tests know by heart |
| `people.py`, `usage.py` | employees, and when each used an app |
| `audit_book.py` | what people did |
| `policies.py`, `automation.py` | provisioning workflows, and what they did |
"""
