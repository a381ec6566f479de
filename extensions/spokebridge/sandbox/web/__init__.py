"""HTTP for both services; nothing in here knows what a bill or an app is.

| where | what lives there |
| --- | --- |
| `operations.py`, `dispatch.py` | a service's table of operations, and the way from a request to a reply |
| `messages.py`, `codec.py` | what a handler gets and gives; exact JSON |
| `faults.py`, `connection.py` | replies gone wrong on purpose; cutting a connection |
| `log.py` | what was asked |
| `server.py` | uvicorn in a thread |
"""
