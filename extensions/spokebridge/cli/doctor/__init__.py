"""`spokebridge doctor`: what works, what does not, and what to do about it.

| module | what it holds |
| --- | --- |
| `command` | the command |
| `findings` | what a check finds |
| `network` | proxy, name, port and certificate of a host |
| `services` | credentials, scopes, answers and clock of a service |
| `installation` | versions and extras |
"""
