"""`spokebridge doctor`: what works, what does not, and what to do about it.

| module | what it holds |
| --- | --- |
| `command` | the command |
| `findings` | what a check finds |
| `network` | proxy, name, port and certificate of a host |
| `services` | settings, addresses and a first answer of a service |
| `scopes`, `clock` | what its credential was granted; whether its clock and ours agree |
| `installation` | versions, extras and plugins |
"""
