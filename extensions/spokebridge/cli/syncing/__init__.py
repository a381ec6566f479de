"""What `spokebridge sync` and `spokebridge demo` share: progress, schedule, signals, and how a run is told to people.

| module | what it holds |
| --- | --- |
| `job` | one run, or one after another |
| `mappers` | rules that change the records |
| `outcome` | the exit code of a run |
| `preview` | the records of a dry run |
| `progress` | the bar |
| `schedule` | when to run again |
| `signals` | Ctrl-C and SIGTERM |
| `telling` | tables for a terminal, one line for a log |
"""
