"""`spokebridge ninespokes connect`: a connection, the user's consent in a browser, and waiting until its data is there.

| module | what it holds |
| --- | --- |
| `command` | the command |
| `waiting` | asks how far it is, again and again |
| `view` | shows how far it is |
"""
