"""Files of records: CSV, JSON Lines or Parquet, read row by row. What was refused can be written back in the same form.

| module | what it holds |
| --- | --- |
| `rows` | a row, and what every kind of file can do |
| `delimited`, `lines`, `parquet` | the kinds |
| `opening` | which kind a file is; standard input |
| `typing` | text from a file as what a field wants |
"""
