"""One module per peer. Each has `NAME` and the tasks it can do, by the name of the task:

`first_client()` imports the library and makes the clients of both APIs; `pull(url)` reads all bills and gives their
number; `push(url, records)` publishes spend records one chunk after the other and gives their number; `decode(content)`
reads a page of bills; `encode(typed(content))` writes a request body. What a peer cannot do it does not have. Imports
stand inside of the functions, so that a process loads one peer only.
"""

from __future__ import annotations

COMPANY = "company"
CONNECTION = "connection"
PAGE = 500
CHUNK = 1000
WARM_UP = 1000
