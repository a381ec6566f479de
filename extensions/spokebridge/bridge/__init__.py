"""The main job: 9Spokes bills become Productiv spend.

| module | what it holds |
| --- | --- |
| `sync` | all connections, side by side |
| `transfer` | one connection: what is due, from one service to the other |
| `window`, `origin` | which bills are due; reading them, and what else a connection has |
| `mapping`, `moments`, `vendors` | one bill → one spend record, field by field; its dates; who it is from |
| `outbox` | a batch on its way, and what became of each bill |
| `state`, `route_state`, `lock` | what is remembered from run to run; one run at a time |
| `summary`, `spend`, `plain_summary` | what a run did: counts and reasons, sums, the same as JSON |
| `routes`, `options`, `config` | what goes where, how, and the file that says so |
| `watch`, `rehearsal`, `stopping` | seeing what leaves; a run that sends nothing; ending early |

`docs/sync.md` is the page for users.
"""
