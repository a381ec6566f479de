"""Web pages for people: the consent page of a connection, and a look inside the sandbox.

They load nothing, run no script, and work with a keyboard and a screen reader. Every value is escaped on its way in.

| where | what lives there |
| --- | --- |
| `rendering.py`, `templates/` | templates into answers, and the headers of all of them |
| `consent.py` | approve or refuse: where an `authorize_url` leads |
| `overview.py`, `stored.py` | what is stored and what was asked, secrets masked |
"""
