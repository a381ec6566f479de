"""Sends files: records from rows, progress meanwhile, an account at the end, and what was refused in a file of its own.

| module | what it holds |
| --- | --- |
| `publishing` | one run of a method that takes records |
| `trial` | the same without sending: `--dry-run` |
| `records` | from a method to the class of its records |
| `refused` | which rows were refused, and the files they go to |
| `progress` | what is shown meanwhile |
| `account` | what is said at the end |
| `uploading` | one run of a method that takes whole files |
"""
