"""A local server that plays both services: the Productiv developer API and the 9Spokes Open API.

```python
with Sandbox(seed=7) as sandbox:
    connection = sandbox.ninespokes_store.add_example()
    nine_spokes, productiv = NineSpokes(**sandbox.ninespokes), Productiv(**sandbox.productiv)
```

It is an independent reading of the fact sheets: it works with plain dictionaries in wire form and shares no code with
the clients, so that an error in a client is not repeated here. What no source tells is a choice of this sandbox, and
the docstring at that place says so.

| where | what lives there |
| --- | --- |
| `sandbox.py` | `Sandbox`: start, stop, what tests look at |
| `fault_injection.py`, `control.py` | what it is told to do wrong, from Python and over HTTP |
| `settings.py` | the switches: `NineSpokesOptions`, `ProductivOptions` |
| `clock.py`, `ids.py` | time and identifiers, both under the test's control |
| `web/` | HTTP for both services: operations, dispatch, faults, request log, exact JSON, the loopback server |
| `pages/` | web pages for people: consent, and a look inside |
| `storage.py` | signed addresses for files |
| `odata/` | the query options of the 9Spokes data endpoints |
| `productiv/`, `ninespokes/` | one service each: a table of operations, short handlers, a store |
"""

from .clock import Clock, ManualClock
from .ninespokes.accounts import Connection
from .ninespokes.jsonl import InputError
from .ninespokes.store import NineSpokesStore
from .productiv.store import ProductivStore
from .productiv.workflow.runs import Delivery, WorkflowKind, WorkflowRun
from .sandbox import NineSpokesSettings, ProductivSettings, Sandbox, operation_ids
from .settings import Mode, NineSpokesOptions, ProductivOptions
from .web.fault_words import parse_fault, parse_storm
from .web.faults import Fault, FaultKind
from .web.log import LoggedRequest
from .web.storm import Storm

__all__ = [
    "Clock",
    "Connection",
    "Delivery",
    "Fault",
    "FaultKind",
    "InputError",
    "LoggedRequest",
    "ManualClock",
    "Mode",
    "NineSpokesOptions",
    "NineSpokesSettings",
    "NineSpokesStore",
    "ProductivOptions",
    "ProductivSettings",
    "ProductivStore",
    "Sandbox",
    "Storm",
    "WorkflowKind",
    "WorkflowRun",
    "operation_ids",
    "parse_fault",
    "parse_storm",
]
