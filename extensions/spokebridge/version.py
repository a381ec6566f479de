"""The version of this distribution, and how it introduces itself."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("spokebridge")
except PackageNotFoundError:  # run from a tree that is not installed
    __version__ = "0+source"

USER_AGENT = f"spokebridge/{__version__}"
