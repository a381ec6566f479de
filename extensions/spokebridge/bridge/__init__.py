"""The main job: 9Spokes bills become Productiv spend.

| module | what it holds |
| --- | --- |
| `mapping` | one bill → one spend record, field by field |
| `vendors` | who a bill is from |
| `window` | which bills are due |
| `transfer` | all due bills of one connection, from one service to the other |
| `sync` | all connections, side by side |
| `routes`, `config` | what goes where, and the file that says so |
| `state`, `lock` | what is remembered from run to run; one run at a time |
| `summary` | what a run did |
| `watch`, `rehearsal`, `stopping` | seeing what leaves; a run that sends nothing; ending early |

`docs/sync.md` is the page for users.
"""
