"""Records on their way out: a table on a terminal, JSON Lines, CSV or Parquet. Read once, written as they come."""
