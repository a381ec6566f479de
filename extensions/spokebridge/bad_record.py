"""A module of its own, so that plugins can raise what publishing catches without loading it."""


class BadRecord(ValueError):
    """A record that cannot be sent; the text names the field and the fix."""
