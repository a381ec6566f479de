"""OData query options as the 9Spokes data endpoints understand them (9Spokes facts 4).

| where | what lives there |
| --- | --- |
| `options.py` | the query string |
| `tokens.py`, `grammar.py`, `evaluation.py` | `$filter`: its words, its tree, which records match |
| `ordering.py`, `projection.py` | `$orderby` and `$select` |
| `paths.py` | walking a record along a dotted path |
"""

from .evaluation import compile_filter
from .options import Query, parse_query
from .ordering import sort_records
from .paths import Dates
from .projection import project
from .tokens import ODataError

__all__ = ["Dates", "ODataError", "Query", "compile_filter", "parse_query", "project", "sort_records"]
