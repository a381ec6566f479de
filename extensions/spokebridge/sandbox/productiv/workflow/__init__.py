"""Workflows that reach a custom integration step, which posts an event (Productiv facts 5).

| where | what lives there |
| --- | --- |
| `runner.py` | starting a run |
| `runs.py` | a run: what was sent, and what came back |
| `events.py`, `delivery.py` | the body that is posted, and posting it |
"""
