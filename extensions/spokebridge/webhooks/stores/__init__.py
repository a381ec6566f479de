"""What a receiver remembers, so that an event that is delivered again is not handled again.

| where | what |
| --- | --- |
| `store.py` | what a store is, for one of your own (Redis, Postgres) |
| `memory.py` | for one process, until it ends |
| `sqlite.py` | a file, shared by the processes of one machine |
"""

from spokebridge.webhooks.stores.memory import MemoryStore
from spokebridge.webhooks.stores.sqlite import SQLiteStore
from spokebridge.webhooks.stores.store import Claim, EventStore

__all__ = ["Claim", "EventStore", "MemoryStore", "SQLiteStore"]
