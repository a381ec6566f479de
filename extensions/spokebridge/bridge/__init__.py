"""The main job: 9Spokes bills become Productiv spend.

| module | what it holds |
| --- | --- |
| `mapping` | one bill → one spend record, field by field |
| `vendors` | who a bill is from |
| `transfer` | all bills of a connection, from one service to the other |
"""
