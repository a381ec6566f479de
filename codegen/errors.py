"""The one exception of a build that stops: its message names the file or generator, the place and the cause."""


class BuildError(Exception):
    """The build was stopped before anything under `generated/` or `_sync/` was replaced."""
