"""HTTP for both services; nothing in here knows what a bill or an app is.

| where | what lives there |
| --- | --- |
| `operations.py`, `dispatch.py` | a service's table of operations, and the way from a request to a reply |
| `served.py` | what to say to those who asked for another path or method |
| `messages.py`, `codec.py` | what a handler gets and gives; exact JSON |
| `faults.py`, `spoiling.py`, `connection.py` | replies gone wrong on purpose: what happens to them |
| `fault_plan.py`, `storm.py`, `fault_words.py` | and to which: scripted, by chance, from a command line |
| `log.py` | what was asked |
| `server.py` | uvicorn in a thread |
"""
