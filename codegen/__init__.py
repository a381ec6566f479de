"""Tools that turn `specs/` into `generated/` and keep both honest. Never imported at run time."""
