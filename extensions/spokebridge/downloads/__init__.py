"""Files on their way from signed addresses to this disk, without the asking itself.

| where | what |
| --- | --- |
| `addresses.py` | from where they may come |
| `files.py` | where they go |
"""
