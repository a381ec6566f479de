"""What of a publish was delivered, so that a run that broke off can go on: a manifest in memory, or a journal on disk.

Both are asked for a plan before a chunk is sent, and told what becomes of each request. Neither holds a record, only
digests. Why there are two: docs/decisions/0008-journal.md.
"""
